import type { Workbook } from "@/domain/import/workbook";
import { readCsv } from "./csv";
import { DEFAULT_LIMITS, type SpreadsheetLimits, SpreadsheetRefusal } from "./spreadsheet-refusal";
import { readXlsx } from "./xlsx/read";

const PICTURES_AND_PROGRAMS = [
  "%PDF",
  "\u0089PNG",
  "GIF8",
  "\u00ff\u00d8\u00ff",
  "\u007fELF",
  "MZ\u0090",
  "Rar!",
  "7z\u00bc\u00af",
  "\u001f\u008b",
  "{\\rtf",
];

/**
 * Reads a file by what it holds, whatever its name says: a zip is an Excel workbook, text is CSV, anything else is refused. For hostile input this is
 * to run in a process of its own (server/spreadsheet-child).
 */
export async function readSpreadsheet(
  bytes: Buffer,
  options: { encoding?: string; delimiter?: string; limits?: SpreadsheetLimits } = {},
): Promise<Workbook> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  if (bytes.length === 0) throw new SpreadsheetRefusal("empty");
  if (bytes.length > limits.fileBytes) {
    const megabytes = (size: number) => Math.ceil((size / 1024 / 1024) * 10) / 10;
    throw new SpreadsheetRefusal("too_big", { megabytes: megabytes(bytes.length), limit: megabytes(limits.fileBytes) });
  }
  const start = bytes.subarray(0, 8).toString("latin1");
  if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006") || start.startsWith("PK\u0007\u0008"))
    return readXlsx(bytes, limits);
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) throw new SpreadsheetRefusal("old_xls");
  if (PICTURES_AND_PROGRAMS.some((magic) => start.startsWith(magic))) throw new SpreadsheetRefusal("not_a_spreadsheet");
  return readCsv(bytes, { ...options, limits });
}
