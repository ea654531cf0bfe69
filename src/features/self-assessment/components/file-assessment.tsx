"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { FileUpload } from "@/components/form/file-upload";
import { Callout } from "@/components/ui/callout";
import { StatusMark } from "@/components/ui/status-mark";
import type { FileAssessment } from "../mutations";

const SHAPES = { major: "major", minor: "minor", ofi: "opportunity" } as const;
const SHOWN = 30;

/** Checks a register file that is dropped here and shows what was found. Nothing of it is stored. */
export function FileAssessmentView({ href, limitMegabytes }: { href: string; limitMegabytes: number }) {
  const t = useTranslations("selfAssessment");
  const word = useTranslations("vocabulary.findingSeverity");
  const [result, setResult] = useState<FileAssessment | null>(null);
  const [round, setRound] = useState(0);
  return (
    <>
      <FileUpload
        // Another file may follow: the field starts anew.
        key={round}
        href={href}
        accept=".json,application/json"
        words={{
          choose: t("fileChoose"),
          hint: t("fileHint", { limit: limitMegabytes }),
          working: t("fileWorking"),
          offline: t("fileOffline"),
        }}
        onDone={(answer) => {
          setResult((answer as { data: FileAssessment }).data);
          setRound((before) => before + 1);
        }}
      />
      <div aria-live="polite" className="mt-6">
        {result && (
          <>
            <h2 className="font-serif text-xl font-semibold">{t("fileFound", { count: result.findings.length, day: result.today })}</h2>
            <Callout className="mt-2">{t("fileNothingStored")}</Callout>
            {result.findings.map(({ check, severity, title, clause, text, subjects }) => (
              <article key={check} className="border-t py-3 first-of-type:mt-4">
                <h3 className="font-semibold">{title}</h3>
                <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
                  <StatusMark shape={SHAPES[severity]}>{word(severity)}</StatusMark>
                  <span className="font-mono text-[0.8125rem]">{check}</span>
                  <span className="font-mono text-[0.8125rem]">{clause}</span>
                </p>
                <p className="prose-width mt-1 text-[0.9375rem] [overflow-wrap:anywhere]">{text}</p>
                <p className="mt-1 font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
                  {subjects.slice(0, SHOWN).join(", ")}
                  {subjects.length > SHOWN && ` ${t("andMore", { count: subjects.length - SHOWN })}`}
                </p>
              </article>
            ))}
          </>
        )}
      </div>
    </>
  );
}
