import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** Files as people and attackers have them, made here byte by byte. */

export const PDF = Buffer.from(
  "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

export function png(width = 4, height = 4): Buffer {
  const head = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(head);
  head.writeUInt32BE(13, 8);
  head.write("IHDR", 12, "latin1");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head[24] = 8;
  head[25] = 2;
  return Buffer.concat([
    head,
    Buffer.from([0, 0, 0, 0]),
    Buffer.from("IDAT\0\0\0\0"),
    Buffer.from([0, 0, 0, 0]),
    Buffer.from("IEND\xaeB`\x82", "latin1"),
  ]);
}

export function jpeg(width = 4, height = 4): Buffer {
  const app = Buffer.from([0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  const frame = Buffer.from([0xff, 0xc0, 0x00, 0x0b, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app, frame, Buffer.from([0xff, 0xd9])]);
}

export function gif(width = 4, height = 4): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\0\0\0", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return Buffer.concat([head, Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 4, 0, 0, 2, 2, 0x44, 1, 0, 0x3b])]);
}

export function webp(width = 4, height = 4): Buffer {
  const file = Buffer.alloc(40);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(32, 4);
  file.write("WEBPVP8X", 8, "latin1");
  file.writeUInt32LE(10, 16);
  file.writeUIntLE(width - 1, 24, 3);
  file.writeUIntLE(height - 1, 27, 3);
  return file;
}

export async function zip(entries: Record<string, string | Buffer>, compress = true): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content as string), name, { compress });
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(file.outputStream as NodeJS.ReadableStream as Readable)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const TYPES = {
  docx: ["word/document.xml", "wordprocessingml.document"],
  xlsx: ["xl/workbook.xml", "spreadsheetml.sheet"],
  pptx: ["ppt/presentation.xml", "presentationml.presentation"],
} as const;

export function office(kind: keyof typeof TYPES, more: Record<string, string | Buffer> = {}, types = ""): Promise<Buffer> {
  const [part, type] = TYPES[kind];
  return zip({
    "[Content_Types].xml": `<Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>${types}</Types>`,
    [part]: "<w:document/>",
    ...more,
  });
}

export function openDocument(kind: "text" | "spreadsheet" | "presentation", more: Record<string, string | Buffer> = {}): Promise<Buffer> {
  return zip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, "content.xml": "<office:document-content/>", ...more }, false);
}

/** The container of old Office formats and of Outlook, with a directory that names the given streams. */
export function compound(...streams: string[]): Buffer {
  const head = Buffer.alloc(512);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head);
  return Buffer.concat([head, ...streams.map((name) => Buffer.concat([Buffer.from(name, "utf16le"), Buffer.alloc(128)]))]);
}

export const EML = Buffer.from(
  "From: Carla <carla@nordwind.example>\r\nTo: audit@nordwind.example\r\nSubject: Restore test\r\nDate: Thu, 12 Mar 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body>Done</body></html>\r\n",
);

/** A ZIP whose directory claims that its one entry unpacks to `unpacked` bytes. */
export async function lyingZip(inner: Buffer, unpacked: number): Promise<Buffer> {
  const file = Buffer.from(inner);
  for (let at = file.indexOf("PK\u0001\u0002", 0, "latin1"); at >= 0; at = file.indexOf("PK\u0001\u0002", at + 4, "latin1"))
    file.writeUInt32LE(unpacked, at + 24);
  return file;
}

export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
