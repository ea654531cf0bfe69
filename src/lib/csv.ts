import { stringify } from "csv-stringify/sync";
import { neutraliseFormula } from "@/domain/import/formula-text";
import type { Cell, SheetRow, Workbook } from "@/domain/import/workbook";
import { columnLetters } from "@/domain/import/workbook";
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
  if (forced && FORCED_ENCODINGS.includes(forced))
    return { text: withoutNul(forced === "windows-1252" ? windows1252(bytes) : new TextDecoder(forced).decode(bytes)), encoding: forced };
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    const text = strictUtf8(bytes);
    if (text !== null) return { text: withoutNul(text), encoding: "utf-8 with BOM" };
    return { text: withoutNul(windows1252(bytes.subarray(3))), encoding: "windows-1252" };
  }
  if (a === 0xff && b === 0xfe) return { text: withoutNul(new TextDecoder("utf-16le").decode(bytes)), encoding: "utf-16le with BOM" };
  if (a === 0xfe && b === 0xff) return { text: withoutNul(new TextDecoder("utf-16be").decode(bytes)), encoding: "utf-16be with BOM" };
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return { text: withoutNul(utf8), encoding: "utf-8" };
  return { text: withoutNul(windows1252(bytes)), encoding: "windows-1252" };
}

// What 0x80 to 0x9F are. Node's own decoder reads them as controls (latin1) in some 20.x versions, so the euro sign would be lost.
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.replace(/[\u0080-\u009f]/g, (sign) => HIGH_CONTROLS[sign.charCodeAt(0) - 0x80]!);
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
  return { kind: "csv", encoding, delimiter, ...sampleOf(text), sheets: [toSheet(records(text, delimiter, limits))] };
}

/**
 * The records of a CSV text, read strictly where it is strict and kindly where people are not: a quotation mark opens a quoted cell only at its
 * start, and one that closes before other text was part of the text. (csv-parse builds an error with a copy of its state for every row that is
 * shorter than the first one: 50 µs each, two seconds for 40,000 blank lines. See the hostile files.)
 */
function records(text: string, delimiter: string, limits: SpreadsheetLimits): string[][] {
  const rows: string[][] = [];
  let record: string[] = [];
  let column = 0;
  let cells = 0;
  let filledRows = 0;
  let filledHere = false;
  const sheet = "1";

  const endCell = (value: string) => {
    if (value !== "") {
      if (value.length >= limits.cellCharacters) {
        throw new SpreadsheetRefusal("cell_too_long", {
          sheet,
          row: rows.length + 1,
          column: columnLetters(column),
          characters: value.length,
          limit: limits.cellCharacters,
        });
      }
      if (column >= limits.columns) {
        throw new SpreadsheetRefusal("too_many_columns", {
          sheet,
          row: rows.length + 1,
          column: columnLetters(column),
          limit: limits.columns,
        });
      }
      if (++cells > limits.cells) throw new SpreadsheetRefusal("too_many_cells", { sheet, row: rows.length, limit: limits.cells });
      filledHere = true;
    }
    // Empty cells beyond the last column that is read are not kept.
    if (column++ < limits.columns) record.push(value);
  };
  const endRecord = () => {
    if (filledHere) filledRows++;
    // Blank rows are cheap, but not for ever.
    if (filledRows > limits.rows || rows.length > limits.rows * 3)
      throw new SpreadsheetRefusal("too_many_rows", { sheet, row: rows.length, limit: limits.rows });
    rows.push(record);
    record = [];
    column = 0;
    filledHere = false;
  };

  let at = 0;
  while (at < text.length) {
    let before = "";
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if (!quoted) throw new SpreadsheetRefusal("quote_not_closed", { row: rows.length + 1 });
      at = quoted.end;
      const next = text[at];
      if (next === undefined || next === delimiter || next === "\n" || next === "\r") before = quoted.value;
      else before = `"${quoted.value}"`;
    }
    let end = at;
    while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
    endCell(before + text.slice(at, end));
    const sign = text[end];
    at = end + 1;
    if (sign === delimiter) {
      if (at === text.length) endCell("");
      continue;
    }
    if (sign === "\r" && text[at] === "\n") at++;
    endRecord();
  }
  if (record.length > 0) endRecord();
  return rows;
}

function readQuoted(text: string, start: number): { value: string; end: number } | null {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}

function toSheet(records: string[][]): Workbook["sheets"][number] {
  const rows: SheetRow[] = [];
  records.forEach((record, index) => {
    const cells: Cell[] = record.map((cell) => (cell === "" ? null : cell));
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
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
 * gets an apostrophe in front (domain/import/formula-text), which the import takes away again.
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
