import { isDay } from "@/domain/dates";

/** How one field of the register file is read: what may stand there, what its absence means, and how it is named when it is wrong. */

export type RegisterProblemCode =
  | "not_an_object"
  | "not_a_list"
  | "unknown_key"
  | "missing"
  | "not_text"
  | "too_long"
  | "control_characters"
  | "not_a_day"
  | "not_a_number"
  | "not_whole"
  | "out_of_range"
  | "not_true_or_false"
  | "not_an_option"
  | "too_many"
  | "too_deep"
  | "duplicate"
  | "dangling"
  | "not_a_hash"
  | "not_frozen"
  | "hash_differs"
  | "not_the_product";

export interface RegisterProblem {
  /** Where: "parties[3].power". The list counts from 0, as JSON does. */
  path: string;
  code: RegisterProblemCode;
  values?: Record<string, string | number>;
}

export type Report = (path: string, code: RegisterProblemCode, values?: Record<string, string | number>) => void;

export interface Field<T> {
  read: (value: unknown, path: string, report: Report) => T;
  /** What an absent key means; undefined where the key must be there. */
  absent: T | undefined;
}

export type RecordOf<Spec> = { [Key in keyof Spec]: Spec[Key] extends Field<infer T> ? T : never };

export const LONGEST_TEXT = 20_000;
export const MOST_RECORDS = 50_000;
/** What was issued or kept as one text: a statement of some hundred lines, what a run found. */
const LONGEST_FROZEN = 8_000_000;
// NUL cannot be stored, the others cannot be shown; tab and line breaks may stand in a text.
export const CONTROL = /(?![\t\n\r\u0080-\u009f])[\p{Cc}\p{Cs}]/u;

export function readText(value: unknown, path: string, report: Report): string {
  if (typeof value !== "string") report(path, "not_text");
  else if (value.length > LONGEST_TEXT) report(path, "too_long", { maximum: LONGEST_TEXT });
  else if (CONTROL.test(value)) report(path, "control_characters");
  return typeof value === "string" ? value : "";
}

// The vocabulary says "text" where the oracle and other tools write null for nothing.
export const text = (): Field<string> => ({
  absent: "",
  read: (value, path, report) => (value === null ? "" : readText(value, path, report)),
});
export const textOrNull = (): Field<string | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : readText(value, path, report)),
});
export const needed = (): Field<string> => ({
  absent: undefined,
  read: (value, path, report) => {
    const read = readText(value, path, report);
    if (typeof value === "string" && value.trim() === "") report(path, "missing");
    return read;
  },
});
export const idOrNull = textOrNull;
export const dayOrNull = (): Field<string | null> => ({
  absent: null,
  read: (value, path, report) => {
    if (value === null) return null;
    if (typeof value === "string" && isDay(value)) return value;
    report(path, "not_a_day");
    return null;
  },
});
export const dayNeeded = (): Field<string> => ({
  absent: undefined,
  read: (value, path, report) => dayOrNull().read(value ?? "", path, report) ?? "",
});
export const bool = (absent: boolean): Field<boolean> => ({
  absent,
  read: (value, path, report) => {
    if (typeof value !== "boolean") report(path, "not_true_or_false");
    return value === true;
  },
});

export const boolOrNull = (): Field<boolean | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : bool(false).read(value, path, report)),
});

const SHA_256 = /^[0-9a-f]{64}$/;
export const hash = (): Field<string> => ({
  absent: undefined,
  read: (value, path, report) => {
    if (typeof value === "string" && SHA_256.test(value)) return value;
    report(path, "not_a_hash");
    return "";
  },
});
export const hashOrNull = (): Field<string | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : hash().read(value, path, report)),
});
/** A text that is JSON and kept to the letter: an object with a list of objects under `entries`. */
export const frozen = (entries: string): Field<string> => ({
  absent: undefined,
  read: (value, path, report) => {
    if (typeof value !== "string") report(path, "not_text");
    else if (value.length > LONGEST_FROZEN) report(path, "too_long", { maximum: LONGEST_FROZEN });
    else if (!holdsList(value, entries)) report(path, "not_frozen", { entries });
    return typeof value === "string" ? value : "";
  },
});

function holdsList(text: string, entries: string): boolean {
  try {
    const content: unknown = JSON.parse(text);
    const found = isPlainObject(content) ? own(content, entries) : null;
    return Array.isArray(found) && found.every(isPlainObject);
  } catch {
    return false;
  }
}

function readWhole(value: unknown, path: string, report: Report, min: number, max: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) report(path, "not_a_number");
  else if (!Number.isInteger(value)) report(path, "not_whole");
  else if (value < min || value > max) report(path, "out_of_range", { min, max });
  return Number(value);
}
export const whole = (min: number, max: number, absent: number): Field<number> => ({
  absent,
  read: (value, path, report) => readWhole(value, path, report, min, max),
});
export const wholeOrNull = (min: number, max: number): Field<number | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : readWhole(value, path, report, min, max)),
});

function readOption<T extends string>(options: readonly T[], value: unknown, path: string, report: Report): T {
  if (options.includes(value as T)) return value as T;
  report(path, "not_an_option", { options: options.join(", ") });
  return options[0]!;
}
export const option = <T extends string>(options: readonly T[], absent?: T): Field<T> => ({
  absent,
  read: (value, path, report) => readOption(options, value, path, report),
});
export const optionOrNull = <T extends string>(options: readonly T[]): Field<T | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : readOption(options, value, path, report)),
});
const list = <T>(item: (value: unknown, path: string, report: Report) => T): Field<T[]> => ({
  absent: [],
  read: (value, path, report) => {
    if (Array.isArray(value)) return value.map((entry, index) => item(entry, `${path}[${index}]`, report));
    report(path, "not_a_list");
    return [];
  },
});
export const texts = () => list(readText);
export const options = <T extends string>(all: readonly T[]) => list((value, path, report) => readOption(all, value, path, report));
export const reasonsByKey = (): Field<Record<string, string>> => ({
  absent: {},
  read: (value, path, report) => {
    if (!isPlainObject(value)) {
      report(path, "not_an_object");
      return {};
    }
    return Object.fromEntries(Object.entries(value).map(([key, reason]) => [key, readText(reason, `${path}.${key}`, report)]));
  },
});

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
