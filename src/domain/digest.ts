import { addDays } from "./dates";
import type { Role } from "./vocabulary";

/** What one person is reminded of on one day: overdue, due soon, asked of them; and what they see whether they want to be reminded or not. */

export const DIGEST_GROUPS = ["escalated", "overdue", "due", "asked"] as const;
export type DigestGroup = (typeof DIGEST_GROUPS)[number];

/** Something that waits for somebody, as "my work" knows it. */
export interface WaitingItem {
  kind: string;
  ref: string;
  title: string;
  /** Below the organisation's home. */
  path: string;
  dueOn: string | null;
}

export interface DigestItem extends WaitingItem {
  /** Whose it is, where it was escalated to the reader. */
  waitsWith: string | null;
}

export interface DigestContent {
  groups: { group: DigestGroup; items: DigestItem[] }[];
}

/** "action ACT-003": what a snooze names. */
export const itemKey = ({ kind, ref }: { kind: string; ref: string }): string => `${kind} ${ref}`;

/** Overdue the day after, due soon within the days in which the organisation announces, asked where no day is set. Null: not yet. */
export function groupOf(
  { dueOn }: { dueOn: string | null },
  today: string,
  announceDays: number,
): Exclude<DigestGroup, "escalated"> | null {
  if (dueOn === null) return "asked";
  if (dueOn < today) return "overdue";
  return dueOn <= addDays(today, announceDays) ? "due" : null;
}

export function isEscalated({ dueOn }: { dueOn: string | null }, today: string, escalateAfterDays: number): boolean {
  return dueOn !== null && addDays(dueOn, escalateAfterDays) < today;
}

/** Decisions that stand still until whoever may give them does. */
const DECISIONS: ReadonlySet<string> = new Set(["version", "management_review", "conflict_decision"]);

/** What a person is told of even if they want no reminders: what was escalated to them, and decisions that wait for their approval. */
export function mustSee(item: { kind: string; waitsWith: string | null }): boolean {
  return item.waitsWith !== null || DECISIONS.has(item.kind);
}

/** Roles that nobody escalates to: they read, or they come from outside. */
const ONLY_READ: ReadonlySet<Role> = new Set(["viewer", "auditor"]);
/** Kinds that a contributor does not read. */
const NOT_FOR_CONTRIBUTORS: ReadonlySet<string> = new Set(["management_review", "version"]);

export interface Colleague {
  userId: string;
  name: string;
  items: readonly WaitingItem[];
}

/** What of others has been overdue for too long, for whoever answers for the register; each thing once, the oldest first. */
export function escalatedTo(
  receiver: { userId: string; role: Role },
  others: readonly Colleague[],
  { today, escalateAfterDays }: { today: string; escalateAfterDays: number },
): DigestItem[] {
  if (ONLY_READ.has(receiver.role)) return [];
  const found = new Map<string, DigestItem>();
  for (const { userId, name, items } of others) {
    if (userId === receiver.userId) continue;
    for (const item of items) {
      if (!isEscalated(item, today, escalateAfterDays)) continue;
      if (receiver.role === "contributor" && NOT_FOR_CONTRIBUTORS.has(item.kind)) continue;
      const known = found.get(itemKey(item));
      if (!known) found.set(itemKey(item), { ...item, waitsWith: name });
      else if (!known.waitsWith?.split(", ").includes(name)) known.waitsWith = `${known.waitsWith}, ${name}`;
    }
  }
  return [...found.values()].sort((a, b) => (a.dueOn ?? "").localeCompare(b.dueOn ?? "") || a.ref.localeCompare(b.ref));
}

export type Frequency = "daily" | "weekly" | "never";

export interface DigestWish {
  frequency: Frequency;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
}

const weekdayOf = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const DAYS_OF_A_WEEK = 7;

/** The digest of one day, or null where there is nothing to say or the person does not want it today. */
export function digestOf({
  own,
  escalated,
  snoozed,
  wish,
  last,
  today,
  announceDays,
}: {
  own: readonly WaitingItem[];
  escalated: readonly DigestItem[];
  /** Until which day what is left out, by key. */
  snoozed: ReadonlyMap<string, string>;
  wish: DigestWish;
  /** The digest before this one. */
  last: { day: string; keys: ReadonlySet<string> } | null;
  today: string;
  announceDays: number;
}): DigestContent | null {
  const all: { group: DigestGroup; item: DigestItem }[] = [];
  const ownKeys = new Set(own.map(itemKey));
  for (const item of escalated) if (!ownKeys.has(itemKey(item))) all.push({ group: "escalated", item });
  for (const item of own) {
    const group = groupOf(item, today, announceDays);
    const quiet = (snoozed.get(itemKey(item)) ?? "") > today;
    const { kind, ref, title, path, dueOn } = item;
    const told: DigestItem = { kind, ref, title, path, dueOn, waitsWith: null };
    if (group && (!quiet || mustSee(told))) all.push({ group, item: told });
  }
  const wanted = wish.frequency === "never" ? all.filter(({ item }) => mustSee(item)) : all;
  if (wanted.length === 0 || !isItsDay(wish, wanted, last, today)) return null;
  return {
    groups: DIGEST_GROUPS.map((group) => ({
      group,
      items: wanted
        .filter((one) => one.group === group)
        .map(({ item }) => item)
        .sort((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999")),
    })).filter(({ items }) => items.length > 0),
  };
}

/**
 * Daily: every day. Weekly: on the chosen day, or on the next on which we look. Never: what they must see is told when something is new in it, and
 * again after a week.
 */
function isItsDay(
  { frequency, weekday }: DigestWish,
  wanted: readonly { item: DigestItem }[],
  last: { day: string; keys: ReadonlySet<string> } | null,
  today: string,
): boolean {
  if (last && last.day >= today) return false;
  if (frequency === "daily" || !last) return true;
  if (frequency === "weekly") {
    const chosen = addDays(today, -((weekdayOf(today) - weekday + DAYS_OF_A_WEEK) % DAYS_OF_A_WEEK));
    return last.day < chosen;
  }
  return addDays(last.day, DAYS_OF_A_WEEK) <= today || wanted.some(({ item }) => !last.keys.has(itemKey(item)));
}
