import { type ClauseCoverage, clauseCoverage } from "@/domain/audit-programme";
import type { AuditKind } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface PlannedAudit {
  ref: string;
  title: string;
  auditKind: AuditKind;
  auditor: string;
  status: "open" | "done";
  dueAt: string;
  doneAt: string | null;
  result: string;
  intervalMonths: number | null;
  /** What it covers. */
  recordRefs: string[];
  /** Findings that name it, retired ones left out; null for who may not read them. */
  findings: number | null;
}

export interface AuditProgramme {
  planned: PlannedAudit[];
  /** The newest first. */
  held: PlannedAudit[];
  coverage: ClauseCoverage[];
}

const MOST = 500;

/** The audit programme (9.2.2): what is planned, what was held, and when each clause is looked at. */
export async function auditProgramme(access: Access): Promise<AuditProgramme> {
  const audits = await inTenant(
    access,
    (tx) => tx.$queryRaw<PlannedAudit[]>`
      SELECT a.ref, a.title, a.audit_kind AS "auditKind", a.auditor, a.status, a.due_at::text AS "dueAt", a.done_at::text AS "doneAt",
             a.result, a.interval_months AS "intervalMonths", a.record_refs AS "recordRefs",
             CASE WHEN ${access.can("finding:read")}::boolean THEN
               (SELECT count(*)::int FROM finding f WHERE f.organization_id = a.organization_id AND f.status <> 'retired' AND a.ref = ANY(f.record_refs)) END AS findings
        FROM action a
       WHERE a.organization_id = ${access.organization.id}::uuid AND a.kind = 'audit' AND a.status <> 'retired'
       ORDER BY a.due_at, length(a.ref), a.ref LIMIT ${MOST}`,
  );
  return {
    planned: audits.filter(({ status }) => status === "open"),
    held: audits.filter(({ status }) => status === "done").sort((a, b) => (a.doneAt! < b.doneAt! ? 1 : a.doneAt! > b.doneAt! ? -1 : 0)),
    coverage: clauseCoverage(audits),
  };
}

/** An audit by its ref; null: none, or retired. */
export async function auditOfRef(access: Access, ref: string): Promise<Pick<PlannedAudit, "ref" | "title" | "auditKind"> | null> {
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<Pick<PlannedAudit, "ref" | "title" | "auditKind">[]>`
      SELECT ref, title, audit_kind AS "auditKind" FROM action
       WHERE organization_id = ${access.organization.id}::uuid AND ref = ${ref} AND kind = 'audit' AND status <> 'retired'`,
  );
  return found ?? null;
}

/** The findings that name an audit, by their refs; none for who may not read them. */
export async function findingsOfAudit(access: Access, ref: string): Promise<{ ref: string; title: string }[]> {
  if (!access.can("finding:read")) return [];
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ ref: string; title: string }[]>`
      SELECT ref, title FROM finding WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired' AND ${ref} = ANY(record_refs)
       ORDER BY length(ref), ref LIMIT ${MOST}`,
  );
}
