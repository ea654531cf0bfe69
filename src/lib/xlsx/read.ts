import { serialToDay } from "@/domain/import/serial-day";
import type { Cell, CellComment, Merge, RichCell, Sheet, SheetRow, Workbook } from "@/domain/import/workbook";
import { columnLetters } from "@/domain/import/workbook";
import { DEFAULT_LIMITS, type SpreadsheetLimits, SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";
import { type NumberFormat, numberFormat } from "./number-formats";
import { XlsxParts, type XmlHandler } from "./parts";

type Attributes = Record<string, string>;
interface Relation {
  type: string;
  target: string;
}
interface SharedString {
  text: string;
  strike: boolean;
}
interface CellStyle {
  format: NumberFormat;
  strike: boolean;
}
interface Counters {
  rows: number;
  rowElements: number;
  cells: number;
}

const MAX_MERGES = 20_000;
const MAX_COMMENTS = 5_000;

/**
 * Reads an XLSX file: values with their number formats, formulas with their cached values, merges, hidden rows and columns, strike-through,
 * comments (notes and threads). Nothing is evaluated. Throws SpreadsheetRefusal for anything that is broken, hostile or beyond the limits.
 */
export async function readXlsx(bytes: Buffer, limits: SpreadsheetLimits = DEFAULT_LIMITS): Promise<Workbook> {
  const parts = await XlsxParts.open(bytes, limits);
  const workbookPath = await findWorkbook(parts);
  const relations = await readRelations(parts, workbookPath);
  const { sheets, date1904 } = await readWorkbookPart(parts, workbookPath);
  if (sheets.length > limits.sheets) throw new SpreadsheetRefusal("too_many_sheets", { limit: limits.sheets });
  const byType = (type: string) => [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target;
  const styles = await readStyles(parts, byType("styles"));
  const strings = await readSharedStrings(parts, byType("sharedStrings"), limits);
  const people = await readPeople(parts, byType("person"));

  const counters: Counters = { rows: 0, rowElements: 0, cells: 0 };
  const read: Sheet[] = [];
  for (const sheet of sheets) {
    const relation = relations.get(sheet.relation);
    if (!relation?.type.endsWith("/worksheet") || !parts.has(relation.target)) continue;
    const content = await readSheet(parts, relation.target, { ...sheet, styles, strings, date1904, limits, counters });
    const sheetRelations = await readRelations(parts, relation.target);
    read.push({ ...content, comments: await readComments(parts, sheetRelations, people, limits) });
  }
  if (!read.some((sheet) => sheet.rows.length > 0)) throw new SpreadsheetRefusal("no_sheet");
  return { kind: "xlsx", sheets: read };
}

async function findWorkbook(parts: XlsxParts): Promise<string> {
  const root = await readRelations(parts, "");
  const named = [...root.values()].find((relation) => relation.type.endsWith("/officeDocument"))?.target;
  const path = named && parts.has(named) ? named : "xl/workbook.xml";
  if (/\.bin$/i.test(path) || parts.has("xl/workbook.bin")) throw new SpreadsheetRefusal("binary_workbook");
  if (!parts.has(path) || /^word\/|^ppt\//i.test(path)) throw new SpreadsheetRefusal("other_office_file");
  return path;
}

/** The relations of a part, with targets made absolute. */
async function readRelations(parts: XlsxParts, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const file = part.slice(folder.length);
  const relations = new Map<string, Relation>();
  await parts.parse(`${folder}_rels/${file}.rels`, {
    open(name, attributes) {
      if (name !== "Relationship" || attributes.TargetMode === "External" || relations.size > 5_000) return;
      relations.set(attributes.Id ?? "", { type: attributes.Type ?? "", target: resolvePath(folder, attributes.Target ?? "") });
    },
    close() {},
    text() {},
  });
  return relations;
}

function resolvePath(folder: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of path.split("/").slice(0, 50)) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

async function readWorkbookPart(parts: XlsxParts, path: string) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = [];
  let date1904 = false;
  await parts.parse(path, {
    open(name, attributes) {
      if (name === "workbookPr") date1904 = isTrue(attributes.date1904);
      if (name === "sheet" && sheets.length < 1_000) {
        const relation = attributes["r:id"] ?? Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
        sheets.push({ name: (attributes.name ?? "").slice(0, 100), hidden: (attributes.state ?? "visible") !== "visible", relation });
      }
    },
    close() {},
    text() {},
  });
  return { sheets, date1904 };
}

async function readStyles(parts: XlsxParts, path: string | undefined): Promise<CellStyle[]> {
  const styles: CellStyle[] = [];
  if (!path) return styles;
  const codes = new Map<number, string>();
  const struck: boolean[] = [];
  let inside = "";
  await parts.parse(path, {
    open(name, attributes) {
      if (name === "fonts" || name === "cellXfs" || name === "cellStyleXfs" || name === "dxfs") inside = name;
      else if (name === "numFmt" && inside !== "dxfs" && codes.size < 5_000)
        codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      else if (name === "font" && inside === "fonts") struck.push(false);
      else if (name === "strike" && inside === "fonts" && struck.length > 0)
        struck[struck.length - 1] = attributes.val === undefined || isTrue(attributes.val);
      else if (name === "xf" && inside === "cellXfs" && styles.length < 70_000) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push({ format: numberFormat(id, codes.get(id)), strike: struck[Number(attributes.fontId ?? 0)] ?? false });
      }
    },
    close(name) {
      if (name === inside) inside = "";
    },
    text() {},
  });
  return styles;
}

/** Collects the text of `<si>` or `<is>`: plain or in runs, without phonetic hints; struck when every run with letters is. */
class RichText {
  text = "";
  private inText = false;
  private inHint = false;
  private runs = 0;
  private struckRuns = 0;
  private struckRun = false;
  private runText = false;

  reset() {
    this.text = "";
    this.runs = 0;
    this.struckRuns = 0;
    this.inText = false;
    this.inHint = false;
  }
  open(name: string, attributes: Attributes) {
    if (name === "t") this.inText = true;
    else if (name === "rPh") this.inHint = true;
    else if (name === "r") {
      this.struckRun = false;
      this.runText = false;
    } else if (name === "strike") this.struckRun = attributes.val === undefined || isTrue(attributes.val);
  }
  close(name: string) {
    if (name === "t") this.inText = false;
    else if (name === "rPh") this.inHint = false;
    else if (name === "r" && this.runText) {
      this.runs++;
      if (this.struckRun) this.struckRuns++;
    }
  }
  add(text: string) {
    if (!this.inText || this.inHint) return;
    this.text += text;
    if (text.trim() !== "") this.runText = true;
  }
  get strike(): boolean {
    return this.runs > 0 && this.runs === this.struckRuns;
  }
}

async function readSharedStrings(parts: XlsxParts, path: string | undefined, limits: SpreadsheetLimits): Promise<SharedString[]> {
  const strings: SharedString[] = [];
  if (!path) return strings;
  const rich = new RichText();
  await parts.parse(path, {
    open(name, attributes) {
      if (name === "si") rich.reset();
      else rich.open(name, attributes);
    },
    close(name) {
      if (name !== "si") return rich.close(name);
      if (strings.length >= limits.cells)
        throw new SpreadsheetRefusal("too_many_cells", { sheet: "*", row: strings.length, limit: limits.cells });
      strings.push({ text: excelText(rich.text), strike: rich.strike });
    },
    text: (text) => rich.add(text),
  });
  return strings;
}

interface SheetContext {
  name: string;
  hidden: boolean;
  styles: CellStyle[];
  strings: SharedString[];
  date1904: boolean;
  limits: SpreadsheetLimits;
  counters: Counters;
}

async function readSheet(parts: XlsxParts, path: string, context: SheetContext): Promise<Omit<Sheet, "comments">> {
  const reader = new SheetReader(context);
  await parts.parse(path, reader);
  return reader.result();
}

class SheetReader implements XmlHandler {
  private readonly rows: SheetRow[] = [];
  private readonly merges: Merge[] = [];
  private readonly hiddenRows: number[] = [];
  private readonly hiddenColumns: number[] = [];
  private readonly rich = new RichText();
  private row: SheetRow | null = null;
  private rowNumber = 0;
  private column = -1;
  private inCell = false;
  private type = "n";
  private style: CellStyle | undefined;
  private value = "";
  private formula: string | null = null;
  private reading: "value" | "formula" | "inline" | null = null;

  constructor(private readonly context: SheetContext) {}

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "row":
        this.openRow(attributes);
        return;
      case "c":
        this.openCell(attributes);
        return;
      case "v":
        this.reading = "value";
        return;
      case "f":
        this.reading = "formula";
        this.formula = "";
        return;
      case "is":
        this.reading = "inline";
        this.rich.reset();
        return;
      case "col":
        this.openColumns(attributes);
        return;
      case "mergeCell":
        this.openMerge(attributes);
        return;
      default:
        if (this.reading === "inline") this.rich.open(name, attributes);
    }
  }

  close(name: string): void {
    if (name === "row") this.row = null;
    else if (name === "c") this.closeCell();
    else if (name === "v" || name === "f" || name === "is") this.reading = null;
    else if (this.reading === "inline") this.rich.close(name);
  }

  text(text: string): void {
    if (this.reading === "value") this.value += text;
    else if (this.reading === "formula") {
      if (this.formula!.length < 1_000) this.formula += text;
    } else if (this.reading === "inline") this.rich.add(text);
  }

  private openRow(attributes: Attributes): void {
    const { counters, limits } = this.context;
    const claimed = Number(attributes.r);
    this.rowNumber = Number.isInteger(claimed) && claimed > this.rowNumber && claimed <= 1_048_576 ? claimed : this.rowNumber + 1;
    this.column = -1;
    if (++counters.rowElements > limits.rows * 10) this.tooManyRows();
    this.row = { n: this.rowNumber, cells: [] };
    this.rows.push(this.row);
    if (isTrue(attributes.hidden)) this.hiddenRows.push(this.rowNumber);
  }

  private openCell(attributes: Attributes): void {
    this.inCell = true;
    const named = attributes.r ? parseCellName(attributes.r) : null;
    this.column = named ? named.column : this.column + 1;
    this.type = attributes.t ?? "n";
    this.style = this.context.styles[Number(attributes.s ?? 0)];
    this.value = "";
    this.formula = null;
    this.rich.reset();
  }

  private closeCell(): void {
    if (!this.inCell || !this.row) return;
    this.inCell = false;
    const cell = this.cell();
    if (cell === null) return;
    const { counters, limits, name } = this.context;
    if (this.column >= limits.columns) {
      throw new SpreadsheetRefusal("too_many_columns", {
        sheet: name,
        row: this.row.n,
        column: columnLetters(this.column),
        limit: limits.columns,
      });
    }
    if (this.row.cells.length === 0 && ++counters.rows > limits.rows) this.tooManyRows();
    if (++counters.cells > limits.cells)
      throw new SpreadsheetRefusal("too_many_cells", { sheet: name, row: this.row.n, limit: limits.cells });
    while (this.row.cells.length < this.column) this.row.cells.push(null);
    this.row.cells[this.column] = cell;
  }

  private cell(): Cell {
    const strike = this.style?.strike === true;
    const formula = this.formula?.trim() ? { formula: `=${this.formula.trim()}` } : null;
    switch (this.type) {
      case "s": {
        const shared = this.context.strings[Number(this.value)];
        return shared ? this.textCell(shared.text, strike || shared.strike, formula) : null;
      }
      case "inlineStr":
        return this.textCell(excelText(this.rich.text), strike || this.rich.strike, formula);
      case "str":
        return this.textCell(excelText(this.value), strike, formula);
      case "b":
        return this.value === "" ? null : dressed({ v: this.value.trim() === "1" }, strike, formula);
      case "e":
        return dressed({ v: this.value, error: true }, strike, formula);
      case "d": {
        const day = /^\d{4}-\d{2}-\d{2}/.exec(this.value)?.[0];
        return day ? dressed({ v: this.value, date: day }, strike, formula) : this.textCell(this.value, strike, formula);
      }
      default:
        return this.numberCell(strike, formula);
    }
  }

  private textCell(text: string, strike: boolean, formula: { formula: string } | null): Cell {
    const { limits, name } = this.context;
    if (text.length >= limits.cellCharacters) {
      throw new SpreadsheetRefusal("cell_too_long", {
        sheet: name,
        row: this.row!.n,
        column: columnLetters(this.column),
        characters: text.length,
        limit: limits.cellCharacters,
      });
    }
    if (text === "") return formula ? { v: null, ...formula } : null;
    return dressed({ v: text }, strike, formula);
  }

  private numberCell(strike: boolean, formula: { formula: string } | null): Cell {
    const raw = this.value.trim();
    if (raw === "") return formula ? { v: null, ...formula } : null;
    const number = Number(raw);
    if (!Number.isFinite(number)) return this.textCell(raw, strike, formula);
    const format = this.style?.format;
    if (format?.kind === "date") {
      const date = serialToDay(number, this.context.date1904);
      if (date) return dressed({ v: number, date }, strike, formula);
    }
    if (format?.kind === "percent") return dressed({ v: number, shown: `${(number * 100).toFixed(format.decimals)}%` }, strike, formula);
    if (format?.kind === "fixed") {
      const shown = number.toFixed(Math.min(format.decimals, 20));
      if (shown !== String(number)) return dressed({ v: number, shown }, strike, formula);
    }
    return dressed({ v: number }, strike, formula);
  }

  private openColumns(attributes: Attributes): void {
    if (!isTrue(attributes.hidden)) return;
    const last = Math.min(Number(attributes.max), this.context.limits.columns);
    for (let column = Math.max(1, Number(attributes.min)); column <= last && this.hiddenColumns.length < 1_000; column++)
      this.hiddenColumns.push(column - 1);
  }

  private openMerge(attributes: Attributes): void {
    if (this.merges.length >= MAX_MERGES) return;
    const [from, to] = (attributes.ref ?? "").split(":");
    const start = parseCellName(from ?? "");
    const end = parseCellName(to ?? "");
    if (start && end && end.row >= start.row && end.column >= start.column) {
      this.merges.push({ top: start.row, left: start.column, bottom: end.row, right: end.column });
    }
  }

  private tooManyRows(): never {
    throw new SpreadsheetRefusal("too_many_rows", { sheet: this.context.name, row: this.rowNumber, limit: this.context.limits.rows });
  }

  result(): Omit<Sheet, "comments"> {
    while (this.rows.length > 0 && this.rows[this.rows.length - 1]!.cells.length === 0) this.rows.pop();
    const lastRow = this.rows[this.rows.length - 1]?.n ?? 0;
    return {
      name: this.context.name,
      hidden: this.context.hidden,
      rows: this.rows,
      merges: this.merges.filter((merge) => merge.top <= lastRow),
      hiddenRows: this.hiddenRows.filter((row) => row <= lastRow),
      hiddenColumns: this.hiddenColumns,
    };
  }
}

