import { cellText, fold } from "./cell-text";
import { matchHeading } from "./match-heading";
import type { Sheet, Workbook } from "./workbook";

/** Where the register lies: its sheet, and the one or two rows of its heading. */
export interface Table {
  sheet: Sheet;
  sheetIndex: number;
  /** Row numbers; empty where no heading was found. */
  headerRows: number[];
  /** One label for each column of the sheet, the group label of an upper row apart from it. */
  columns: { label: string; group: string }[];
  /** How many columns of the heading were recognised. */
  score: number;
}

const ROWS_TO_LOOK_AT = 60;
const LONGEST_LABEL = 80;
const UNLIKELY_SHEET =
  /\b(?:legende?|key|lists?|listen?|lookups?|dropdowns?|old|alt|archive?d?|archiv|backup|history|historie|changes?|changelog|änderung\w*|deckblatt|cover|readme|anleitung|instructions?|help|hilfe|template|vorlage|example|beispiel)\b/i;

/** Finds sheet and heading by what stands in them, never by position (rule 4). A forced sheet or heading comes from the user's choices. */
export function findTable(workbook: Workbook, forced: { sheet?: string; headerRows?: number[] }): Table {
  const named = forced.sheet === undefined ? -1 : workbook.sheets.findIndex((sheet) => sheet.name === forced.sheet);
  let best: { table: Table; rank: number } | null = null;
  workbook.sheets.forEach((sheet, sheetIndex) => {
    if (named >= 0 && sheetIndex !== named) return;
    const header = forced.headerRows ?? findHeader(sheet);
    const table = tableAt(sheet, sheetIndex, header);
    const below = sheet.rows.filter((row) => row.n > (header[header.length - 1] ?? 0) && row.cells.length > 0).length;
    let rank = table.score * 10 + Math.min(below, 50) / 10;
    if (below === 0) rank -= 40;
    if (sheet.hidden) rank -= 15;
    if (UNLIKELY_SHEET.test(sheet.name)) rank -= 25;
    if (!best || rank > best.rank) best = { table, rank };
  });
  return best!.table;
}

function findHeader(sheet: Sheet): number[] {
  const rows = sheet.rows.filter((row) => row.cells.length > 0).slice(0, ROWS_TO_LOOK_AT);
  let bestAt = -1;
  let bestScore = 0;
  rows.forEach((row, at) => {
    const score = headerScore(row.cells.map((cell) => cellText(cell)));
    if (score > bestScore) {
      bestScore = score;
      bestAt = at;
    }
  });
  if (bestAt < 0) return [];
  const row = rows[bestAt]!;
  const above = rows[bestAt - 1];
  const below = rows[bestAt + 1];
  if (above && above.n === row.n - 1 && isGroupRow(sheet, above.n, row.n)) return [above.n, row.n];
  if (below && below.n === row.n + 1 && isSubHeading(sheet, row.n, below.n)) return [row.n, below.n];
  return [row.n];
}

/** How much a row looks like a heading: the fields recognised in it, a party and a requirement counting most. Zero means that it is none. */
function headerScore(texts: string[]): number {
  const fields = new Map<string, number>();
  let filled = 0;
  let long = 0;
  for (const text of texts) {
    if (text === "") continue;
    filled++;
    if (text.length > LONGEST_LABEL) {
      long++;
      continue;
    }
    const match = matchHeading(text);
    if (!match) continue;
    const weight = (match.field === "party" || match.field === "statement" ? 3 : 1) * (match.exact ? 1 : 0.5);
    fields.set(match.field, Math.max(fields.get(match.field) ?? 0, weight));
  }
  const main = (fields.get("party") ?? 0) + (fields.get("statement") ?? 0);
  if (main === 0 || long > 0) return 0;
  // A single cell is a heading only when it says exactly that ("Interested parties"), not a title that contains the words.
  if (filled === 1 && main < 3) return 0;
  if (filled > 1 && fields.size < 2 && filled > 2) return 0;
  if (filled > 1 && fields.size < 2 && main < 3) return 0;
  return [...fields.values()].reduce((sum, weight) => sum + weight, 0) + (filled > 1 ? 1 : 0);
}

