import { CsvError, type Options, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Cell, SheetRow, Workbook } from "@/domain/import/workbook";
import { columnLetters } from "@/domain/import/workbook";
import { neutraliseFormula } from "@/lib/formula-text";
import { DEFAULT_LIMITS, type SpreadsheetLimits, SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";

export interface CsvReadOptions {
  /** Overrides for what was found out; both come from the user's choices. */
  encoding?: string;
  delimiter?: string;
  limits?: SpreadsheetLimits;
}

const DELIMITERS = [",", ";", "\t", "|"];
const FORCED_ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-15", "macintosh"];

/**
 * Bytes to text: byte order mark, then strict UTF-8, then Windows-1252 (rule 11). A forced encoding that is not known is ignored.
 * Throws SpreadsheetRefusal for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array, forced?: string): { text: string; encoding: string } {
  if (forced && FORCED_ENCODINGS.includes(forced)) return { text: withoutNul(new TextDecoder(forced).decode(bytes)), encoding: forced };
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    const text = strictUtf8(bytes);
    if (text !== null) return { text: withoutNul(text), encoding: "utf-8 with BOM" };
    return { text: withoutNul(new TextDecoder("windows-1252").decode(bytes.subarray(3))), encoding: "windows-1252" };
  }
  if (a === 0xff && b === 0xfe) return { text: withoutNul(new TextDecoder("utf-16le").decode(bytes)), encoding: "utf-16le with BOM" };
  if (a === 0xfe && b === 0xff) return { text: withoutNul(new TextDecoder("utf-16be").decode(bytes)), encoding: "utf-16be with BOM" };
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return { text: withoutNul(utf8), encoding: "utf-8" };
  return { text: withoutNul(new TextDecoder("windows-1252").decode(bytes)), encoding: "windows-1252" };
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function withoutNul(text: string): string {
  if (text.includes("\u0000")) throw new SpreadsheetRefusal("nul_bytes");
  const start = text.slice(0, 4_000);
  // A text file has hardly any control characters; a picture or program has many.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counting them is the point
  const odd = start.match(/[\u0001-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  if (odd > 8 && odd > start.length / 50) throw new SpreadsheetRefusal("not_a_spreadsheet");
  return text;
}

/** The delimiter under which the first rows agree best on a number of columns above one. A line `sep=;` decides it. */
export function sniffDelimiter(text: string): string {
  const declared = /^sep=(.)\r?\n/.exec(text);
  if (declared) return declared[1]!;
  let best = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = columnCounts(text, delimiter);
    const wide = widths.filter((width) => width > 1);
    if (wide.length === 0) continue;
    const often = new Map<number, number>();
    for (const width of wide) often.set(width, (often.get(width) ?? 0) + 1);
    const agreeing = Math.max(...often.values());
    // Agreement counts first; the number of columns decides between delimiters that both agree.
    const usual = [...often].find(([, count]) => count === agreeing)![0];
    const score = agreeing / widths.length + Math.min(usual, 30) / 100;
    if (score > bestScore) {
      bestScore = score;
      best = delimiter;
    }
  }
  return best;
}

/** How many cells each of the first 60 records would have; blank lines do not count. */
function columnCounts(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let width = 1;
  let quoted = false;
  let cellStart = true;
  let filled = false;
  const end = Math.min(text.length, 200_000);
  for (let at = 0; at < end && counts.length < 60; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign === '"') {
        if (text[at + 1] === '"') at++;
        else quoted = false;
      }
      continue;
    }
    if (sign === '"' && cellStart) quoted = true;
    else if (sign === delimiter) width++;
    else if (sign === "\n" || (sign === "\r" && text[at + 1] !== "\n")) {
      if (filled) counts.push(width);
      width = 1;
      filled = false;
      cellStart = true;
      continue;
    }
    if (sign !== "\r" && sign !== delimiter) filled = true;
    cellStart = sign === delimiter;
  }
  if (filled) counts.push(width);
  return counts;
}

/**
 * Reads a CSV file into a workbook of one sheet. Row numbers are record numbers, as a spreadsheet program shows them.
 * Throws SpreadsheetRefusal where the file exceeds the limits or is no text.
 */
