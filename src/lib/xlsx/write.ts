import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { neutraliseFormula } from "@/domain/import/formula-text";
import { dayToSerial } from "@/domain/import/serial-day";
import { columnLetters } from "@/domain/import/workbook";

/** A cell of an export: text, a number, yes or no, a day, or nothing. */
export type XlsxValue = string | number | boolean | null | undefined | { day: string };

export interface XlsxSheet {
  name: string;
  header: readonly string[];
  rows: Iterable<readonly XlsxValue[]>;
  /** Column widths in characters; 18 where absent. */
  widths?: readonly number[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
// Styles by their place in cellXfs.
const BOLD = 1;
const DAY = 2;
const WRAPPED = 3;

/**
 * Writes a workbook that Excel opens and `readXlsx` reads back without loss. Every text is a string cell, never a formula; text that could become a
 * formula once the file is saved as CSV is neutralised as well (domain/import/formula-text). The same input yields the same bytes.
 */
export async function writeXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  const zip = new ZipFile();
  // Local time on purpose: the zip format stores clock digits, which are then the same in every time zone.
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, compress: true, forceDosTimestamp: true };
  const add = (path: string, content: string) => zip.addBuffer(Buffer.from(content), path, options);
  const names = sheetNames(sheets);
  add("[Content_Types].xml", contentTypes(sheets.length));
  add(
    "_rels/.rels",
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add("xl/workbook.xml", workbookPart(names));
  add("xl/_rels/workbook.xml.rels", workbookRelations(sheets.length));
  add("xl/styles.xml", STYLES);
  sheets.forEach((sheet, index) => {
    zip.addReadStream(Readable.from(inPieces(sheetPart(sheet, index === 0))), `xl/worksheets/sheet${index + 1}.xml`, options);
  });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function* sheetPart(sheet: XlsxSheet, selected: boolean): Generator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${selected ? ' tabSelected="1"' : ""} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`;
  const columns = sheet.header.map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="${sheet.widths?.[at] ?? 18}" customWidth="1"/>`);
  if (columns.length > 0) yield `<cols>${columns.join("")}</cols>`;
  yield "<sheetData>";
  yield rowPart(1, sheet.header, BOLD);
  let n = 1;
  for (const row of sheet.rows) yield rowPart(++n, row, 0);
  yield "</sheetData></worksheet>";
}

function rowPart(n: number, values: readonly XlsxValue[], style: number): string {
  let cells = "";
  for (let column = 0; column < values.length; column++) cells += cellPart(`${columnLetters(column)}${n}`, values[column], style);
  return `<row r="${n}">${cells}</row>`;
}

function cellPart(name: string, value: XlsxValue, style: number): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "number") return Number.isFinite(value) ? `<c r="${name}"><v>${value}</v></c>` : "";
  if (typeof value === "boolean") return `<c r="${name}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "object") return `<c r="${name}" s="${DAY}"><v>${dayToSerial(value.day)}</v></c>`;
  const used = style !== 0 ? style : value.includes("\n") ? WRAPPED : 0;
  return `<c r="${name}"${used ? ` s="${used}"` : ""} t="inlineStr"><is><t xml:space="preserve">${xmlText(neutraliseFormula(withoutControls(value)))}</t></is></c>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of them
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function withoutControls(text: string): string {
  return text.replace(/[\v\f]/g, "\n").replace(CONTROLS, "");
}

/** Text as XML: marks escaped, and what XML cannot hold either written the way Excel writes it or left out. */
function xmlText(text: string): string {
  return withoutControls(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/\r/g, "_x000D_")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

/** Joins small strings, so that the zip stream is not fed cell by cell. */
function* inPieces(parts: Iterable<string>): Generator<Buffer> {
  let piece = "";
  for (const part of parts) {
    piece += part;
    if (piece.length < 65_536) continue;
    yield Buffer.from(piece);
    piece = "";
  }
  yield Buffer.from(piece);
}

function sheetNames(sheets: readonly XlsxSheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map((sheet, index) => {
    let name =
      sheet.name
        .replace(/[[\]:*?/\\]/g, " ")
        .replace(/^'+|'+$/g, "")
        .trim()
        .slice(0, 31) || `Sheet ${index + 1}`;
    while (taken.has(name.toLowerCase())) name = `${name.slice(0, 27)} ${index + 1}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function contentTypes(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.join("")}</Types>`;
}

function workbookPart(names: string[]): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${xmlText(name).replace(/"/g, "&quot;")}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function workbookRelations(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join("")}<Relationship Id="rId${count + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`;
}

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
