import { judgeMeasuredOn, readMeasured } from "@/domain/criterion";
import { isDay } from "@/domain/dates";
import { hasDecimalComma } from "@/domain/decimal";

/** Measurements that come many at once, from a file or a program: read line by line, so that everything wrong is said at once and by its line. */
export interface RawLine {
  /** As the sender counts: row of the file, place in the list from 1. */
  line: number;
  ref: string;
  day: string;
  value: string;
  note: string;
}

export interface KnownCriterion {
  id: string;
  ref: string;
  unit: string;
  status: string;
  /** When the requirement was recorded. */
  requirementSince: string;
  /** Day -> value that stands there. */
  stood: ReadonlyMap<string, string>;
}

export type LineProblem =
  | "ref_missing"
  | "ref_unknown"
  | "criterion_retired"
  | "day_missing"
  | "not_a_day"
  | "measured_later"
  | "too_early"
  | "value_empty"
  | "value_not_a_number"
  | "value_ambiguous"
  | "value_too_long"
  | "other_unit"
  | "no_unit"
  | "note_too_long"
  | "control_characters"
  | "twice_here"
  | "measured_already";

export interface ReadLine {
  line: number;
  ref: string;
  criterionId: string | null;
  measuredOn: string | null;
  value: string | null;
  note: string;
  /** good: can be stored. stands: the same value stands on that day already. bad: see the problems. */
  state: "good" | "stands" | "bad";
  problems: { code: LineProblem; params: Record<string, string | number> }[];
  /** Measured before the requirement was recorded: may be, and is said. */
  beforeRequirement: boolean;
}

const LONGEST_NOTE = 1_000;
const EARLIEST = "1900-01-01";
const D_M_Y = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** "2026-11-20", or day.month.year where that is allowed; null: neither. "11/12/2026" has two readings and is none. */
export function readDay(text: string, { dayFirst }: { dayFirst: boolean }): string | null {
  const trimmed = text.trim();
  if (isDay(trimmed)) return trimmed;
  const match = dayFirst ? D_M_Y.exec(trimmed) : null;
  const day = match && `${match[3]}-${match[2]!.padStart(2, "0")}-${match[1]!.padStart(2, "0")}`;
  return day && isDay(day) ? day : null;
}

/**
 * What would become of each line. A day is measured once: the second line for it is refused, and what stands already is corrected by hand, with a reason.
 * @param strict of a program: decimals after a point, days as ISO writes them, no units
 */
export function readLines(
  lines: readonly RawLine[],
  criteria: ReadonlyMap<string, KnownCriterion>,
  { today, strict = false }: { today: string; strict?: boolean },
): ReadLine[] {
  const commas = !strict && lines.some(({ value }) => hasDecimalComma(value));
  const seen = new Map<string, number>();
  return lines.map((raw) => {
    const problems: ReadLine["problems"] = [];
    const problem = (code: LineProblem, params: Record<string, string | number> = {}) => problems.push({ code, params });
    const ref = raw.ref.trim().toUpperCase();
    const found = criteria.get(ref) ?? null;
    if (ref === "") problem("ref_missing");
    else if (!found) problem("ref_unknown", { ref: raw.ref.trim().slice(0, 40) });
    else if (found.status !== "active") problem("criterion_retired", { ref });
    const measuredOn = readDay(raw.day, { dayFirst: !strict });
    if (raw.day.trim() === "") problem("day_missing");
    else if (!measuredOn) problem("not_a_day", { given: raw.day.trim().slice(0, 40) });
    else if (measuredOn < EARLIEST) problem("too_early", { day: measuredOn });
    else if (!judgeMeasuredOn(measuredOn, today).ok) problem("measured_later", { day: measuredOn });
    const value = readValue(raw.value, found?.unit ?? null, { commas, strict }, problem);
    const note = raw.note.replace(/\r\n?/g, "\n").trim();
    if (note.length > LONGEST_NOTE) problem("note_too_long", { most: LONGEST_NOTE });
    else if (CONTROL.test(note)) problem("control_characters");
    let stands = false;
    if (found && measuredOn) {
      const key = `${found.id} ${measuredOn}`;
      const before = seen.get(key);
      const stood = found.stood.get(measuredOn);
      if (before !== undefined) problem("twice_here", { line: before, ref, day: measuredOn });
      else if (stood !== undefined && stood !== value) problem("measured_already", { ref, day: measuredOn, value: stood });
      else if (stood !== undefined) stands = true;
      if (before === undefined) seen.set(key, raw.line);
    }
    return {
      line: raw.line,
      ref: ref.slice(0, 40),
      criterionId: found?.id ?? null,
      measuredOn,
      value,
      note: note.slice(0, LONGEST_NOTE),
      state: problems.length > 0 ? "bad" : stands ? "stands" : "good",
      problems,
      beforeRequirement: measuredOn !== null && found !== null && measuredOn < found.requirementSince,
    };
  });
}

const STRICT = /^-?\d+(\.\d+)?$/;

function readValue(
  text: string,
  unit: string | null,
  { commas, strict }: { commas: boolean; strict: boolean },
  problem: (code: LineProblem, params?: Record<string, string | number>) => void,
): string | null {
  const given = text.trim().slice(0, 60);
  if (strict && given !== "" && !STRICT.test(text)) {
    problem("value_not_a_number", { given });
    return null;
  }
  // Without its criterion no unit is known; whatever stands there is then no reason for a second complaint.
  const read = readMeasured(text, unit ?? "", { commas });
  if (read.ok) return read.value;
  if (read.problem === "other_unit" || read.problem === "no_unit") {
    if (unit !== null) problem(read.problem, { given: read.given.slice(0, 40), unit });
  } else problem(`value_${read.problem}`, { given });
  return null;
}

/** How many lines there are of each state. */
export function countLines(lines: readonly Pick<ReadLine, "state">[]): { good: number; stands: number; bad: number } {
  const count = (state: ReadLine["state"]) => lines.filter((line) => line.state === state).length;
  return { good: count("good"), stands: count("stands"), bad: count("bad") };
}

// The file -----------------------------------------------------------------------------------------------------------------------------------------

const HEADINGS: Readonly<Record<"ref" | "day" | "value" | "note", readonly string[]>> = {
  ref: ["ref", "criterion", "kpi", "reference"],
  day: ["date", "measured_on", "measured on", "day"],
  value: ["value"],
  note: ["note", "remark"],
};

/** The lines of a sheet by its headings; or which columns are missing. Blank rows are no lines. */
export function linesOfSheet(
  rows: readonly { n: number; cells: readonly string[] }[],
): { ok: true; lines: RawLine[] } | { ok: false; missing: ("ref" | "date" | "value")[] } {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const heading = filled[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const at = (name: keyof typeof HEADINGS) => heading.findIndex((text) => HEADINGS[name].includes(text));
  const places = { ref: at("ref"), day: at("day"), value: at("value"), note: at("note") };
  const missing = (["ref", "date", "value"] as const).filter((name) => places[name === "date" ? "day" : name] < 0);
  if (missing.length > 0) return { ok: false, missing: [...missing] };
  const cell = (cells: readonly string[], place: number) => (place < 0 ? "" : (cells[place] ?? ""));
  return {
    ok: true,
    lines: filled.slice(1).map(({ n, cells }) => ({
      line: n,
      ref: cell(cells, places.ref),
      day: cell(cells, places.day),
      value: cell(cells, places.value),
      note: cell(cells, places.note),
    })),
  };
}
