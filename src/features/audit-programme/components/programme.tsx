import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { ClauseCoverage } from "@/domain/audit-programme";
import { translator } from "@/lib/translate";
import type { PlannedAudit } from "../queries";

/** Audits as a list that reads on a phone too: what, whose, by whom, when, and what it found. */
export function AuditList({ home, title, audits, today }: { home: string; title: string; audits: readonly PlannedAudit[]; today: string }) {
  if (audits.length === 0) return null;
  return (
    <section className="mb-8 max-w-5xl">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      <ul className="border-t text-sm">
        {audits.map((audit) => (
          <AuditLine key={audit.ref} home={home} audit={audit} today={today} />
        ))}
      </ul>
    </section>
  );
}

function AuditLine({ home, audit, today }: { home: string; audit: PlannedAudit; today: string }) {
  const t = translator("auditProgramme");
  const { ref, status, dueAt, doneAt, intervalMonths, findings } = audit;
  const facts = [
    translator("vocabulary.auditKind")(audit.auditKind),
    audit.auditor && t("by", { name: audit.auditor }),
    audit.recordRefs.join(", "),
    intervalMonths !== null && t("everyMonths", { count: intervalMonths }),
  ].filter(Boolean);
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b py-2 sm:grid-cols-[5.5rem_minmax(0,1fr)_12rem]">
      <RefTag href={`${home}/actions/${ref}`}>{ref}</RefTag>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <bdi className="font-medium">{audit.title}</bdi>
        <p className="text-muted">{facts.join(" · ")}</p>
        {audit.result && <p className="line-clamp-3 whitespace-pre-line">{audit.result}</p>}
      </div>
      <div>
        {status === "done" ? (
          <StatusMark shape="decided">{t("heldOn", { day: doneAt ?? "" })}</StatusMark>
        ) : dueAt < today ? (
          <StatusMark shape="overdue">{t("overdueSince", { day: dueAt })}</StatusMark>
        ) : (
          <StatusMark shape="open">{t("plannedFor", { day: dueAt })}</StatusMark>
        )}
        {status === "done" && findings !== null && <p className="text-muted">{t("findings", { count: findings })}</p>}
      </div>
    </li>
  );
}

/** When an internal audit looks at each main clause: the gap in the programme is seen before the certification body sees it. */
export function Coverage({ coverage }: { coverage: readonly ClauseCoverage[] }) {
  const t = translator("auditProgramme");
  return (
    <section className="max-w-3xl">
      <h2 className="mb-1 text-base font-semibold">{t("coverage")}</h2>
      <p className="mb-2 text-sm text-muted">{t("coverageLead")}</p>
      <table className="w-full text-left text-sm [&_td]:py-1.5 [&_th]:py-1.5 [&_th]:font-medium">
        <thead>
          <tr className="border-b">
            <th scope="col">{t("clause")}</th>
            <th scope="col">{t("lastHeld")}</th>
            <th scope="col">{t("nextPlanned")}</th>
          </tr>
        </thead>
        <tbody>
          {coverage.map(({ clause, lastHeld, nextPlanned }) => (
            <tr key={clause} className="border-b">
              <th scope="row">{clause}</th>
              <td>{lastHeld ?? <StatusMark shape="open">{t("never")}</StatusMark>}</td>
              <td>{nextPlanned ?? <span className="text-muted">{t("notPlanned")}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
