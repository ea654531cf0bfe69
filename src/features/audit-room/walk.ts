import { CHECKS } from "@/domain/audit-checks/catalogue";
import type { ConcernedRecord } from "@/domain/audit-checks/check";
import { liveAssessment } from "@/features/self-assessment/queries";
import type { Access } from "@/server/access";

/** A check as an auditor sees it: what is looked for, and whether the register shows it. No severity, no remedy: the verdict is theirs (rule 6). */
export interface CheckFact {
  id: string;
  clause: string;
  result: "shown" | "not_shown" | "not_looked_at";
  /** Of how many records it is not shown, of how many looked at. */
  failed: number;
  sampled: number;
  /** What it is not shown for, with the record to open where there is one; the first of them. */
  subjects: { subject: string; record: ConcernedRecord | null }[];
  /** The organisation's own rule with its value, where the standard sets none. */
  ownRule: string | null;
}

const MOST_NAMED = 12;

/** The checks of one audit point over the live register, in their order. What the organisation accepts for now counts as not shown. */
export async function checksOfPoint(access: Access, point: number): Promise<CheckFact[]> {
  const { findings, unanswered } = await liveAssessment(access);
  const found = new Map(findings.map((finding) => [finding.check, finding]));
  const silent = new Set(unanswered.map(({ check }) => check.id));
  return CHECKS.filter((check) => check.point === point).map(({ id, clause }): CheckFact => {
    const finding = found.get(id);
    const records = new Map(finding?.records.map((record) => [record.ref, record]));
    return {
      id,
      clause,
      result: finding ? "not_shown" : silent.has(id) ? "not_looked_at" : "shown",
      failed: finding?.subjects.length ?? 0,
      sampled: finding?.sampled ?? 0,
      subjects: (finding?.subjects ?? []).slice(0, MOST_NAMED).map((subject) => ({ subject, record: records.get(subject) ?? null })),
      ownRule: finding?.ownRule ?? null,
    };
  });
}
