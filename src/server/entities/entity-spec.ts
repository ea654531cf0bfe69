import { searchKey } from "@/domain/normalise";
import type { RefPrefix } from "@/domain/refs";

/** What the writer has to know of one kind of record, and the helpers that the lists beside this file are written with. */
export type FieldType = "text" | "int" | "bool" | "day" | "instant" | "list" | "id";

interface LinkSpec {
  table: string;
  own: string;
  /** Column of the other end; a set of ids, kept in order where the table has a position. */
  other: string;
  ordered: boolean;
}

export interface EntitySpec {
  table: string;
  /** Prefix of its refs; null: the record has none. */
  prefix: RefPrefix | null;
  fields: Readonly<Record<string, FieldType>>;
  /** Sets of ids that belong to the record and are recorded like a field. */
  links: Readonly<Record<string, LinkSpec>>;
  /** requirement_link rows as a field "links". */
  targets: boolean;
  /** Columns that follow from the others; not recorded. */
  derive(values: Readonly<Record<string, unknown>>): Record<string, string>;
  /** How the record is called in the history and in lists. */
  title(values: Readonly<Record<string, unknown>>): string;
  /** Whether created_by_id exists. */
  authored: boolean;
  /** Columns that came with a later migration, and what stands in them for a record that is older: its history never names them. */
  addedLater?: Readonly<Record<string, unknown>>;
}

export const text = (value: unknown) => (typeof value === "string" ? value : "");
const list = (value: unknown) => (Array.isArray(value) ? value.join(" ") : "");
export const searchable = (values: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  searchKey(names.map((name) => (Array.isArray(values[name]) ? list(values[name]) : text(values[name]))).join(" \n "));

export const RETIRABLE = { note: "text", retiredAt: "day", retiredReason: "text" } as const;
