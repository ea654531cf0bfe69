import { addDays, compareDays } from "@/domain/dates";
import { compareDecimals, type DecimalProblem, readDecimal } from "@/domain/decimal";
import { accept, type Ruling, refuse } from "@/domain/ruling";
import type { Direction } from "@/domain/vocabulary";

/** What is measured to see whether a requirement is met: its target, how a value stands against it, when it is measured next, where it is going. */
export const CRITERION_RESULTS = ["missed", "warning", "met", "not_measured"] as const;
export type CriterionResult = (typeof CRITERION_RESULTS)[number];

export interface Target {
  direction: Direction;
  /** A kept decimal (domain/decimal.ts). */
  target: string;
  /** On the good side of the target: from here on it is a warning. Empty: none. */
  threshold: string;
}

/** How a value stands: missed beyond the target, a warning where it comes close, met on the target itself. Empty: not measured. */
export function resultOf({ direction, target, threshold }: Target, value: string): CriterionResult {
  if (value === "") return "not_measured";
  const good = direction === "at_least" ? 1 : -1;
  if (compareDecimals(value, target) * good < 0) return "missed";
  return threshold !== "" && compareDecimals(value, threshold) * good <= 0 ? "warning" : "met";
}

/** The day by which it is measured next; what was never measured is due so many days after it was set. */
export function measureBy({
  lastMeasuredOn,
  setOn,
  frequencyDays,
}: {
  lastMeasuredOn: string | null;
  setOn: string;
  frequencyDays: number;
}) {
  return addDays(lastMeasuredOn ?? setOn, frequencyDays);
}

/** On time on the day itself, overdue the day after. */
export function isMeasurementOverdue(
  criterion: { status: string; lastMeasuredOn: string | null; setOn: string; frequencyDays: number },
  today: string,
): boolean {
  return criterion.status === "active" && compareDays(today, measureBy(criterion)) > 0;
}

/** The warning comes before the target is missed, so it lies on the good side of it. */
export function judgeTarget({ direction, target, threshold }: Target): Ruling<null, "threshold_beyond_target"> {
  if (threshold === "") return accept(null);
  const beyond = compareDecimals(threshold, target) * (direction === "at_least" ? 1 : -1) < 0;
  return beyond ? refuse("threshold_beyond_target", "threshold") : accept(null);
}

// Values with units --------------------------------------------------------------------------------------------------------------------------------

export type ReadMeasured =
  | { ok: true; value: string }
  | { ok: false; problem: DecimalProblem }
  | { ok: false; problem: "other_unit" | "no_unit"; given: string };

/** Ways to write the same unit. */
const SAME_UNIT: readonly (readonly string[])[] = [
  ["%", "percent", "per cent", "pct", "prozent", "pour cent"],
  ["d", "day", "days"],
  ["h", "hr", "hrs", "hour", "hours"],
  ["min", "mins", "minute", "minutes"],
  ["s", "sec", "secs", "second", "seconds"],
  ["€", "eur", "euro", "euros"],
  ["$", "usd"],
];
const LONG_ENOUGH_TO_BE_A_WORD = 4;
const UNIT_AROUND =
  /^(?<before>[^\d.,+\-\u2212=@']*?)\s*(?<number>[+\-\u2212]?[\d.,](?:[\d.,' \u00a0\u2009\u202f\u2019]*\d)?)\s*(?<after>[^\d]*)$/u;

/** A value as it is typed, with or without the unit of its criterion; another unit is refused, for nothing is converted. */
export function readMeasured(text: string, unit: string, options: { commas?: boolean } = {}): ReadMeasured {
  const plain = readDecimal(text, options);
  if (plain.ok || plain.problem !== "not_a_number") return plain;
  const parts = UNIT_AROUND.exec(text.trim())?.groups;
  const given = [parts?.before, parts?.after].map((part) => part?.trim() ?? "").filter(Boolean);
  if (!parts || given.length !== 1) return plain;
  const number = readDecimal(parts.number!, options);
  if (!number.ok && number.problem === "not_a_number") return plain;
  if (unit === "") return { ok: false, problem: "no_unit", given: given[0]! };
  return sameUnit(given[0]!, unit) ? number : { ok: false, problem: "other_unit", given: given[0]! };
}

function sameUnit(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  // "MB" and "Mb" are not the same; "Tickets" and "tickets" are.
  if (left === right) return left.length >= LONG_ENOUGH_TO_BE_A_WORD;
  return SAME_UNIT.some((names) => names.includes(left) && names.includes(right));
}

// Measurements -------------------------------------------------------------------------------------------------------------------------------------

/** A measurement tells what was, never what will be. */
export function judgeMeasuredOn(measuredOn: string, today: string): Ruling<null, "measured_later"> {
  return compareDays(measuredOn, today) > 0 ? refuse("measured_later", "measuredOn") : accept(null);
}

export interface SeriesPoint {
  measuredOn: string;
  value: string;
}

/** Measurements by day. */
export function inOrderOfDays<T extends SeriesPoint>(series: readonly T[]): T[] {
  return [...series].sort((a, b) => compareDays(a.measuredOn, b.measuredOn));
}

export type Trend = "better" | "worse" | "steady" | "unsteady";

/** Where the last three measurements go; null while there are fewer. No average is taken: the values say themselves what they are. */
export function trendOf(series: readonly SeriesPoint[], direction: Direction): Trend | null {
  const last = inOrderOfDays(series).slice(-3);
  if (last.length < 3) return null;
  const good = direction === "at_least" ? 1 : -1;
  const steps = [1, 2].map((at) => compareDecimals(last[at]!.value, last[at - 1]!.value) * good);
  if (steps.every((step) => step === 0)) return "steady";
  if (steps.every((step) => step >= 0)) return "better";
  return steps.every((step) => step <= 0) ? "worse" : "unsteady";
}

/** The last measurement by day; null: none. */
export function latestOf<T extends SeriesPoint>(series: readonly T[]): T | null {
  return inOrderOfDays(series).at(-1) ?? null;
}

/** Whether a value that was just stored or corrected opens an action: the last one by day misses the target, and no action about it is open. */
export function opensAction(target: Target, { lastValue, moved, actionOpen }: { lastValue: string; moved: boolean; actionOpen: boolean }) {
  return moved && !actionOpen && resultOf(target, lastValue) === "missed";
}

/** "99.5 %"; a value without a unit alone. */
export function withUnit(value: string, unit: string): string {
  return unit === "" ? value : `${value} ${unit}`;
}

/**
 * What the numbers of a requirement speak for: proposed, never set. Null while something in use is not measured, for then they say nothing.
 */
export function fulfilmentSuggestedBy(
  criteria: readonly { status: string; result: CriterionResult; overdue: boolean }[],
): "met" | "partly" | "not_met" | null {
  const used = criteria.filter(({ status }) => status === "active");
  if (used.length === 0 || used.some(({ result, overdue }) => result === "not_measured" || overdue)) return null;
  const missed = used.filter(({ result }) => result === "missed").length;
  return missed === 0 ? "met" : missed === used.length ? "not_met" : "partly";
}
