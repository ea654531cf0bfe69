import { type FileHandle, open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { type Entry, open as openZip, type ZipFile } from "yauzl";
import {
  FILE_KINDS,
  type FileKind,
  type FileRefusal,
  isMacroPart,
  isMail,
  isProgram,
  isZipBomb,
  MOST_ENTRIES,
  MOST_PIXELS,
  markupIn,
} from "@/domain/evidence-file";
import { pixelsOf } from "./pixels";

export type Inspection = { ok: true; kind: FileKind; mediaType: string } | { ok: false; code: FileRefusal };

const HEAD = 64 * 1024;
const STRETCH = 512 * 1024;
/** Texts are looked through at both ends of each piece; this is how far a searched word may reach over the seam. */
const SEAM = 128;

type SearchedWord = readonly [word: Buffer, verdict: FileRefusal];

// In two parts, so that no scanner takes this source for what it looks for.
const TEST_VIRUS: SearchedWord = [
  Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""), "latin1"),
  "test_virus",
];
const PDF_SCRIPTS: readonly SearchedWord[] = ["/JavaScript", "/Launch"].map((word) => [Buffer.from(word, "latin1"), "pdf_script"]);
const OUTLOOK = Buffer.from("__properties_version1.0", "utf16le");

class Unfit extends Error {
  constructor(readonly verdict: FileRefusal) {
    super(verdict);
  }
}

/**
 * What a complete file is, by its content alone, held against the kind that its name claims. Reads it in pieces; nothing of it is run, unpacked to disk
 * or kept. Never throws for what is in the file.
 */
export async function inspectFile(path: string, claimed: FileKind): Promise<Inspection> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    if (size === 0) return { ok: false, code: "empty" };
    const head = await readAt(handle, 0, HEAD);
    const kind = await kindOf(handle, path, head, size, claimed);
    if (kind !== claimed) return { ok: false, code: "mismatch" };
    return { ok: true, kind, mediaType: FILE_KINDS[kind].mediaType };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, code: error.verdict };
    throw error;
  } finally {
    await handle.close();
  }
}

async function kindOf(handle: FileHandle, path: string, head: Buffer, size: number, claimed: FileKind): Promise<FileKind> {
  if (isProgram(head)) throw new Unfit("program");
  const begin = head.subarray(0, 1024).toString("latin1");
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext;
  const isZip = begin.startsWith("PK\x03\x04");
  if (isZip) {
    const kind = await officeKind(path, size);
    await look(handle, size, [TEST_VIRUS]);
    return kind;
  }
  if (found === "cfb" || begin.startsWith("\xd0\xcf\x11\xe0")) return outlookMessage(handle, size);
  const kind: FileKind | null = (["pdf", "png", "gif", "webp"] as const).find((one) => one === found) ?? (found === "jpg" ? "jpeg" : null);
  if (kind) {
    await binary(handle, kind, head, begin, size);
    return kind;
  }
  if (found !== undefined && ["zip", "rar", "7z", "gz", "tar", "bz2", "xz", "zst"].includes(found)) throw new Unfit("archive");
  return text(handle, head, size, claimed, begin);
}

/** Pictures and PDFs: one kind of file from the first byte to the last, of a size that a viewer survives. */
async function binary(handle: FileHandle, kind: FileKind, head: Buffer, begin: string, size: number): Promise<void> {
  const markup = markupIn(begin);
  if (markup) throw new Unfit("two_kinds");
  if (await endsAsZip(handle, size)) throw new Unfit("two_kinds");
  if (kind === "pdf") {
    if (!begin.startsWith("%PDF-")) throw new Unfit("two_kinds");
  } else {
    const pixels = await pixelsOf(handle, kind, head, size);
    if (pixels === null) throw new Unfit("damaged");
    if (pixels > MOST_PIXELS) throw new Unfit("pixels");
  }
  await look(handle, size, kind === "pdf" ? [...PDF_SCRIPTS, TEST_VIRUS] : [TEST_VIRUS]);
}

/** Valid UTF-8 without signs that no text has, and no page or drawing in disguise; or a message. */
async function text(handle: FileHandle, head: Buffer, size: number, claimed: FileKind, begin: string): Promise<FileKind> {
  const opening = head.toString("utf8");
  if (claimed === "eml" && !head.includes(0) && isMail(opening)) {
    await look(handle, size, [TEST_VIRUS]);
    return "eml";
  }
  // A PDF must begin with its mark; one with something in front is two things at once.
  if (begin.includes("%PDF-")) throw new Unfit("two_kinds");
  const markup = markupIn(opening);
  if (markup) throw new Unfit(markup);
  await look(handle, size, [TEST_VIRUS]);
  const isText = await readsAsText(handle, size);
  if (FILE_KINDS[claimed].family !== "text") throw new Unfit(isText ? "mismatch" : "content_unknown");
  if (!isText) throw new Unfit(head.includes(0) && !hasWideBom(head) ? "content_unknown" : "not_utf8");
  return claimed;
}

