import type { QualityKind } from "@/domain/audit-checks/x-ray";
import { isBlank } from "@/domain/ruling";

/**
 * The x-ray of what requirements lead to: controls, risks, documents, evidence. No audit check names these one by one, but a list can say which of them
 * nobody asked for and which have gone stale. Marks, no findings.
 */
export type TargetMark = "nobody_asked" | "review_overdue" | "expired";

export interface TargetFacts {
  ref: string;
  /** Requirements in use that lead to it. */
  askedBy: number;
  /** Due for another look. */
  reviewDueAt?: string | null;
  /** Evidence is valid through this day. */
  validUntil?: string | null;
  /** Of a control in the statement of applicability; null where it is not decided. */
  applicable?: boolean | null;
  /** What somebody wrote about why it is there without a requirement behind it. */
  justification?: string;
}

export const TARGET_MARK_KINDS: Readonly<Record<TargetMark, QualityKind>> = {
  nobody_asked: "orphan",
  review_overdue: "stale",
  expired: "stale",
};

/** A control counts as an orphan only where it was chosen and nobody said why (6.1.3 d); one that is left out needs no requirement behind it. */
export function targetMarks(target: TargetFacts, today: string): TargetMark[] {
  const isControl = target.applicable !== undefined;
  const wanted = !isControl || (target.applicable === true && isBlank(target.justification));
  return [
    ...(target.askedBy === 0 && wanted ? (["nobody_asked"] as const) : []),
    ...(target.reviewDueAt && target.reviewDueAt < today ? (["review_overdue"] as const) : []),
    ...(target.validUntil && target.validUntil < today ? (["expired"] as const) : []),
  ];
}
