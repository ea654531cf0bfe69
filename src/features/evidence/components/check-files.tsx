"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/action-result";
import type { FileCheck } from "../queries";

interface CheckFilesProps {
  /** "/nordwind/evidence" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<FileCheck>>;
}

/** Reads every stored file through on demand, and names those that are not what was filed. */
export function CheckFiles({ path, action }: CheckFilesProps) {
  const t = useTranslations("evidence.check");
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<ActionResult<FileCheck> | null>(null);
  const run = async () => {
    setPending(true);
    setAnswer(await action({}).catch(() => null));
    setPending(false);
  };
  return (
    <div className="mt-6 flex max-w-3xl flex-col gap-3" aria-live="polite">
      <div>
        <Button onClick={() => void run()} pending={pending}>
          {t(pending ? "working" : "button")}
        </Button>
      </div>
      {answer && !answer.ok && <Callout tone="error" title={answer.message} />}
      {answer?.ok && <Result path={path} check={answer.data} />}
    </div>
  );
}

function Result({ path, check }: { path: string; check: FileCheck }) {
  const t = useTranslations("evidence.check");
  const { checked, missing, changed } = check;
  const count = missing.length + changed.length;
  if (count === 0) return <Callout title={t("good", { checked })} />;
  const lines = [
    ...changed.map((file) => ({ ...file, problem: t("changed") })),
    ...missing.map((file) => ({ ...file, problem: t("missing") })),
  ];
  return (
    <Callout tone="error" title={t("bad", { count })}>
      {t("badText", { checked })}
      <ul className="mt-1 flex flex-col gap-0.5">
        {lines.map(({ ref, title, fileName, problem }) => (
          <li key={ref}>
            <Link href={`${path}/${ref}`} className="link font-mono">
              {ref}
            </Link>{" "}
            {title} ({fileName}): {problem}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
