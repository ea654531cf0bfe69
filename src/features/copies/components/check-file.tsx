"use client";

import { FileSearch } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/lib/class-names";

interface Found {
  number: number;
  title: string;
  versionLabel: string;
  madeAt: string;
  madeByName: string;
  currency: "current" | "superseded" | "unknown";
}

type Answer = { kind: "found"; name: string; copy: Found } | { kind: "none"; name: string; sha256: string } | { kind: "failed" };

/** Which copy is this file? Its fingerprint is computed here; the file itself goes nowhere. */
export function CheckFile({ home, largestMegabytes }: { home: string; largestMegabytes: number }) {
  const t = useTranslations("copies");
  const id = useId();
  const [over, setOver] = useState(false);
  const [working, setWorking] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);

  async function check(file: File) {
    if (working) return;
    setAnswer(null);
    setWorking(true);
    try {
      if (file.size > largestMegabytes * 1024 * 1024) throw new Error("too large");
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const response = await fetch(`${home}/copies/find?sha256=${sha256}`, { cache: "no-store" });
      if (!response.ok) throw new Error("no answer");
      const { copy } = (await response.json()) as { copy: Found | null };
      setAnswer(copy ? { kind: "found", name: file.name, copy } : { kind: "none", name: file.name, sha256 });
    } catch {
      setAnswer({ kind: "failed" });
    }
    setWorking(false);
  }

  return (
    <section aria-labelledby={`${id}-title`} className="no-print">
      <h2 id={`${id}-title`} className="mb-2 text-base font-semibold">
        {t("check.title")}
      </h2>
      <label
        htmlFor={id}
        className={classNames(
          "flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-dashed border-line-strong px-4 py-3 text-sm hover:bg-sunken focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-gold",
          over && "bg-sunken",
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file) void check(file);
        }}
      >
        <FileSearch aria-hidden className="size-4 shrink-0" />
        <span className="font-medium">{t("check.choose")}</span>
        <span className="text-muted">{t("check.hint", { limit: largestMegabytes })}</span>
        <input
          id={id}
          type="file"
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void check(file);
            event.target.value = "";
          }}
        />
      </label>
      <div role="status" className="mt-2 text-sm">
        {working && t("check.working")}
        {answer?.kind === "found" && (
          <Callout
            tone={answer.copy.currency === "superseded" ? "warn" : "info"}
            title={t(`check.${answer.copy.currency}`, { name: answer.name })}
          >
            {t("check.is", {
              title: answer.copy.title,
              version: answer.copy.versionLabel,
              day: answer.copy.madeAt.slice(0, 10),
              who: answer.copy.madeByName,
            })}{" "}
            <Link className="link" href={`${home}/copies/${answer.copy.number}`} prefetch={false}>
              {t("number", { number: answer.copy.number })}
            </Link>
          </Callout>
        )}
        {answer?.kind === "none" && (
          <Callout tone="warn" title={t("check.none", { name: answer.name })}>
            {t("check.noneText")} <span className="font-mono text-xs [overflow-wrap:anywhere]">{answer.sha256}</span>
          </Callout>
        )}
        {answer?.kind === "failed" && <Callout tone="error">{t("check.failed", { limit: largestMegabytes })}</Callout>}
      </div>
    </section>
  );
}
