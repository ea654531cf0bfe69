import { addDays, compareDays, isDay } from "@/domain/dates";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { NoticeStatus } from "@/domain/vocabulary";

/**
 * The communication plan (clause 7.4): on what, when, with whom, how, who. A line is due by the calendar or on an event; an event starts a clock where
 * law or contract give hours. Days are days in UTC, clocks are instants: 24 hours are 24 hours, whatever the clocks on the wall do in between.
 */
export interface PlanLine {
  status: string;
  frequencyDays: number | null;
  eventKey: string;
  startsOn: string | null;
  lastDoneOn: string | null;
  /** The day on which the line was entered. */
  enteredOn: string;
}

/**
 * The day on which a line is due next: so many days after it was done last, never before the day it starts on; if never done, on that day, or on the
 * day it was entered. Without a frequency a start day is a single date. Null: only on an event, or nothing is planned any more.
 */
export function nextDueOn({ status, frequencyDays, startsOn, lastDoneOn, enteredOn }: PlanLine): string | null {
  if (status === "retired") return null;
  if (frequencyDays === null) return startsOn !== null && (lastDoneOn === null || lastDoneOn < startsOn) ? startsOn : null;
  const due = lastDoneOn === null ? (startsOn ?? enteredOn) : addDays(lastDoneOn, frequencyDays);
  return startsOn !== null && startsOn > due ? startsOn : due;
}

export const LINE_STATES = ["overdue", "due_soon", "planned", "on_event", "open", "retired"] as const;
export type LineState = (typeof LINE_STATES)[number];

/** Where a line stands. On its day it is on time, from the day after it is overdue; `soonDays` before it is announced. */
export function lineState(line: PlanLine, today: string, soonDays: number): LineState {
  if (line.status === "retired") return "retired";
  const due = nextDueOn(line);
  if (due === null) return line.eventKey === "" ? "open" : "on_event";
  if (compareDays(due, today) < 0) return "overdue";
  return compareDays(due, addDays(today, soonDays)) <= 0 ? "due_soon" : "planned";
}

type LineFault = "no_when" | "clock_without_event" | "adverse" | "party_retired";

/** Whether a line can stand in the plan: it says when, only an event has a clock, and nobody talks to an attacker by plan (rule 26). */
export function judgeLine(
  line: { whenText: string; frequencyDays: number | null; eventKey: string; clockHours: number | null; startsOn: string | null },
  party: { adverse: boolean; status: string },
): Ruling<null, LineFault> {
  if (party.adverse) return refuse("adverse", "partyId");
  if (party.status === "retired") return refuse("party_retired", "partyId");
  if (isBlank(line.whenText) && line.frequencyDays === null && line.eventKey === "" && line.startsOn === null)
    return refuse("no_when", "whenText");
  if (line.clockHours !== null && line.eventKey === "") return refuse("clock_without_event", "clockHours");
  return accept(null);
}

/** Whether something can have been done on that day: a day, and none that is still to come. */
export function judgeDone(on: string, today: string): Ruling<null, "not_a_day" | "in_the_future"> {
  if (!isDay(on)) return refuse("not_a_day", "on");
  if (on > today) return refuse("in_the_future", "on");
  return accept(null);
}

// Clocks -------------------------------------------------------------------------------------------------------------------------------------------

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Where law and contract only say "without undue delay": a number of ours, to be set otherwise. */
export const USUAL_CLOCK_HOURS = 24;

/** The instant at which a clock of so many hours runs out. */
export function clockEnd(startedAt: string, hours: number): string {
  return new Date(Date.parse(startedAt) + hours * HOUR).toISOString();
}

export interface Clock {
  status: NoticeStatus;
  startedAt: string;
  dueAt: string;
  doneAt: string | null;
}

export type ClockState = "running" | "little_left" | "overdue" | "given" | "given_late" | "not_needed";

/** Where a clock stands: little is left in its last quarter, and exactly at its end it is still on time. */
export function clockState({ status, startedAt, dueAt, doneAt }: Clock, now: string): ClockState {
  if (status === "not_needed") return "not_needed";
  const end = Date.parse(dueAt);
  if (status === "done") return doneAt !== null && Date.parse(doneAt) > end ? "given_late" : "given";
  const left = end - Date.parse(now);
  if (left < 0) return "overdue";
  return left < (end - Date.parse(startedAt)) / 4 ? "little_left" : "running";
}

/** A length of time in the units in which people say it; never negative. */
export interface Span {
  days: number;
  hours: number;
  minutes: number;
}

export function spanBetween(from: string, to: string): Span {
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / MINUTE));
  return { days: Math.floor(minutes / 1_440), hours: Math.floor((minutes % 1_440) / 60), minutes: minutes % 60 };
}

/** How long is left, or, once it is over, by how long it is late; of one that was given late by how much it was. */
export function clockSpan(clock: Clock, now: string): Span {
  const at = clock.doneAt ?? now;
  return Date.parse(at) > Date.parse(clock.dueAt) ? spanBetween(clock.dueAt, at) : spanBetween(at, clock.dueAt);
}

/** When we became aware cannot lie ahead. */
export function judgeStart(startedAt: string, now: string): Ruling<null, "in_the_future"> {
  return Date.parse(startedAt) > Date.parse(now) ? refuse("in_the_future", "startedAt") : accept(null);
}

type GivenFault = "not_running" | "in_the_future" | "before_start" | "late_needs_reason" | "how_needed";

/** Whether a notice can be marked as given: with how, and, where it was late, with why. */
export function judgeGiven(
  clock: Clock,
  { doneAt, how, reason }: { doneAt: string; how: string; reason: string },
  now: string,
): Ruling<{ late: boolean }, GivenFault> {
  if (clock.status !== "running") return refuse("not_running", null);
  if (Date.parse(doneAt) > Date.parse(now)) return refuse("in_the_future", "doneAt");
  if (Date.parse(doneAt) < Date.parse(clock.startedAt)) return refuse("before_start", "doneAt");
  if (isBlank(how)) return refuse("how_needed", "how");
  const late = Date.parse(doneAt) > Date.parse(clock.dueAt);
  if (late && isBlank(reason)) return refuse("late_needs_reason", "reason");
  return accept({ late });
}

/** Whether a clock can be stopped because nothing has to be told after all. */
export function judgeNotNeeded({ status }: { status: NoticeStatus }, reason: string): Ruling<null, "not_running" | "reason_needed"> {
  if (status !== "running") return refuse("not_running", null);
  if (isBlank(reason)) return refuse("reason_needed", "reason");
  return accept(null);
}

// Who must be told ---------------------------------------------------------------------------------------------------------------------------------

/** A change of what a requirement says or of how it is met, by its place in the history. */
export interface TellableChange {
  day: string;
  sequence: number;
}

/**
 * The changes that the party does not know of: made after the day it was told, or on that day and entered after it was. `settledAt` is the place in the
 * history at which the day was written, or at which somebody said that it need not be told.
 */
export function untold<T extends TellableChange>(
  changes: readonly T[],
  told: { on: string | null; settledAt: number; notNeededAt: number },
): T[] {
  return changes.filter(({ day, sequence }) => {
    if (sequence <= told.notNeededAt) return false;
    if (told.on === null) return true;
    return day > told.on || (day === told.on && sequence > told.settledAt);
  });
}
