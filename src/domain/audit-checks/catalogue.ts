import data from "@/domain/reference/audit-checks.json" with { type: "json" };

/** What the 71 checks are called, where they belong and how grave they are. The rules themselves stand in one file for each audit point. */
export type Severity = "major" | "minor" | "ofi";
/** standard: a "shall" is broken; own_rule: only the organisation's own rule is; good_practice: nothing is broken, an opportunity (rule 5). */
export type Criterion = "standard" | "own_rule" | "good_practice";

export interface AuditPoint {
  point: number;
  title: string;
}

export interface AuditCheck {
  /** "AC-01" to "AC-71". */
  id: string;
  point: number;
  title: string;
  /** With its namespace: "Clause 4.2 a, b", "Clause 4.2 b, A.5.31" (rule 1). */
  clause: string;
  severity: Severity;
  criterion: Criterion;
  /** Becomes `to` when; null where the severity stands. */
  escalate: { to: Severity; when: string } | null;
  /** The rule in words. */
  rule: string;
}

/** The eight audit points, in their order. */
export const POINTS: readonly AuditPoint[] = data.points;

/** All checks in their order, without remedies. */
export const CHECKS: readonly AuditCheck[] = data.checks.map(({ remedy: _remedy, clause, severity, criterion, escalate, ...check }) => ({
  ...check,
  clause: namespaced(clause),
  severity: severity as Severity,
  criterion: criterion as Criterion,
  escalate: escalate && { to: escalate.to as Severity, when: escalate.when },
}));

const BY_ID: ReadonlyMap<string, AuditCheck> = new Map(CHECKS.map((check) => [check.id, check]));
const REMEDIES: ReadonlyMap<string, string> = new Map(data.checks.map(({ id, remedy }) => [id, remedy]));

/** The check of an id such as "AC-49"; null where there is none. */
export function checkById(id: string): AuditCheck | null {
  return BY_ID.get(id) ?? null;
}

/**
 * What mends a finding, for those who keep the register; null where there is no such check. Kept apart from findings: an external auditor may not be
 * shown it (rule 6; ISO/IEC 17021-1, 9.4.5.3), so that whoever serves auditors simply does not ask.
 */
export function remedyOf(id: string): string | null {
  return REMEDIES.get(id) ?? null;
}

// "4.2 a, b" is one clause with two items, "4.2 b, A.5.31" a clause and a control.
function namespaced(clause: string): string {
  return clause
    .split(", ")
    .map((part) => (/^\d/.test(part) ? `Clause ${part}` : part))
    .join(", ");
}
