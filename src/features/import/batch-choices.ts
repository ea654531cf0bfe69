import { type ImportChoices, sanitizeChoices } from "@/domain/import/choices";
import { type PartyCategory, REQUIREMENT_KINDS, type RequirementKind } from "@/domain/vocabulary";
import type { ChoicesPatch } from "./schema";

/** All that was chosen for one import: what the reading of the file needs, and what only the register knows. */
export interface BatchChoices {
  reading: ImportChoices;
  /** Party of the file -> ref in the register, or "new". */
  existing: Record<string, string>;
  again: Record<string, boolean>;
  /** Every party and requirement has one; a file that names none leaves it to the person who imports. */
  categoryForNone: PartyCategory;
  kindForNone: RequirementKind;
  createSources: boolean;
}

/** From the stored JSON, whatever it is. */
export function readBatchChoices(stored: unknown): BatchChoices {
  const from = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  const kind = REQUIREMENT_KINDS.find((known) => known === from.kindForNone);
  return {
    reading: sanitizeChoices(from.reading),
    existing: recordOf(from.existing, (value): value is string => typeof value === "string"),
    again: recordOf(from.again, (value): value is boolean => typeof value === "boolean"),
    categoryForNone: from.categoryForNone === "internal" ? "internal" : "external",
    kindForNone: kind ?? "business",
    createSources: from.createSources === true,
  };
}

/** The choices with a change of the page in them. Another sheet or another heading makes what was chosen below it meaningless. */
export function patchChoices(before: BatchChoices, patch: ChoicesPatch): BatchChoices {
  const reading = { ...before.reading };
  const reset = (names: readonly (keyof ImportChoices)[]) => {
    for (const name of names) (reading as Record<string, unknown>)[name] = Object.create(null);
  };
  if (patch.encoding !== undefined) set(reading, "encoding", patch.encoding);
  if (patch.delimiter !== undefined) set(reading, "delimiter", patch.delimiter);
  if (patch.sheet !== undefined) set(reading, "sheet", patch.sheet);
  if (patch.headerRows !== undefined) set(reading, "headerRows", patch.headerRows);
  if (patch.sheet !== undefined || patch.delimiter !== undefined) delete reading.headerRows;
  if (patch.sheet !== undefined || patch.delimiter !== undefined || patch.headerRows !== undefined)
    reset(["columns", "values", "doubts", "parties", "requirements"]);
  reading.columns = merged(reading.columns, patch.columns);
  const values: ImportChoices["values"] = Object.assign(Object.create(null), reading.values);
  for (const [field, words] of Object.entries(patch.values ?? {})) values[field] = Object.assign(Object.create(null), values[field], words);
  reading.values = values;
  reading.doubts = merged(reading.doubts, patch.doubts);
  reading.parties = mergedDeep(reading.parties, patch.parties);
  reading.requirements = mergedDeep(reading.requirements, patch.requirements);
  return {
    reading: sanitizeChoices(reading),
    existing: { ...before.existing, ...patch.existing },
    again: { ...before.again, ...patch.again },
    categoryForNone: patch.categoryForNone ?? before.categoryForNone,
    kindForNone: patch.kindForNone ?? before.kindForNone,
    createSources: patch.createSources ?? before.createSources,
  };
}

function set<T extends object>(target: T, name: keyof T, value: unknown): void {
  if (value === null) delete target[name];
  else target[name] = value as T[keyof T];
}

function merged(before: Record<string, string>, patch: Record<string, string | null> | undefined): Record<string, string> {
  const after: Record<string, string> = Object.assign(Object.create(null), before);
  for (const [name, value] of Object.entries(patch ?? {})) {
    if (value === null) delete after[name];
    else after[name] = value;
  }
  return after;
}

function mergedDeep<T extends object>(before: Record<string, T>, patch: Record<string, T> | undefined): Record<string, T> {
  const after: Record<string, T> = Object.assign(Object.create(null), before);
  for (const [name, value] of Object.entries(patch ?? {})) after[name] = { ...after[name], ...value };
  return after;
}

function recordOf<T>(value: unknown, fits: (entry: unknown) => entry is T): Record<string, T> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([name, entry]) => name !== "__proto__" && fits(entry))) as Record<string, T>;
}
