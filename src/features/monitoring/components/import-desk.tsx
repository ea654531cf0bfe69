"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { FileUpload } from "@/components/form/file-upload";
import { Button, LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { StatusMark } from "@/components/ui/status-mark";
import { countLines, type RawLine } from "@/domain/measurement-lines";
import type { ActionResult } from "@/lib/action-result";
import type { JudgedLine, StoredLines } from "../many";

interface ImportDeskProps {
  /** "/nordwind/monitoring" */
  path: string;
  store: (input: unknown) => Promise<ActionResult<StoredLines>>;
}

interface Read {
  lines: RawLine[];
  judged: JudgedLine[];
}

const SHAPES = { good: "decided", stands: "neutral", bad: "not-met" } as const;

/** Reads a file, shows what would become of each line, and stores what is confirmed. */
export function ImportDesk({ path, store }: ImportDeskProps) {
  const t = useTranslations("monitoring.importPage");
  const router = useRouter();
  const [read, setRead] = useState<Read | null>(null);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [done, setDone] = useState<StoredLines | null>(null);

  async function keep(only: "all" | "good") {
    if (!read || pending) return;
    setPending(true);
    setTrouble(null);
    try {
      const answer = await store({ lines: read.lines, only });
      if (answer.ok) {
        setDone(answer.data);
        router.refresh();
      } else setTrouble(answer.message ?? t("offline"));
    } catch {
      setTrouble(t("offline"));
    }
    setPending(false);
  }

  const startAnew = () => {
    setRead(null);
    setDone(null);
    setTrouble(null);
  };
  if (done) return <Done path={path} done={done} onAnother={startAnew} />;
  if (!read) {
    return (
      <FileUpload
        href={`${path}/import/read`}
        accept=".csv,text/csv,text/plain"
        words={{ choose: t("choose"), hint: t("hint"), working: t("working"), offline: t("offline") }}
        onDone={(answer) => setRead(answer as Read)}
      />
    );
  }
  const counts = countLines(read.judged);
  return (
    <section aria-labelledby="read-title" className="flex max-w-5xl flex-col gap-4">
      <div role="status">
        <h2 id="read-title" className="font-serif text-xl font-semibold">
          {t("counts", counts)}
        </h2>
      </div>
      {counts.bad > 0 && (
        <Callout tone="warn" title={t("badTitle", { count: counts.bad })}>
          {t("badText")}
        </Callout>
      )}
      {trouble && <Callout tone="error">{trouble}</Callout>}
      {counts.good === 0 && <p>{t("nothing")}</p>}
      <div className="flex flex-wrap gap-3">
        {counts.good > 0 && (
          <Button variant="primary" disabled={pending} onClick={() => keep(counts.bad > 0 ? "good" : "all")}>
            {counts.bad > 0 ? t("storeGood", { count: counts.good }) : t("storeAll", { count: counts.good })}
          </Button>
        )}
        <Button disabled={pending} onClick={startAnew}>
          {t("another")}
        </Button>
      </div>
      <LinesTable judged={read.judged} />
    </section>
  );
}

function LinesTable({ judged }: { judged: readonly JudgedLine[] }) {
  const t = useTranslations("monitoring");
  // What is wrong comes first: it is what somebody has to look at.
  const sorted = [...judged].sort((a, b) => Number(b.state === "bad") - Number(a.state === "bad") || a.line - b.line);
  const heads = [t("importPage.line"), t("column.ref"), t("measuredOn"), t("value"), t("importPage.what")];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone has to be reached by keys
    <section className="overflow-x-auto" tabIndex={0} aria-label={t("importPage.what")}>
      <table className="w-full border-t text-[0.9375rem]">
        <thead className="text-left text-sm text-muted">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="py-2 pr-4 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((line) => (
            <tr key={line.line} className="border-t align-top">
              <td className="py-2 pr-4 tabular-nums">{line.line}</td>
              <td className="py-2 pr-4 font-mono text-sm">{line.ref}</td>
              <td className="py-2 pr-4 whitespace-nowrap">{line.measuredOn}</td>
              <td className="py-2 pr-4 tabular-nums">{line.value}</td>
              <td className="py-2">
                <StatusMark shape={SHAPES[line.state]}>{t(`importPage.${line.state}`)}</StatusMark>
                {[...line.problems, ...line.hints].map((sentence) => (
                  <span key={sentence} className="block text-sm [overflow-wrap:anywhere]">
                    {sentence}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Done({ path, done, onAnother }: { path: string; done: StoredLines; onAnother: () => void }) {
  const t = useTranslations("monitoring.importPage");
  return (
    <div className="flex max-w-3xl flex-col gap-4" role="status">
      <Callout title={t("done", { stored: done.stored, left: done.left })}>
        {done.actionRefs.length > 0 && t("opened", { refs: done.actionRefs.join(", ") })}
      </Callout>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={path} variant="primary">
          {t("toList")}
        </LinkButton>
        <Button onClick={onAnother}>{t("another")}</Button>
      </div>
    </div>
  );
}