function dressed(cell: RichCell, strike: boolean, formula: { formula: string } | null): Cell {
  if (strike) cell.strike = true;
  if (formula) cell.formula = formula.formula;
  const plain = cell.shown === undefined && cell.date === undefined && !strike && !formula && !cell.error;
  return plain ? cell.v : cell;
}

async function readPeople(parts: XlsxParts, path: string | undefined): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  if (!path) return people;
  await parts.parse(path, {
    open(name, attributes) {
      if (name === "person" && people.size < 5_000) people.set(attributes.id ?? "", (attributes.displayName ?? "").slice(0, 200));
    },
    close() {},
    text() {},
  });
  return people;
}

/** Notes and threads. A threaded comment leaves a note behind for older programs; the thread wins. */
async function readComments(
  parts: XlsxParts,
  relations: Map<string, Relation>,
  people: Map<string, string>,
  limits: SpreadsheetLimits,
): Promise<CellComment[]> {
  const notes: CellComment[] = [];
  const threads: CellComment[] = [];
  for (const relation of relations.values()) {
    if (relation.type.endsWith("/comments")) await parts.parse(relation.target, commentReader(notes, new Map(), limits));
    else if (relation.type.endsWith("/threadedComment")) await parts.parse(relation.target, commentReader(threads, people, limits));
  }
  const threaded = new Set(threads.map((comment) => `${comment.row}:${comment.column}`));
  return [...threads, ...notes.filter((comment) => !threaded.has(`${comment.row}:${comment.column}`))];
}

