import { RefTag } from "@/components/ui/ref-tag";
import type { KeptFinding, Progress } from "@/domain/audit-checks/kept-run";
import { recordPath } from "@/lib/record-path";
import { translator } from "@/lib/translate";
import { byGravity } from "./open-findings";
import { SeverityMark } from "./severity-mark";

const SHOWN = 200;

/** The findings of a kept run, as they were written. Their records open as they are now. */
export function KeptFindings({ home, findings }: { home: string; findings: readonly KeptFinding[] }) {
  const t = translator("selfAssessment");
  return (
    <>
      {byGravity(findings).map(({ check, severity, title, clause, criterion, text, subjects, accepted, entity }) => (
        <article key={check} id={check} className="scroll-mt-16 border-t py-3">
          <h3 className="font-semibold">{title}</h3>
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
            <SeverityMark severity={severity} />
            <span className="font-mono text-[0.8125rem]">{check}</span>
            <span className="font-mono text-[0.8125rem]">{clause}</span>
            <span>{t(`criterion.${criterion}`)}</span>
          </p>
          <p className="prose-width mt-1 text-[0.9375rem] [overflow-wrap:anywhere]">{text}</p>
          <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-sm leading-6 [&>*]:min-h-6 [&>*]:leading-6">
            {subjects
              .filter((subject) => subject !== "register")
              .slice(0, SHOWN)
              .map((subject) => {
                const path = entity && recordPath({ entity: entity as "requirement", id: subject, ref: subject });
                const word = t.has(`subject.${subject}`) ? t(`subject.${subject}`) : subject;
                return path ? (
                  <RefTag key={subject} href={home + path}>
                    {subject}
                  </RefTag>
                ) : (
                  <span key={subject}>{word}</span>
                );
              })}
            {subjects.length > SHOWN && <span className="text-muted">{t("andMore", { count: subjects.length - SHOWN })}</span>}
          </p>
          {accepted.length > 0 && <p className="mt-1 text-sm text-muted">{t("keptAccepted", { count: accepted.length })}</p>}
        </article>
      ))}
    </>
  );
}

/** What was closed and what is new since the run before. */
export function RunProgress({ before, progress }: { before: { ref: string; asOf: string }; progress: readonly Progress[] }) {
  const t = translator("selfAssessment");
  const names = (subjects: readonly string[]) =>
    subjects
      .slice(0, 30)
      .map((subject) => (t.has(`subject.${subject}`) ? t(`subject.${subject}`) : subject))
      .join(", ") + (subjects.length > 30 ? ` ${t("andMore", { count: subjects.length - 30 })}` : "");
  return (
    <section aria-labelledby="progress-title" className="mb-8">
      <h2 id="progress-title" className="font-serif text-xl font-semibold">
        {t("progressTitle", { ref: before.ref, day: before.asOf })}
      </h2>
      {progress.length === 0 ? (
        <p className="mt-1 text-muted">{t("progressNone")}</p>
      ) : (
        <div className="mt-2 overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line-strong text-left text-muted">
                {(["finding", "closed", "appeared"] as const).map((column) => (
                  <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {progress.map(({ check, title, closed, appeared }) => (
                <tr key={check} className="border-b border-line align-baseline">
                  <td className="min-w-48 py-1.5 pr-4">
                    <span className="font-mono text-[0.8125rem] text-muted">{check}</span> {title}
                  </td>
                  <td className="min-w-40 py-1.5 pr-4 [overflow-wrap:anywhere]">{names(closed)}</td>
                  <td className="min-w-40 py-1.5 pr-4 [overflow-wrap:anywhere]">{names(appeared)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
