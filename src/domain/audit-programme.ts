import { addMonths } from "@/domain/dates";
import type { AuditKind } from "@/domain/vocabulary";

/** The audit programme (9.2.2): which audits are planned, which were held, and which clauses they leave out. */

export const LONGEST_INTERVAL = 60;

/**
 * The day of the next audit: the interval counted in calendar months from the day that was planned, not from the day it was held, so that a late audit
 * does not move all that follow (rule 14). It never lies before the day on which the last one was held. Null: it does not return.
 */
export function nextAuditOn(audit: { dueAt: string; intervalMonths: number | null }, heldOn: string): string | null {
  const { dueAt, intervalMonths } = audit;
  if (intervalMonths === null) return null;
  for (let times = 1; ; times++) {
    const next = addMonths(dueAt, times * intervalMonths);
    if (next > heldOn) return next;
  }
}

export interface ProgrammeAudit {
  auditKind: AuditKind;
  status: "open" | "done";
  dueAt: string;
  doneAt: string | null;
  /** What it covers: "Clause 9.2", "A.5.24", "SU-001". */
  recordRefs: readonly string[];
}

export interface ClauseCoverage {
  /** "Clause 4" */
  clause: string;
  lastHeld: string | null;
  nextPlanned: string | null;
}

const MAIN_CLAUSES = [4, 5, 6, 7, 8, 9, 10];

/**
 * For each main clause when an internal audit last looked at it and when one is to look at it next. Audits of others are theirs: an own programme
 * covers the management system by itself (9.2.1).
 */
export function clauseCoverage(audits: readonly ProgrammeAudit[]): ClauseCoverage[] {
  const internal = audits.filter(({ auditKind }) => auditKind === "internal");
  return MAIN_CLAUSES.map((number) => {
    const own = internal.filter(({ recordRefs }) => recordRefs.some((ref) => /^Clause (\d+)/.exec(ref)?.[1] === String(number)));
    const held = own.flatMap(({ doneAt }) => doneAt ?? []).sort();
    const planned = own.flatMap(({ status, dueAt }) => (status === "open" ? [dueAt] : [])).sort();
    return { clause: `Clause ${number}`, lastHeld: held.at(-1) ?? null, nextPlanned: planned[0] ?? null };
  });
}
