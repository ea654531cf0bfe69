import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** Files that somebody could upload to do harm, built here so that none lies in the repository. */
export async function zipOf(parts: Record<string, string | Buffer | (() => Iterable<Buffer>)>): Promise<Buffer> {
  const zip = new ZipFile();
  const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };
  for (const [path, content] of Object.entries(parts)) {
    if (typeof content === "function") zip.addReadStream(Readable.from(content()), path, options);
    else zip.addBuffer(Buffer.from(content), path, options);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A workbook around one sheet, and around other parts that replace the usual ones. */
export async function workbookWith(
  sheet: string | Buffer | (() => Iterable<Buffer>),
  others: Record<string, string | Buffer> = {},
): Promise<Buffer> {
  return zipOf({
    "_rels/.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="Register" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": sheet,
    ...others,
  });
}

/** A sheet of inline strings; cells may be given as raw XML with `raw`. */
export function sheetXml(rows: string[][], raw = ""): string {
  const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const body = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join("")}</row>`,
  );
  return `<worksheet xmlns="${MAIN}"><sheetData>${body.join("")}</sheetData>${raw}</worksheet>`;
}

/** Writes another uncompressed size into the central directory (and, if wanted, the local header) of the part with this name. */
export function lieAboutSize(zip: Buffer, name: string, size: number): Buffer {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf("PK\u0001\u0002", 0, "latin1"); at >= 0; at = copy.indexOf("PK\u0001\u0002", at + 4, "latin1")) {
    const length = copy.readUInt16LE(at + 28);
    if (copy.toString("latin1", at + 46, at + 46 + length) === name) copy.writeUInt32LE(size, at + 24);
  }
  return copy;
}