function commentReader(into: CellComment[], people: Map<string, string>, limits: SpreadsheetLimits): XmlHandler {
  const authors: string[] = [];
  let current: CellComment | null = null;
  let authorText: string | null = null;
  let inText = 0;
  return {
    open(name, attributes) {
      if (name === "author") authorText = "";
      else if (name === "comment" || name === "threadedComment") {
        const at = parseCellName(attributes.ref ?? "");
        const author = name === "comment" ? authors[Number(attributes.authorId)] : people.get(attributes.personId ?? "");
        current = at && into.length < MAX_COMMENTS ? { row: at.row, column: at.column, author: author ?? "", text: "" } : null;
      } else if (name === "t" || (name === "text" && current)) inText++;
    },
    close(name) {
      if (name === "author" && authorText !== null) {
        authors.push(authorText.slice(0, 200));
        authorText = null;
      } else if (name === "t" || name === "text") inText = Math.max(0, inText - 1);
      else if ((name === "comment" || name === "threadedComment") && current) {
        current.text = excelText(current.text).trim().slice(0, limits.cellCharacters);
        if (current.text !== "") into.push(current);
        current = null;
      }
    },
    text(text) {
      if (authorText !== null) authorText += text;
      else if (current && inText > 0) current.text += text;
    },
  };
}

/** `B12` as row 12, column 1. Null for anything that is no cell name. */
function parseCellName(name: string): { row: number; column: number } | null {
  let column = 0;
  let at = 0;
  for (; at < name.length; at++) {
    const code = name.charCodeAt(at);
    const letter = code >= 97 ? code - 96 : code - 64;
    if (letter < 1 || letter > 26 || at > 2) break;
    column = column * 26 + letter;
  }
  const row = Number(name.slice(at));
  return at > 0 && Number.isInteger(row) && row > 0 && row <= 1_048_576 ? { row, column: column - 1 } : null;
}

/** Excel writes signs that XML cannot hold as _x000D_, and line ends of its own. */
function excelText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (whole, hex: string) => {
        const code = Number.parseInt(hex, 16);
        return code === 0x5f ? "_" : code === 0x0d || code === 0x0a || code === 0x09 ? String.fromCharCode(code) : code < 32 ? "" : whole;
      })
    : text;
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