export function readCsv(bytes: Uint8Array, options: CsvReadOptions = {}): Workbook {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const { text, encoding } = decodeText(bytes, options.encoding);
  if (text.trim() === "") throw new SpreadsheetRefusal("empty");
  if (/^\s*<(?:!doctype|html|\?xml|table|head|body)\b/i.test(text.slice(0, 500))) throw new SpreadsheetRefusal("html");
  const delimiter = options.delimiter && DELIMITERS.includes(options.delimiter) ? options.delimiter : sniffDelimiter(text);
  return { kind: "csv", encoding, delimiter, ...sampleOf(text), sheets: [toSheet(records(text, delimiter, limits), limits)] };
}

function records(text: string, delimiter: string, limits: SpreadsheetLimits): string[][] {
  const rows: string[][] = [];
  let cells = 0;
  try {
    parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      // A row far beyond what any register has stops here, before millions of cells are made of it.
      max_record_size: 20 * limits.cellCharacters,
      on_record: (record: string[]) => {
        const filled = record.filter((cell) => cell !== "").length;
        cells += filled;
        if (filled === 0 && rows.length >= limits.rows * 5)
          throw new SpreadsheetRefusal("too_many_rows", { sheet: "1", row: rows.length, limit: limits.rows });
        if (record.length > limits.columns && record.slice(limits.columns).some((cell) => cell !== "")) {
          throw new SpreadsheetRefusal("too_many_columns", {
            sheet: "1",
            row: rows.length + 1,
            column: columnLetters(record.length - 1),
            limit: limits.columns,
          });
        }
        if (cells > limits.cells) throw new SpreadsheetRefusal("too_many_cells", { sheet: "1", row: rows.length, limit: limits.cells });
        for (let column = 0; column < record.length; column++) {
          const characters = record[column]!.length;
          if (characters >= limits.cellCharacters) {
            throw new SpreadsheetRefusal("cell_too_long", {
              sheet: "1",
              row: rows.length + 1,
              column: columnLetters(column),
              characters,
              limit: limits.cellCharacters,
            });
          }
        }
        rows.push(record);
        return null;
      },
    } as Options);
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw error;
    if (error instanceof CsvError) {
      if (error.code === "CSV_MAX_RECORD_SIZE") {
        throw new SpreadsheetRefusal("cell_too_long", {
          sheet: "1",
          row: rows.length + 1,
          column: "A",
          characters: 20 * limits.cellCharacters,
          limit: limits.cellCharacters,
        });
      }
      throw new SpreadsheetRefusal("quote_not_closed", { row: rows.length + 1 });
    }
    throw error;
  }
  return rows;
}

function toSheet(records: string[][], limits: SpreadsheetLimits): Workbook["sheets"][number] {
  const rows: SheetRow[] = [];
  let filled = 0;
  records.forEach((record, index) => {
    const cells: Cell[] = record.map((cell) => (cell === "" ? null : cell));
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
    if (cells.length > 0) filled++;
    if (filled > limits.rows) throw new SpreadsheetRefusal("too_many_rows", { sheet: "1", row: index, limit: limits.rows });
    rows.push({ n: index + 1, cells });
  });
  while (rows.length > 0 && rows[rows.length - 1]!.cells.length === 0) rows.pop();
  if (rows.length === 0) throw new SpreadsheetRefusal("empty");
  return { name: "1", hidden: false, rows, merges: [], hiddenRows: [], hiddenColumns: [], comments: [] };
}

function sampleOf(text: string): { sampleLine?: string } {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything outside ASCII is meant
  const at = text.search(/[^\u0000-\u007f]/);
  if (at < 0) return {};
  const before =
    text
      .slice(Math.max(0, at - 120), at)
      .split(/[\r\n]/)
      .pop() ?? "";
  const after = text.slice(at, at + 120).split(/[\r\n]/)[0] ?? "";
  return { sampleLine: before + after };
}

/** A value in a cell of an export. Numbers stay numbers; null is an empty cell. */
export type CsvValue = string | number | boolean | null | undefined;

/**
 * A CSV file that Excel opens without asking (byte order mark, CRLF) and that `readCsv` reads back without loss: text that could run as a formula
 * gets an apostrophe in front (lib/formula-text), which the import takes away again.
 */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines: string[][] = [header.map(csvText)];
  for (const row of rows) lines.push(row.map(csvText));
  return `\ufeff${stringify(lines, { record_delimiter: "\r\n", quoted_match: /[\r\n\t"]|^\s|\s$|^'/ })}`;
}

function csvText(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return neutraliseFormula(value.replaceAll("\u0000", ""));
}