/** The row above the heading is a second one where it holds two or more short labels that each stand over several columns. */
function isGroupRow(sheet: Sheet, upper: number, lower: number): boolean {
  const above = textsAt(sheet, upper);
  const heading = textsAt(sheet, lower);
  const labels = above.filter((text) => text !== "");
  if (labels.length < 2 || labels.some((text) => text.length > 60 || /:\s|\d{3}/.test(text))) return false;
  const merged = sheet.merges.some((merge) => merge.top === upper && merge.right > merge.left);
  const downward = sheet.merges.some((merge) => merge.top === upper && merge.bottom === lower);
  return merged || downward || labels.length < heading.filter((text) => text !== "").length;
}

/** The row below the heading belongs to it where every filled cell is a sub-label (C, I, A; Power, Interest) and the party stays empty. */
function isSubHeading(sheet: Sheet, upper: number, lower: number): boolean {
  const heading = textsAt(sheet, upper);
  const below = textsAt(sheet, lower);
  const filled = below.flatMap((text, column) => (text === "" ? [] : [{ text, column }]));
  if (filled.length === 0 || filled.length > 12) return false;
  const parties = heading.flatMap((text, column) =>
    matchHeading(text)?.field === "party" || matchHeading(text)?.field === "statement" ? [column] : [],
  );
  if (parties.some((column) => (below[column] ?? "") !== "")) return false;
  return filled.every(({ text }) => text.length <= 40 && matchHeading(text)?.exact === true);
}

function textsAt(sheet: Sheet, n: number): string[] {
  return (sheet.rows.find((row) => row.n === n)?.cells ?? []).map((cell) => cellText(cell));
}

/** The table with this heading; labels of merged cells are carried over their columns. */
function tableAt(sheet: Sheet, sheetIndex: number, headerRows: number[]): Table {
  const width = Math.max(0, ...sheet.rows.map((row) => row.cells.length));
  const [first, second] = headerRows;
  const upper = first === undefined || second === undefined ? [] : spread(sheet, first, width);
  const lower = textsAt(sheet, second ?? first ?? -1);
  const columns: Table["columns"] = [];
  let score = 0;
  const seen = new Set<string>();
  for (let column = 0; column < width; column++) {
    const own = lower[column] ?? "";
    const group = upper[column] ?? "";
    // A column whose heading stands in the upper row only (merged down) has that as its label.
    const label = own !== "" ? own : group;
    columns.push({ label: label.replace(/\s+/g, " "), group: own !== "" ? group.replace(/\s+/g, " ") : "" });
    const match = label === "" ? null : matchHeading(label);
    if (match && !seen.has(match.field)) {
      seen.add(match.field);
      score += match.field === "party" || match.field === "statement" ? 3 : 1;
    }
  }
  return { sheet, sheetIndex, headerRows, columns, score };
}

/** The labels of an upper heading row, each over all the columns it stands for: by its merge, else up to the next label. */
function spread(sheet: Sheet, n: number, width: number): string[] {
  const texts = textsAt(sheet, n);
  const merges = sheet.merges.filter((merge) => merge.top <= n && merge.bottom >= n);
  const result: string[] = [];
  let current = "";
  for (let column = 0; column < width; column++) {
    const text = texts[column] ?? "";
    const merge = merges.find((candidate) => column > candidate.left && column <= candidate.right);
    if (text !== "") current = text;
    else if (merges.length > 0 && !merge) current = "";
    result.push(current);
  }
  return result;
}

/** Whether the words of a row are those of the heading again, as after a page break. */
export function repeatsHeading(texts: string[], table: Table): boolean {
  let filled = 0;
  for (const [column, text] of texts.entries()) {
    if (text === "") continue;
    if (text.length > LONGEST_LABEL || fold(text) !== fold(table.columns[column]?.label ?? "")) return false;
    filled++;
  }
  return filled > 0;
}
