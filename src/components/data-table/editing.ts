import type { ReactNode } from "react";
import type { ActionResult } from "@/lib/action-result";

/** What a table knows of editing. Structural and plain, so that the server can hand it to the browser and components know no business. */
export interface EditOption {
  value: string;
  label: string;
}

export type EditInput =
  /** One of a few; `empty` is the word for nothing chosen, where that is a choice. */
  | { kind: "choice"; options: readonly EditOption[]; empty?: string }
  | { kind: "several"; options: readonly EditOption[] }
  | { kind: "text"; multiline: boolean }
  | { kind: "day"; max?: string }
  /** A deed without a value: retire, mark as reviewed. */
  | { kind: "none" };

/** Asked beside the value, e.g. how a requirement is addressed. */
export interface EditExtra {
  name: string;
  label: string;
  hint?: string;
  input: Extract<EditInput, { kind: "several" | "text" }>;
  /** Shown for these values only. */
  when?: readonly string[];
  /** Left out when many rows are changed: it belongs to one record. */
  single?: boolean;
}

export interface EditField {
  id: string;
  label: string;
  input: EditInput;
  extras?: readonly EditExtra[];
  /** decided: where the record is decided or confirmed; asked: always, may stay empty; required: always. */
  reason: "decided" | "asked" | "required";
  reasonLabel?: string;
  /** The cell of that column opens it. */
  inCell: boolean;
  /** Retiring: asked for with more weight, and never in a cell. */
  danger?: boolean;
  /** For rows that are retired, instead of all others. */
  forRetired?: boolean;
}

export interface EditRow {
  id: string;
  ref: string;
  version: number;
  retired: boolean;
  reasonNeeded: boolean;
  fixed: readonly string[];
  values: Readonly<Record<string, string | readonly string[]>>;
}

export interface RowResult {
  id: string;
  outcome: "changed" | "unchanged" | "refused" | "reason_required" | "conflict" | "failed";
  version?: number;
  message?: string;
  changedBy?: string;
  changedAt?: string;
  now?: EditRow;
}

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

export interface TableEditing {
  list: string;
  fields: readonly EditField[];
  rows: readonly EditRow[];
  /** At most so many rows are changed at once. */
  most: number;
  editRows: Ask<{ batchId: string; results: RowResult[] }>;
  undo: Ask<{ restored: number; kept: { ref: string; message: string }[] }>;
  matching: Ask<{ rows: { id: string; ref: string; version: number }[]; total: number }>;
  /** Further deeds for the chosen rows, beside the change of their fields. */
  deeds?: ReactNode;
}

/** What makes a list a work place, beyond its rows. */
export interface TableDesk {
  editing?: TableEditing;
  /** Saved views, beside the filters. */
  views?: ReactNode;
  /** Names the device's memory of columns and row height for this person and list. */
  memory?: string;
  /** Stands for the plain list, where an address without a query opens the role's own view: "?view=all". */
  plainQuery?: string;
}

/** A value as words: of one of the options, or the text itself. */
export function valueInWords(field: Pick<EditField, "input">, value: string | readonly string[] | undefined): string {
  const { input } = field;
  const word = (one: string) =>
    input.kind === "choice" || input.kind === "several" ? (input.options.find((option) => option.value === one)?.label ?? one) : one;
  if (value === undefined) return "";
  if (typeof value !== "string") return value.map(word).join(", ");
  if (value === "" && input.kind === "choice") return input.empty ?? "";
  return word(value);
}

export function sameInput(a: string | readonly string[] | undefined, b: string | readonly string[] | undefined): boolean {
  const text = (value: string | readonly string[] | undefined) =>
    value === undefined || typeof value === "string" ? (value ?? "") : [...value].sort().join("\n");
  return text(a) === text(b);
}

/** The change as the server takes it. Extras that do not belong to the value, and those left empty for many rows, are not sent. */
export function changeOf(
  field: EditField,
  value: string | readonly string[],
  extras: Readonly<Record<string, string | readonly string[]>>,
  many: boolean,
): Record<string, unknown> {
  const change: Record<string, unknown> = { field: field.id };
  if (field.input.kind !== "none") change.value = value;
  for (const extra of field.extras ?? []) {
    if (extra.when && !(typeof value === "string" && extra.when.includes(value))) continue;
    if (many && (extra.single || !extras[extra.name] || extras[extra.name]!.length === 0)) continue;
    change[extra.name] = extras[extra.name] ?? (extra.input.kind === "several" ? [] : "");
  }
  return change;
}
