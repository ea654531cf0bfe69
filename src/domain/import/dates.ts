/** What a text in a date column says. `day` is an ISO day; an ambiguous text names both readings; anything else keeps its text. */
export type DateReading =
  | { kind: "day"; day: string; how: "iso" | "german" | "words" | "unambiguous" }
  | { kind: "serial"; day: string }
  | { kind: "ambiguous"; dayFirst: string; monthFirst: string }
  | { kind: "text" }
  | { kind: "empty" };

const MONTHS: Record<string, number> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  mär: 3,
  mrz: 3,
  mae: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  jän: 1,
};
const MONTH_NAMES =
  "january|february|march|april|may|june|july|august|september|october|november|december|januar|jänner|februar|märz|maerz|mai|juni|juli|oktober|dezember|jan|feb|mar|mär|mrz|apr|jun|jul|aug|sept|sep|oct|okt|nov|dec|dez";
const DAY_MONTH_YEAR = new RegExp(
  `^(?:\\w{2,10}\\.?,\\s+)?(\\d{1,2})(?:\\.|st|nd|rd|th)?[\\s-]+(${MONTH_NAMES})\\.?,?[\\s-]+(\\d{4})$`,
  "i",
);
const MONTH_DAY_YEAR = new RegExp(`^(?:\\w{2,10}\\.?,\\s+)?(${MONTH_NAMES})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})$`, "i");

/** Reads one text (rule 7). A time of day after the date is dropped. `serial` turns an Excel serial number into a day. */
export function readDate(text: string, serial: (value: number) => string | null): DateReading {
  if (text.length > 60) return { kind: "text" };
  const trimmed = text.trim().replace(/[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm|uhr|z|[+-]\d{2}:?\d{2})?$/i, "");
  if (trimmed === "") return { kind: "empty" };
  let found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(trimmed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed);
  if (found) return dayOr(iso(Number(found[1]), Number(found[2]), Number(found[3])), "iso");
  found = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(trimmed);
  if (found) return dayOr(iso(fullYear(found[3]!), Number(found[2]), Number(found[1])), "german");
  found = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(trimmed);
  if (found) return slashed(Number(found[1]), Number(found[2]), fullYear(found[3]!));
  found = DAY_MONTH_YEAR.exec(trimmed);
  if (found) return dayOr(iso(Number(found[3]), monthNumber(found[2]!), Number(found[1])), "words");
  found = MONTH_DAY_YEAR.exec(trimmed);
  if (found) return dayOr(iso(Number(found[3]), monthNumber(found[1]!), Number(found[2])), "words");
  if (/^\d{5}(?:[.,]\d+)?$/.test(trimmed)) {
    const value = Math.floor(Number(trimmed.replace(",", ".")));
    const day = value >= 40_000 && value <= 60_000 ? serial(value) : null;
    if (day) return { kind: "serial", day };
  }
  return { kind: "text" };
}

function slashed(first: number, second: number, year: number): DateReading {
  const dayFirst = iso(year, second, first);
  const monthFirst = iso(year, first, second);
  if (dayFirst && monthFirst)
    return dayFirst === monthFirst ? { kind: "day", day: dayFirst, how: "unambiguous" } : { kind: "ambiguous", dayFirst, monthFirst };
  return dayOr(dayFirst ?? monthFirst, "unambiguous");
}

function dayOr(day: string | null, how: "iso" | "german" | "words" | "unambiguous"): DateReading {
  return day ? { kind: "day", day, how } : { kind: "text" };
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year + (year < 70 ? 2000 : 1900);
}

function monthNumber(name: string): number {
  return MONTHS[name.toLowerCase().slice(0, 3)] ?? 0;
}

function iso(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
}

/** What the other cells of a date column tell about a text such as 12/03/2024. */
export interface DateColumnEvidence {
  /** Days that are certain: real dates, ISO, dd.mm.yyyy, serial numbers. */
  certain: Set<string>;
  latest: string | null;
  /** True where the same day stands in the column for certain and as an ambiguous text that fits it in one order only. */
  dayFirst: boolean;
  monthFirst: boolean;
}

export function gatherDateEvidence(readings: Iterable<DateReading>, realDates: Iterable<string>): DateColumnEvidence {
  const certain = new Set<string>(realDates);
  const open: { dayFirst: string; monthFirst: string }[] = [];
  for (const reading of readings) {
    if (reading.kind === "day" || reading.kind === "serial") certain.add(reading.day);
    else if (reading.kind === "ambiguous") open.push(reading);
  }
  let latest: string | null = null;
  for (const day of certain) if (!latest || day > latest) latest = day;
  const fits = (order: "dayFirst" | "monthFirst") => open.some((reading) => certain.has(reading[order]));
  return { certain, latest, dayFirst: fits("dayFirst"), monthFirst: fits("monthFirst") };
}

/**
 * The order that the column proves for an ambiguous date, or null: then it stays empty and is asked for. Proof is a day that the column also holds
 * for certain (45363 beside 12/03/2024). It is not used where the day would be later than every certain one: a review that nobody could have written
 * down yet is a sign of the other order.
 */
export function provenOrder(
  reading: { dayFirst: string; monthFirst: string },
  evidence: DateColumnEvidence,
): "dayFirst" | "monthFirst" | null {
  if (evidence.dayFirst === evidence.monthFirst || !evidence.latest) return null;
  const order = evidence.dayFirst ? "dayFirst" : "monthFirst";
  return reading[order] <= evidence.latest ? order : null;
}
