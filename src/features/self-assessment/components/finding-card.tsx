import Link from "next/link";
import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import { type Acceptance, type StandingFinding, WHOLE_CHECK } from "@/domain/audit-checks/acceptance";
import type { ConcernedRecord } from "@/domain/audit-checks/check";
import { recordPath } from "@/lib/record-path";
import { translator } from "@/lib/translate";
import { SeverityMark } from "./severity-mark";

interface FindingCardProps {
  /** "/nordwind" */
  home: string;
  finding: StandingFinding;
  /** What mends it; null for whoever may not read it (ISO/IEC 17021-1, 9.4.5.3). */
  remedy: string | null;
  /** The button that accepts it for now; null for whoever may not. */
  accept: ReactNode;
  /** The button that takes an acceptance back. */
  withdraw: (acceptance: Acceptance) => ReactNode;
}

/** So many records stand under a finding; all of them on its own page. */
const SHOWN = 10;

/** One finding as an auditor writes it, and the records it is about. */
export function FindingCard({ home, finding, remedy, accept, withdraw }: FindingCardProps) {
  const t = translator("selfAssessment");
  const { check, title, text, open, accepted, clause, criterion } = finding;
  return (
    <article id={check} className="scroll-mt-16 border-t py-4" aria-labelledby={`${check}-title`}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 id={`${check}-title`} className="min-w-0 flex-1 basis-80 font-semibold">
          {title}
        </h3>
        {open.length > 0 && accept && <span className="no-print">{accept}</span>}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
        <SeverityMark severity={finding.severity} />
        <span className="font-mono text-[0.8125rem]">{check}</span>
        <span className="font-mono text-[0.8125rem]">{clause}</span>
        <span>{t(`criterion.${criterion}`)}</span>
      </p>
      <p className="prose-width mt-2 text-[0.9375rem] [overflow-wrap:anywhere]">{text}</p>
      {open.length > 0 && <Subjects home={home} finding={finding} subjects={open} />}
      {remedy && (
        <p className="prose-width mt-2 text-sm">
          <span className="font-medium">{t("remedy")}</span> {remedy}
        </p>
      )}
      <AcceptedSubjects home={home} finding={finding} accepted={accepted} withdraw={withdraw} />
    </article>
  );
}

function Subjects({ home, finding, subjects }: { home: string; finding: StandingFinding; subjects: readonly string[] }) {
  const t = translator("selfAssessment");
  const records = recordsBySubject(finding);
  const named = subjects.filter((subject) => subject !== "register");
  if (named.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-sm" aria-label={t("recordsOf", { check: finding.check })}>
      {named.slice(0, SHOWN).map((subject) => (
        <li key={subject}>
          <SubjectTag home={home} subject={subject} record={records.get(subject)} />
        </li>
      ))}
      {named.length > SHOWN && (
        <li>
          <Link href={`${home}/self-assessment/${finding.check}`} className="link">
            {t("showAll", { count: named.length })}
          </Link>
        </li>
      )}
    </ul>
  );
}

/** The records that subjects stand for: by their ref, and one for one where the subject is a link or a reason. */
export function recordsBySubject({ subjects, records }: Pick<StandingFinding, "subjects" | "records">): Map<string, ConcernedRecord> {
  const byRef = new Map(records.map((record) => [record.ref, record]));
  return new Map(
    subjects.flatMap((subject) => {
      const record = byRef.get(subject) ?? byRef.get(subject.split(":")[0]!);
      return record ? [[subject, record] as const] : [];
    }),
  );
}

export function SubjectTag({ home, subject, record }: { home: string; subject: string; record: ConcernedRecord | undefined }) {
  const t = translator("selfAssessment");
  const path = record && recordPath(record);
  if (record?.entity === "change") return <RefTag href={path ? home + path : undefined}>{t("subject.change", { id: subject })}</RefTag>;
  if (!path) return <span>{t.has(`subject.${subject}`) ? t(`subject.${subject}`) : subject}</span>;
  return <RefTag href={home + path}>{subject}</RefTag>;
}

interface AcceptedSubjectsProps {
  home: string;
  finding: StandingFinding;
  accepted: StandingFinding["accepted"];
  withdraw: FindingCardProps["withdraw"];
}

/** What is accepted for now: on what, until when, why and by whom. */
export function AcceptedSubjects({ home, finding, accepted, withdraw }: AcceptedSubjectsProps) {
  const t = translator("selfAssessment");
  if (accepted.length === 0) return null;
  const records = recordsBySubject(finding);
  return (
    <ul className="mt-3 space-y-2 border-l-2 border-line-strong pl-3 text-sm">
      {accepted.map(({ by, subjects }) => (
        <li key={by.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span className="min-w-0 flex-1 basis-72 [overflow-wrap:anywhere]">
            {t("acceptedUntil", { day: by.acceptedUntil, reason: by.reason })}{" "}
            <span className="text-muted">{t("acceptedBy", { name: by.acceptedBy ?? t("nobody"), day: by.acceptedAt })}</span>{" "}
            {by.subject === WHOLE_CHECK && <span className="text-muted">{t("wholeCheck")} </span>}
            {subjects
              .filter((subject) => subject !== "register")
              .slice(0, SHOWN)
              .map((subject) => (
                <span key={subject} className="mr-2 inline-block">
                  <SubjectTag home={home} subject={subject} record={records.get(subject)} />
                </span>
              ))}
            {subjects.length > SHOWN && (
              <Link href={`${home}/self-assessment/${finding.check}`} className="link">
                {t("showAll", { count: subjects.length })}
              </Link>
            )}
          </span>
          <span className="no-print">{withdraw(by)}</span>
        </li>
      ))}
    </ul>
  );
}
