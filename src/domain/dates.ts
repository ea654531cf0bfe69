/** Arithmetic on days written "YYYY-MM-DD". A day has no time zone; today is always an argument. */

const DAY = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const MILLISECONDS_OF_A_DAY = 86_400_000;

/** Whether the text is a day of the calendar, written as a day: "2024-02-29" is, "2023-02-29" is not. Years 1000 to 9999. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text);
  if (!match) return false;
  const month = Number(match[2]);
  const day = Number(match[3]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(match[1]), month);
}

/** Negative, zero or positive as `a` is before, equal to or after `b`. Throws RangeError for what is no day. */
export function compareDays(a: string, b: string): number {
  return Math.sign(toEpoch(a) - toEpoch(b));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. Throws RangeError for what is no day. */
export function daysBetween(from: string, to: string): number {
  return toEpoch(to) - toEpoch(from);
}

/** The day `days` days later (earlier when negative). Throws RangeError for what is no day, or when the result leaves the years 1000 to 9999. */
export function addDays(day: string, days: number): string {
  return fromEpoch(toEpoch(day) + days);
}

/**
 * The same day `months` calendar months later (earlier when negative), clamped at the end of the month: 31 January + 1 month is the last of
 * February (rule 14). Throws RangeError for what is no day, or when the result leaves the years 1000 to 9999.
 */
export function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = parts(day);
  const count = year * 12 + (month - 1) + months;
  const newYear = Math.floor(count / 12);
  const newMonth = count - newYear * 12 + 1;
  return written(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)));
}

/**
 * Whether something last done on `lastDone` and due every `intervalMonths` is overdue: on time on the anniversary, overdue the day after
 * (rule 14; decision D14 of domain/rules.md). What was never done is overdue.
 */
export function isOverdue(lastDone: string | null, intervalMonths: number, today: string): boolean {
  return lastDone === null || compareDays(today, addMonths(lastDone, intervalMonths)) > 0;
}

/** Whether it becomes overdue within `days` days (30 unless told) and is not overdue yet. */
export function isDueSoon(lastDone: string | null, intervalMonths: number, today: string, days = 30): boolean {
  if (lastDone === null || isOverdue(lastDone, intervalMonths, today)) return false;
  return daysBetween(today, addMonths(lastDone, intervalMonths)) <= days;
}

function parts(day: string): [year: number, month: number, dayOfMonth: number] {
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`);
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function written(year: number, month: number, dayOfMonth: number): string {
  const day = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
  if (!isDay(day)) throw new RangeError(`Outside the calendar: ${day}`);
  return day;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function toEpoch(day: string): number {
  const [year, month, dayOfMonth] = parts(day);
  return Date.UTC(year, month - 1, dayOfMonth) / MILLISECONDS_OF_A_DAY;
}

function fromEpoch(days: number): string {
  const date = new Date(days * MILLISECONDS_OF_A_DAY);
  return written(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}
