import type { Finding } from "@/domain/audit-checks/run";

/** What the findings of a run say about single records, for lists (the x-ray) and for reports. */

/**
 * What is wrong in the quality of a record: orphan in either direction (nothing leads to it, or it leads nowhere), stale, vague, or there twice. Checks
 * that find a missing decision or detail have no such kind.
 */
export type QualityKind = "orphan" | "stale" | "vague" | "duplicate";

const KINDS: ReadonlyMap<string, QualityKind> = new Map([
  ...["AC-06", "AC-13", "AC-14", "AC-23", "AC-24", "AC-27", "AC-49", "AC-50", "AC-51", "AC-52"].map((id) => [id, "orphan"] as const),
  ...["AC-25", "AC-26", "AC-40", "AC-45", "AC-54", "AC-58", "AC-60", "AC-67", "AC-68"].map((id) => [id, "stale"] as const),
  ...["AC-16", "AC-17"].map((id) => [id, "vague"] as const),
  ...["AC-09", "AC-39"].map((id) => [id, "duplicate"] as const),
]);

/** The quality kind of a check ("AC-09" is a duplicate); null where it has none. */
export function qualityKind(checkId: string): QualityKind | null {
  return KINDS.get(checkId) ?? null;
}

/** The findings by ref of the records they concern, in the order of the checks. What concerns no record stands under its subject ("register"). */
export function findingsBySubject(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const keys = finding.records.length > 0 ? finding.records.map(({ ref }) => ref) : finding.subjects;
    for (const key of new Set(keys)) {
      const known = found.get(key);
      if (known) known.push(finding);
      else found.set(key, [finding]);
    }
  }
  return found;
}

export interface QualityMark {
  kind: QualityKind;
  check: string;
  title: string;
}

/** For a list: the quality marks of each ref that has any. */
export function qualityMarks(findings: readonly Finding[], refs: Iterable<string>): Map<string, QualityMark[]> {
  const bySubject = findingsBySubject(findings);
  const marks = new Map<string, QualityMark[]>();
  for (const ref of refs) {
    const own = (bySubject.get(ref) ?? []).flatMap(({ check, title }): QualityMark[] => {
      const kind = qualityKind(check);
      return kind ? [{ kind, check, title }] : [];
    });
    if (own.length > 0) marks.set(ref, own);
  }
  return marks;
}

/**
 * Clauses with three or more minor nonconformities, which an auditor would offer to group into one major (domain/rules.md 16). An offer: no severity
 * changes by it.
 */
export function groupedMinors(findings: readonly Finding[]): { clause: string; checks: string[] }[] {
  const byClause = new Map<string, string[]>();
  for (const { severity, clause, check } of findings) {
    if (severity === "minor") byClause.set(clause, [...(byClause.get(clause) ?? []), check]);
  }
  return [...byClause].filter(([, checks]) => checks.length >= 3).map(([clause, checks]) => ({ clause, checks }));
}
