import { type AuditCheck, CHECKS } from "@/domain/audit-checks/catalogue";
import type { AuditFacts } from "@/domain/audit-checks/facts";

/**
 * Which checks a register cannot answer, because it holds none of the records that they ask about: a check over an empty list finds nothing, or blames
 * for what is only kept elsewhere. Both would be untrue, so such checks are said apart.
 */
export type FactsCollection = Exclude<keyof AuditFacts, "org">;

/** What each check asks about beyond the register itself. A check is answered where all of it is held. */
const ASKS_FOR: Readonly<Record<string, readonly FactsCollection[]>> = {
  "AC-34": ["versions"],
  "AC-35": ["versions", "mreviews"],
  "AC-36": ["versions"],
  "AC-37": ["versions"],
  "AC-38": ["versions"],
  "AC-39": ["versions"],
  "AC-40": ["versions"],
  "AC-42": ["versions"],
  "AC-43": ["comms"],
  "AC-44": ["comms"],
  "AC-45": ["comms"],
  "AC-47": ["engagements"],
  "AC-48": ["engagements"],
  "AC-57": ["kpis"],
  "AC-58": ["kpis"],
  "AC-59": ["reviews"],
  "AC-61": ["triggers", "reviews"],
  "AC-62": ["reviews"],
  "AC-63": ["mreviews"],
  "AC-64": ["mreviews"],
  "AC-68": ["conflicts"],
  "AC-69": ["conflicts"],
  "AC-70": ["conflicts"],
  "AC-71": ["conflicts"],
};

export interface UnansweredCheck {
  check: Pick<AuditCheck, "id" | "title" | "clause" | "point">;
  /** What would have to be held. */
  missing: FactsCollection[];
}

/** The checks that a register with these collections cannot answer, in their order. */
export function unansweredChecks(held: ReadonlySet<FactsCollection>): UnansweredCheck[] {
  return CHECKS.flatMap((check) => {
    const missing = (ASKS_FOR[check.id] ?? []).filter((collection) => !held.has(collection));
    return missing.length === 0 ? [] : [{ check: { id: check.id, title: check.title, clause: check.clause, point: check.point }, missing }];
  });
}

/** The findings of those checks that were answered. */
export function answeredOnly<T extends { check: string }>(findings: readonly T[], unanswered: readonly UnansweredCheck[]): T[] {
  const silent = new Set(unanswered.map(({ check }) => check.id));
  return findings.filter(({ check }) => !silent.has(check));
}
