import { addDays } from "@/domain/dates";

/** What waits for one person, by how soon it is due. */
export const WORK_GROUPS = ["overdue", "week", "later"] as const;
export type WorkGroup = (typeof WORK_GROUPS)[number];

const DAYS_OF_A_WEEK = 7;

/** On time on the day itself, overdue the day after; what has no day comes last. Groups in which nothing waits are left out. */
export function groupWork<T extends { dueOn: string | null }>(items: readonly T[], today: string): { when: WorkGroup; items: T[] }[] {
  const endOfWeek = addDays(today, DAYS_OF_A_WEEK);
  const groupOf = ({ dueOn }: T): WorkGroup =>
    dueOn === null ? "later" : dueOn < today ? "overdue" : dueOn <= endOfWeek ? "week" : "later";
  const sorted = [...items].sort((a, b) =>
    a.dueOn === b.dueOn ? 0 : a.dueOn === null ? 1 : b.dueOn === null ? -1 : a.dueOn < b.dueOn ? -1 : 1,
  );
  return WORK_GROUPS.map((when) => ({ when, items: sorted.filter((item) => groupOf(item) === when) })).filter(
    ({ items: found }) => found.length > 0,
  );
}

/** The last day of what counts as this week. */
export function endOfWeek(today: string): string {
  return addDays(today, DAYS_OF_A_WEEK);
}
