import type { PartyCategory } from "@/domain/vocabulary";
import { cellText, isDitto, isNothing, isPlaceholder } from "./cell-text";
import { type DocumentMetadata, footerReason, looksLikeMetadata, readMetadata } from "./document-metadata";
import type { Doubts } from "./doubts";
import type { ImportField } from "./fields";
import { repeatsHeading, type Table } from "./find-table";
import type { ColumnGuess } from "./guess-columns";
import type { SkippedRow } from "./proposal";
import { type Cell, isEmpty, isStruck, type SheetRow } from "./workbook";

/** A row of the table: its cells with merges filled down, and what its surroundings say about it. */
export interface DataRow {
  n: number;
  cells: Cell[];
  texts: string[];
  struck: boolean;
  hidden: boolean;
  /** From the section heading above ("EXTERNAL PARTIES"). */
  sectionCategory: PartyCategory | null;
  /** A section heading that names the party of the rows below it. */
  sectionParty: { name: string; row: number } | null;
  /** Columns whose value comes from a vertical merge that began further up. */
  merged: Set<number>;
}

export interface ReadRows {
  rows: DataRow[];
  skipped: SkippedRow[];
  metadata: DocumentMetadata;
  verticalMerges: boolean;
}

const SECTION_CATEGORY =
  /^(?:[a-z\d]{1,3}[.):]\s*)?(?:(internal|interne?r?)|(external|externe?r?))\b[\s:]*(?:(?:relevant\w*|interest\w*|interessiert\w*|context|kontext|issues?|themen|und|and)\s+)*(?:part(?:y|ies)|stakeholders?|parteien|kreise|interessengruppen|anspruchsgruppen|groups?|gruppen|context|kontext|organi[sz]ation)?\s*:?$/i;
const MOST_MERGED_CELLS = 200_000;

/** Sorts the rows of a sheet into data and what is skipped, each with its reason; nothing disappears without being listed (rule 2). */
export function readRows(table: Table, columns: ColumnGuess[], doubts: Doubts, exact: boolean): ReadRows {
  const { sheet } = table;
  const firstHeader = table.headerRows[0] ?? 0;
  const lastHeader = table.headerRows[table.headerRows.length - 1] ?? 0;
  const hiddenRows = new Set(sheet.hiddenRows);
  const merges = mergedCells(table, columns);
  const wide = new Set(
    sheet.merges
      .filter((merge) => merge.right - merge.left >= Math.min(2, table.columns.length - 1) && merge.top === merge.bottom)
      .map((merge) => merge.top),
  );
  const indexOf = (field: ImportField) => columns.find((column) => column.field === field)?.index ?? -1;
  const partyColumn = indexOf("party");
  const numberColumn = indexOf("number");
  const statementColumns = columns.filter((column) => column.field === "statement").map((column) => column.index);

  const rows: DataRow[] = [];
  const skipped: SkippedRow[] = [];
  const head: DocumentMetadata = {};
  const foot: DocumentMetadata = {};
  let sectionCategory: PartyCategory | null = null;
  let sectionParty: DataRow["sectionParty"] = null;
  let titled = false;

  for (const [position, row] of sheet.rows.entries()) {
    const texts = row.cells.map((cell) => cellText(cell));
    const filled = texts.filter((text) => text !== "");
    const skip = (why: SkippedRow["why"], category: PartyCategory | null = null) => {
      skipped.push({ row: row.n, why, text: filled.join(" | ").slice(0, 500), category });
    };
    if (table.headerRows.includes(row.n)) continue;
    if (filled.length === 0) {
      skip("blank");
      continue;
    }
    if (row.n === 1 && /^sep=/i.test(texts[0] ?? "")) {
      skip("separator_line");
      continue;
    }
    if (row.n < firstHeader) {
      if (looksLikeMetadata(filled)) {
        merge(head, readMetadata(filled));
        skip("metadata");
        continue;
      }
      const category = filled.length === 1 ? sectionOf(filled[0]!) : null;
      if (category && /\s/.test(filled[0]!)) {
        sectionCategory = category;
        skip("section", category);
        continue;
      }
      if (titled) {
        skip("text_before_table");
        continue;
      }
      titled = true;
      head.title ??= filled[0]!;
      skip("title");
      continue;
    }
    if (row.n < lastHeader) continue;
    if (lastHeader > 0 && repeatsHeading(texts, table)) {
      skip("heading_again");
      continue;
    }

    if (!exact) {
      const footer = footerReason(texts);
      if (
        footer !== null &&
        doubts.yes({
          kind: "skip_row",
          row: row.n,
          byDefault: true,
          confidence: "high",
          params: { why: "footer", text: filled[0]!.slice(0, 200) },
        })
      ) {
        merge(foot, readMetadata(filled));
        skip("footer");
        continue;
      }
      const own = texts.filter((text, column) => text !== "" && column !== numberColumn);
      if (
        own.length > 0 &&
        own.every((text) => isPlaceholder(text) || isNothing(text)) &&
        doubts.yes({
          kind: "skip_row",
          row: row.n,
          byDefault: true,
          confidence: "high",
          params: { why: "placeholder", text: own[0]!.slice(0, 200) },
        })
      ) {
        skip("placeholder");
        continue;
      }
      if (filled.length === 1) {
        const text = filled[0]!;
        const column = texts.indexOf(text);
        const category = sectionOf(text);
        const below = nextFilled(sheet.rows, position, partyColumn, statementColumns);
        // A table without a column of parties may name them in rows of their own.
        const headsParty = category === null && partyColumn < 0 && statementColumns.includes(column) && below === "full";
        const namesParty =
          headsParty || (category === null && partyColumn >= 0 && below === "requirement_only" && !statementColumns.includes(column));
        // Left of the party, or in the column of numbers: a note further right belongs to the row above.
        const outside = column === numberColumn ? !/^\d+\.?$/.test(text) : column < partyColumn && !statementColumns.includes(column);
        const heads = category !== null || wide.has(row.n) || outside || headsParty;
        if (
          heads &&
          !isDitto(text) &&
          doubts.yes({
            kind: "skip_row",
            row: row.n,
            byDefault: true,
            confidence: category ? "high" : "medium",
            params: { why: "section", text: text.slice(0, 200) },
          })
        ) {
          sectionCategory = category ?? sectionCategory;
          sectionParty = namesParty ? { name: text, row: row.n } : null;
          skip("section", category);
          continue;
        }
      }
    }
    const cells = [...row.cells];
    const merged = new Set<number>();
    const filledDown = merges.cells.get(row.n);
    if (filledDown) {
      for (const [column, cell] of filledDown) {
        if (!isEmpty(cells[column])) continue;
        while (cells.length <= column) cells.push(null);
        cells[column] = cell;
        texts[column] = cellText(cell);
        merged.add(column);
      }
    }
    for (let column = 0; column < cells.length; column++) texts[column] ??= "";
    const struck =
      statementColumns.length > 0 &&
      statementColumns.some((column) => !isEmpty(row.cells[column])) &&
      statementColumns.every((column) => isEmpty(row.cells[column]) || isStruck(row.cells[column]));
    rows.push({ n: row.n, cells, texts, struck, hidden: hiddenRows.has(row.n), sectionCategory, sectionParty, merged });
  }

  if (head.version && foot.version && head.version !== foot.version) head.conflict = `footer says ${foot.version}`;
  merge(head, foot);
  return { rows, skipped, metadata: head, verticalMerges: merges.any };
}

