import type { Finding } from "@/domain/audit-checks/run";
import { addMonths } from "@/domain/dates";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";

/**
 * What somebody accepts for now: a finding on one subject, or a check as a whole, with a reason and a day. It closes nothing: it is shown apart, and it
 * is open again on the day after. An acceptance of the self-assessment, not of a risk (6.1.3 f).
 */
export const WHOLE_CHECK = "*";
const LONGEST_IN_MONTHS = 12;

export interface Acceptance {
  id: string;
  version: number;
  check: string;
  /** A subject of the finding, or {@link WHOLE_CHECK}. */
  subject: string;
  reason: string;
  acceptedAt: string;
  /** The last day on which it holds. */
  acceptedUntil: string;
  acceptedBy: string | null;
  withdrawnAt: string | null;
}

export function isInForce({ acceptedUntil, withdrawnAt }: Pick<Acceptance, "acceptedUntil" | "withdrawnAt">, today: string): boolean {
  return withdrawnAt === null && today <= acceptedUntil;
}

/** A finding as it stands for a reader: which of its subjects are open, and which are accepted by whom and until when. */
export interface StandingFinding extends Finding {
  open: string[];
  accepted: { by: Acceptance; subjects: string[] }[];
}

/** Sets what is accepted apart from what is open. An acceptance of one subject goes before one of the whole check. */
export function withAcceptances(findings: readonly Finding[], acceptances: readonly Acceptance[], today: string): StandingFinding[] {
  const inForce = new Map<string, Map<string, Acceptance>>();
  for (const acceptance of acceptances) {
    if (!isInForce(acceptance, today)) continue;
    const ofCheck = inForce.get(acceptance.check) ?? new Map<string, Acceptance>();
    inForce.set(acceptance.check, ofCheck.set(acceptance.subject, acceptance));
  }
  return findings.map((finding) => {
    const ofCheck = inForce.get(finding.check);
    if (!ofCheck) return { ...finding, open: finding.subjects, accepted: [] };
    const open: string[] = [];
    const accepted = new Map<Acceptance, string[]>();
    for (const subject of finding.subjects) {
      const by = ofCheck.get(subject) ?? ofCheck.get(WHOLE_CHECK);
      if (by) accepted.set(by, [...(accepted.get(by) ?? []), subject]);
      else open.push(subject);
    }
    return { ...finding, open, accepted: [...accepted].map(([by, subjects]) => ({ by, subjects })) };
  });
}

/** Whether something may be accepted until that day: with a reason, from today on, and for no more than a year, for then it is not "for now". */
export function judgeAcceptance(
  { reason, acceptedUntil }: { reason: string; acceptedUntil: string },
  today: string,
): Ruling<null, "reason_needed" | "day_passed" | "too_long"> {
  if (isBlank(reason)) return refuse("reason_needed", "reason");
  if (acceptedUntil < today) return refuse("day_passed", "acceptedUntil");
  if (acceptedUntil > addMonths(today, LONGEST_IN_MONTHS)) return refuse("too_long", "acceptedUntil");
  return accept(null);
}