function hasWideBom(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

async function readsAsText(handle: FileHandle, size: number): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const { piece, last } of pieces(handle, size, 0)) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      if (/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(decoder.decode(piece, { stream: !last }))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Outlook keeps a message in the container of the old office formats; those themselves are not taken. */
async function outlookMessage(handle: FileHandle, size: number): Promise<FileKind> {
  await look(handle, size, [TEST_VIRUS]);
  for await (const { piece } of pieces(handle, size, SEAM)) if (piece.includes(OUTLOOK)) return "msg";
  throw new Unfit("old_office");
}

// Containers -------------------------------------------------------------------------------------------------------------------------------------

const MAIN_PARTS: readonly [type: string, kind: FileKind][] = [
  ["wordprocessingml.document.main+xml", "docx"],
  ["spreadsheetml.sheet.main+xml", "xlsx"],
  ["presentationml.presentation.main+xml", "pptx"],
];
const OPEN_DOCUMENTS: Readonly<Record<string, FileKind>> = {
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/vnd.oasis.opendocument.presentation": "odp",
};
const LONGEST_DIRECTORY = 1024 * 1024;
/** Parts that could hide a program are looked into by their first bytes, so many at most. */
const MOST_LOOKED_INTO = 500;
const HARMLESS = /\.(xml|rels|png|jpe?g|gif|emf|wmf|svg|ttf|odttf|vml|tiff?|rdf|txt|bmp|webp|fntdata)$/i;

async function officeKind(path: string, size: number): Promise<FileKind> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    openZip(path, { lazyEntries: true, autoClose: false }, (error, opened) => (error ? reject(new Unfit("damaged")) : resolve(opened))),
  );
  try {
    const entries = await entriesOf(zip, size);
    if (entries.some(({ generalPurposeBitFlag }) => generalPurposeBitFlag & 1)) throw new Unfit("protected");
    if (entries.some(({ fileName }) => isMacroPart(fileName))) throw new Unfit("macros");
    const kind = await kindOfContainer(zip, entries);
    if (!kind) throw new Unfit("archive");
    let left = MOST_LOOKED_INTO;
    for (const entry of entries) {
      if (entry.fileName.endsWith("/") || HARMLESS.test(entry.fileName) || entry.uncompressedSize === 0 || left-- <= 0) continue;
      if (isProgram(await beginningOf(zip, entry, 8))) throw new Unfit("program");
    }
    return kind;
  } finally {
    zip.close();
  }
}

function entriesOf(zip: ZipFile, size: number): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    let unpacked = 0;
    if (zip.entryCount > MOST_ENTRIES) return reject(new Unfit("zip_bomb"));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      unpacked += entry.uncompressedSize;
      if (isZipBomb({ entries: entries.length, unpacked, size })) reject(new Unfit("zip_bomb"));
      else zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    // Paths that lead out, lengths that cannot be: yauzl refuses them by name.
    zip.on("error", () => reject(new Unfit("damaged")));
    zip.readEntry();
  });
}

async function kindOfContainer(zip: ZipFile, entries: readonly Entry[]): Promise<FileKind | null> {
  const types = entries.find(({ fileName }) => fileName === "[Content_Types].xml");
  if (types) {
    const text = (await beginningOf(zip, types, LONGEST_DIRECTORY)).toString("utf8");
    if (/macroEnabled|vbaProject/i.test(text)) throw new Unfit("macros");
    return MAIN_PARTS.find(([type]) => text.includes(type))?.[1] ?? null;
  }
  const mime = entries[0]?.fileName === "mimetype" ? entries[0] : undefined;
  return mime ? (OPEN_DOCUMENTS[(await beginningOf(zip, mime, 200)).toString("latin1").trim()] ?? null) : null;
}

/** The first bytes of an entry, unpacked no further than that. */
function beginningOf(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new Unfit("damaged"));
      const chunks: Buffer[] = [];
      let length = 0;
      const done = () => resolve(Buffer.concat(chunks).subarray(0, most));
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length < most) return;
        done();
        stream.destroy();
      });
      stream.on("end", done);
      stream.on("error", () => reject(new Unfit("damaged")));
    });
  });
}

// Bytes ------------------------------------------------------------------------------------------------------------------------------------------

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The file piece by piece; each begins with the last `seam` bytes of the one before. */
async function* pieces(handle: FileHandle, size: number, seam: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  const buffer = Buffer.allocUnsafe(STRETCH + seam);
  let kept = 0;
  for (let position = 0; position < size; ) {
    const { bytesRead } = await handle.read(buffer, kept, STRETCH, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const filled = kept + bytesRead;
    yield { piece: buffer.subarray(0, filled), last: position >= size };
    kept = Math.min(seam, filled);
    buffer.copyWithin(0, filled - kept, filled);
  }
}

async function look(handle: FileHandle, size: number, words: readonly SearchedWord[]): Promise<void> {
  for await (const { piece } of pieces(handle, size, SEAM)) {
    for (const [word, verdict] of words) if (piece.includes(word)) throw new Unfit(verdict);
  }
}

const LONGEST_END = 22 + 65_535;

/** Whether the file can also be opened as a ZIP: the directory's end record closes exactly with the file. */
async function endsAsZip(handle: FileHandle, size: number): Promise<boolean> {
  const start = Math.max(0, size - LONGEST_END);
  const tail = await readAt(handle, start, size - start);
  for (
    let at = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf("PK\u0005\u0006", at - 1, "latin1")
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}