function sectionOf(text: string): PartyCategory | null {
  const found = SECTION_CATEGORY.exec(text.length > 80 ? "" : text);
  return found ? (found[1] ? "internal" : "external") : null;
}

/** What the next filled row holds: a requirement without a party (then the heading above it is the party), or several cells. */
function nextFilled(
  rows: SheetRow[],
  position: number,
  partyColumn: number,
  statementColumns: number[],
): "requirement_only" | "full" | "other" {
  for (let at = position + 1; at < Math.min(rows.length, position + 4); at++) {
    const row = rows[at]!;
    const filled = row.cells.filter((cell) => !isEmpty(cell)).length;
    if (filled === 0) continue;
    const statement = statementColumns.some((column) => !isEmpty(row.cells[column]));
    if (!statement) return "other";
    if (partyColumn >= 0) return isEmpty(row.cells[partyColumn]) ? "requirement_only" : "other";
    return filled > 1 ? "full" : "other";
  }
  return "other";
}

/** The cells below the first one of each vertical merge. Requirements are not filled down: one merged cell is one requirement. */
function mergedCells(table: Table, columns: ColumnGuess[]): { cells: Map<number, Map<number, Cell>>; any: boolean } {
  const lastHeader = table.headerRows[table.headerRows.length - 1] ?? 0;
  const cells = new Map<number, Map<number, Cell>>();
  const byNumber = new Map(table.sheet.rows.map((row) => [row.n, row]));
  const last = table.sheet.rows[table.sheet.rows.length - 1]?.n ?? 0;
  let any = false;
  let count = 0;
  for (const merge of table.sheet.merges) {
    if (merge.bottom === merge.top || merge.top <= lastHeader || columns[merge.left]?.field === "statement") continue;
    const cell = byNumber.get(merge.top)?.cells[merge.left] ?? null;
    if (isEmpty(cell)) continue;
    any = true;
    for (let n = merge.top + 1; n <= Math.min(merge.bottom, last) && count < MOST_MERGED_CELLS; n++, count++) {
      let row = cells.get(n);
      if (!row) {
        row = new Map();
        cells.set(n, row);
      }
      row.set(merge.left, cell);
    }
  }
  return { cells, any };
}

function merge(into: DocumentMetadata, from: DocumentMetadata): void {
  for (const [key, value] of Object.entries(from) as [keyof DocumentMetadata, string][]) into[key] ??= value;
}
