/**
 * A spreadsheet as plain data: what both readers (CSV, XLSX) yield and what every import rule works on. Kept small in JSON, because it travels
 * from the child process to the server and back while the user changes choices.
 */

/** A cell that says more than its value. `date` is the ISO day of a number that carries a date format. */
export interface RichCell {
  v: string | number | boolean | null;
  /** What Excel shows where that differs from the number itself: 99.9%, or 5.10 for 5.1 in a two-decimal format. */
  shown?: string;
  date?: string;
  formula?: string;
  strike?: true;
  error?: true;
}

export type Cell = null | string | number | boolean | RichCell;

/** A row that exists in the file. Cells are sparse at the end; `n` counts from 1, in a CSV it counts records, not lines. */
export interface SheetRow {
  n: number;
  cells: Cell[];
}

/** Rows count from 1, columns from 0, all ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface CellComment {
  row: number;
  column: number;
  author: string;
  text: string;
}

export interface Sheet {
  name: string;
  hidden: boolean;
  rows: SheetRow[];
  merges: Merge[];
  hiddenRows: number[];
  hiddenColumns: number[];
  comments: CellComment[];
}

export interface Workbook {
  kind: "xlsx" | "csv";
  /** CSV only: utf-8 with BOM, utf-8, utf-16le with BOM, utf-16be with BOM, windows-1252. */
  encoding?: string;
  delimiter?: string;
  /** CSV only: a line with letters outside ASCII, to be shown before going on (rule 11). */
  sampleLine?: string;
  sheets: Sheet[];
}

/** The letters of a column as spreadsheets show them: 0 is A, 25 is Z, 26 is AA. */
export function columnLetters(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export function isRich(cell: Cell | undefined): cell is RichCell {
  return typeof cell === "object" && cell !== null;
}

export function isStruck(cell: Cell | undefined): boolean {
  return isRich(cell) && cell.strike === true;
}

/** Whether a cell holds nothing that could be read. */
export function isEmpty(cell: Cell | undefined): boolean {
  const value = isRich(cell) ? cell.v : cell;
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}
