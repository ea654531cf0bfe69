import type { PaperColumn, PaperTable } from "@/lib/paper/paper";
import type { XlsxSheet, XlsxValue } from "@/lib/xlsx/write";

/** One column of a table that leaves as a sheet and as JSON. */
interface SheetColumn<Row> {
  /** In JSON. */
  key: string;
  label: string;
  width?: number;
  read: (row: Row) => XlsxValue;
  /** For JSON, where that is not the words of the cell: the value of the vocabulary, a list. */
  raw?: (row: Row) => unknown;
}

interface SheetOf<Row> {
  key: string;
  name: string;
  columns: readonly SheetColumn<Row>[];
  rows: readonly Row[];
}

/** A sheet whose rows nobody needs to know any more. */
export interface Sheet {
  key: string;
  xlsx: XlsxSheet;
  json: Record<string, unknown>[];
}

/** The table as a sheet of a workbook and as JSON. */
export function sheet<Row>({ key, name, columns, rows }: SheetOf<Row>): Sheet {
  return {
    key,
    xlsx: {
      name,
      header: columns.map(({ label }) => label),
      rows: rows.map((row) => columns.map(({ read }) => read(row))),
      widths: columns.map(({ width }) => width ?? 18),
    },
    get json() {
      return rows.map((row) => Object.fromEntries(columns.map(({ key, read, raw }) => [key, raw ? raw(row) : plain(read(row))])));
    },
  };
}

function plain(value: XlsxValue): unknown {
  if (value === undefined || value === "") return null;
  return typeof value === "object" && value !== null ? value.day : value;
}

/** All sheets as one plain value, each under its key. */
export function asData(sheets: readonly Sheet[]): Record<string, unknown> {
  return Object.fromEntries(sheets.map((one) => [one.key, one.json]));
}

/** A day as a cell that a spreadsheet can sort; nothing where there is none. */
export function dayCell(day: string): XlsxValue {
  return day === "" ? null : { day };
}

/** A column of a table on paper: what it is called, how it looks, and what stands in it. */
type TableColumn<Row> = PaperColumn & { read: (row: Row) => string };

export function paperTable<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  { empty, dense = false }: { empty: string; dense?: boolean },
): PaperTable {
  return {
    kind: "table",
    dense,
    empty,
    columns: columns.map(({ read: _read, ...column }) => column),
    rows: rows.map((row) => columns.map(({ read }) => read(row))),
  };
}

/** Lines of one cell; what says nothing is left out. */
export function inLines(...lines: readonly (string | false | null | undefined)[]): string {
  return lines.filter((line): line is string => typeof line === "string" && line !== "").join("\n");
}
