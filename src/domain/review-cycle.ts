import { addDays, addMonths, compareDays, daysBetween } from "@/domain/dates";

/** The clock of the periodic review: the organisation's own rule in calendar months, and when it calls (rule 14; decisions D12 to D14 of domain/rules.md). */
export interface ReviewPlan {
  /** The interval: the organisation's own rule. */
  intervalMonths: number;
  /** So many days ahead it is announced; 0: not ahead at all. */
  remindDays: number;
  /** While it is overdue it calls again every so many days. */
  repeatDays: number;
  /** The day of the last completed periodic review. */
  lastCompletedOn: string | null;
  /** The day of the register's first record, from which the first interval counts; null for an empty register. */
  firstRecordOn: string | null;
}

export type ReminderState = "none" | "announced" | "due" | "overdue";

export interface Reminder {
  state: ReminderState;
  /** Null while there is nothing to review. */
  dueOn: string | null;
  /** Days that are left, or, when it is overdue, that have passed since the day it was due. */
  days: number;
  /** Whether today is one of the days on which it calls: the day of the announcement, the due day, the day after, and each repeat. */
  remindToday: boolean;
}

/** Interval months after the last completed periodic review, or after the first record where there was none; null for an empty register. */
export function nextReviewDue({ intervalMonths, lastCompletedOn, firstRecordOn }: ReviewPlan): string | null {
  const since = lastCompletedOn ?? firstRecordOn;
  return since === null ? null : addMonths(since, intervalMonths);
}

/** What the plan says on that day: on time on the anniversary, overdue the day after. */
export function reminderOf(today: string, plan: ReviewPlan): Reminder {
  const dueOn = nextReviewDue(plan);
  if (dueOn === null) return { state: "none", dueOn, days: 0, remindToday: false };
  const order = compareDays(today, dueOn);
  if (order === 0) return { state: "due", dueOn, days: 0, remindToday: true };
  if (order > 0) {
    const days = daysBetween(dueOn, today);
    return { state: "overdue", dueOn, days, remindToday: (days - 1) % Math.max(1, plan.repeatDays) === 0 };
  }
  const announcedOn = addDays(dueOn, -plan.remindDays);
  const announced = plan.remindDays > 0 && compareDays(today, announcedOn) >= 0;
  return {
    state: announced ? "announced" : "none",
    dueOn,
    days: daysBetween(today, dueOn),
    remindToday: announced && today === announcedOn,
  };
}
