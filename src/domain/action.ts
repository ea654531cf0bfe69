import { addDays } from "@/domain/dates";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";

/** Actions: something somebody has to do, corrective (10.2), an improvement (10.1), evidence that an auditor asked for, or any other task. */
interface Task {
  status: string;
  dueAt: string | null;
}

/** Open past its day; on time on the day itself. Without a day it is never overdue. */
export function isActionOverdue({ status, dueAt }: Task, today: string): boolean {
  return status === "open" && dueAt !== null && dueAt < today;
}

/** What was done needs a word on what came of it; the standard wants results of corrective action kept (10.2 g). */
export function judgeDone({ result }: { result: string }): Ruling<null, "result_needed"> {
  return isBlank(result) ? refuse("result_needed", "result") : accept(null);
}

/** Whether it worked is asked later, of what is done, and with a word on what was seen (10.2 d). */
export function judgeEffectiveness(
  action: { status: string; doneAt: string | null },
  check: { checkedAt: string; note: string },
): Ruling<null, "not_done" | "checked_before_done" | "note_needed"> {
  if (action.status !== "done" || action.doneAt === null) return refuse("not_done");
  if (check.checkedAt < action.doneAt) return refuse("checked_before_done", "effectivenessCheckedAt");
  return isBlank(check.note) ? refuse("note_needed", "effectivenessNote") : accept(null);
}

/** Time for a corrective action to show whether it works. */
export const DAYS_TO_SHOW_EFFECT = 30;

/** The day by which somebody looks whether a corrective action worked; null where that is not asked for, not yet, or not any more. */
export function effectivenessDueOn(action: {
  kind: string;
  status: string;
  doneAt: string | null;
  effectivenessCheckedAt: string | null;
}): string | null {
  if (action.kind !== "corrective" || action.status !== "done" || action.doneAt === null || action.effectivenessCheckedAt !== null)
    return null;
  return addDays(action.doneAt, DAYS_TO_SHOW_EFFECT);
}
