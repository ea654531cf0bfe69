import { restoreFormula } from "@/domain/import/formula-text";
import { linesOfSheet, type RawLine } from "@/domain/measurement-lines";
import { readCsv } from "@/lib/csv";
import { SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";
import { Refused } from "@/server/errors";
import { MOST_LINES } from "./schema";

const LONGEST_CELL = 1_000;
const LONGEST_NOTE = 5_000;

/** The lines of a CSV file of measurements. Throws Refused for what is no CSV text, names no columns, holds nothing, or too much. */
export function readMeasurementFile(bytes: Uint8Array): RawLine[] {
  const sheet = linesOfSheet(sheetOf(bytes).map(({ n, cells }) => ({ n, cells: cells.map((cell) => restoreFormula(String(cell ?? ""))) })));
  if (!sheet.ok) throw new Refused("measurements-columns", { columns: sheet.missing.join(", ") });
  if (sheet.lines.length === 0) throw new Refused("measurements-none");
  if (sheet.lines.length > MOST_LINES) throw new Refused("measurements-too_many", { count: sheet.lines.length, most: MOST_LINES });
  const cut = (text: string) => text.slice(0, LONGEST_CELL);
  return sheet.lines.map(({ line, ref, day, value, note }) => ({
    line,
    ref: cut(ref),
    day: cut(day),
    value: cut(value),
    note: note.slice(0, LONGEST_NOTE),
  }));
}

function sheetOf(bytes: Uint8Array) {
  try {
    return readCsv(bytes).sheets[0]!.rows;
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
    throw new Refused(error.code === "empty" ? "measurements-none" : "measurements-not_csv");
  }
}
