import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { CENTRAL, CENTRAL_SIZE, centralHeader, END, END_SIZE, endRecord, LOCAL, LOCAL_SIZE, localHeader } from "./format";

/** Why a ZIP is not read, in one word; `entry` where one file of it is to blame. */
export type ZipFault =
  | "no_zip"
  | "truncated"
  | "damaged"
  | "too_many"
  | "encrypted"
  | "method"
  | "path"
  | "twice"
  | "overlap"
  | "too_large"
  | "link";

export class ZipProblem extends Error {
  constructor(
    readonly fault: ZipFault,
    readonly entry: string | null = null,
  ) {
    super(entry === null ? fault : `${fault}: ${entry}`);
  }
}

/** Bytes from anywhere, by place. `read` gives exactly what was asked for, or less at the end. */
export interface ByteSource {
  size: number;
  read(offset: number, length: number): Promise<Buffer>;
}

export interface ZipEntry {
  path: string;
  size: number;
}

interface Entry extends ZipEntry {
  packed: number;
  deflated: boolean;
  crc: number;
  offset: number;
  dataAt: number;
  directory: Buffer;
}

const LONGEST_COMMENT = 0xffff;
const LARGEST_DIRECTORY = 64 * 1024 * 1024;
/** Deflate makes at most 1,032 bytes of one; what grows like that is no evidence, it is a bomb. */
const MOST_GROWTH = 200;
const MAY_GROW = 16 * 1024 * 1024;
const STRETCH = 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x2041;

/**
 * Opens a ZIP without trusting it: every size is checked before anything is read, paths that lead elsewhere, files that overlap, come twice, are
 * links or encrypted are refused with ZipProblem. `ours` tells whether the container is, byte for byte, the one our own writer makes of these files.
 */
export class ZipArchive {
  private constructor(
    private readonly source: ByteSource,
    private readonly files: ReadonlyMap<string, Entry>,
    /** False: another program packed it, or somebody touched a header. */
    readonly ours: boolean,
  ) {}

  get entries(): ZipEntry[] {
    return [...this.files.values()].map(({ path, size }) => ({ path, size }));
  }

  static async open(source: ByteSource): Promise<ZipArchive> {
    const { at, count, size, offset, comment } = await findEnd(source);
    if (size > LARGEST_DIRECTORY) throw new ZipProblem("too_many");
    const directory = await exactly(source, offset, size);
    const files = new Map<string, Entry>();
    let position = 0;
    for (let index = 0; index < count; index += 1) {
      const entry = entryAt(directory, position);
      position += entry.directory.length;
      const { path } = entry;
      // Folders have no content of their own.
      if (path.endsWith("/") && entry.size === 0) continue;
      refusePath(path);
      if (files.has(path)) throw new ZipProblem("twice", path);
      files.set(path, entry);
    }
    if (position !== size) throw new ZipProblem("damaged");
    let ours = comment === 0 && offset + size === at && files.size === count;
    const tail = await exactly(source, at, END_SIZE);
    ours &&= tail.equals(endRecord(count, size, offset));
    const ordered = [...files.values()].sort((a, b) => a.offset - b.offset);
    let free = 0;
    for (const entry of ordered) {
      if (entry.offset < free) throw new ZipProblem("overlap", entry.path);
      const local = await exactly(source, entry.offset, LOCAL_SIZE + Buffer.byteLength(entry.path));
      if (local.readUInt32LE(0) !== LOCAL) throw new ZipProblem("damaged", entry.path);
      if (local.subarray(LOCAL_SIZE, LOCAL_SIZE + local.readUInt16LE(26)).toString("utf8") !== entry.path)
        throw new ZipProblem("damaged", entry.path);
      entry.dataAt = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
      if (entry.dataAt + entry.packed > offset) throw new ZipProblem("damaged", entry.path);
      const { path: name, crc, size: length } = entry;
      ours &&= entry.offset === free && !entry.deflated && local.equals(localHeader({ name, crc, size: length }));
      ours &&= entry.directory.equals(centralHeader({ name, crc, size: length, offset: entry.offset }));
      free = entry.dataAt + entry.packed;
    }
    ours &&= free === offset;
    // The order of the directory is that of the files.
    ours &&= [...files.keys()].every((path, index) => ordered[index]?.path === path);
    return new ZipArchive(source, files, ours);
  }

  /** The bytes of a file, piece by piece. Its checksum is not computed: whoever reads a pack holds the bytes against a SHA-256. Throws ZipProblem when its packed form is damaged or holds more or less than it says. */
  async *read(path: string): AsyncGenerator<Buffer> {
    const entry = this.files.get(path);
    if (!entry) throw new ZipProblem("damaged", path);
    let size = 0;
    try {
      for await (const chunk of entry.deflated ? inflated(this.#packed(entry)) : this.#packed(entry)) {
        size += chunk.length;
        if (size > entry.size) break;
        yield chunk;
      }
    } catch (error) {
      if (error instanceof ZipProblem) throw error;
      throw new ZipProblem("damaged", path);
    }
    if (size !== entry.size) throw new ZipProblem("damaged", path);
  }

  async *#packed(entry: Entry): AsyncGenerator<Buffer> {
    const end = entry.dataAt + entry.packed;
    for (let at = entry.dataAt; at < end; at += STRETCH) yield exactly(this.source, at, Math.min(STRETCH, end - at));
  }
}

function inflated(packed: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  const inflate = createInflateRaw();
  const source = Readable.from(packed);
  source.on("error", (error) => inflate.destroy(error));
  return source.pipe(inflate) as AsyncIterable<Buffer>;
}

async function exactly(source: ByteSource, offset: number, length: number): Promise<Buffer> {
  if (offset < 0 || offset + length > source.size) throw new ZipProblem("truncated");
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw new ZipProblem("truncated");
  return bytes;
}

async function findEnd(source: ByteSource) {
  if (source.size < END_SIZE) throw new ZipProblem(source.size === 0 ? "no_zip" : "truncated");
  const start = Math.max(0, source.size - END_SIZE - LONGEST_COMMENT);
  const tail = await exactly(source, start, source.size - start);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END || tail.readUInt16LE(at + 20) !== tail.length - at - END_SIZE) continue;
    const count = tail.readUInt16LE(at + 10);
    const size = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 8) !== count || offset + size > start + at)
      throw new ZipProblem("damaged");
    return { at: start + at, count, size, offset, comment: tail.readUInt16LE(at + 20) };
  }
  const first = await exactly(source, 0, 4);
  throw new ZipProblem(first.readUInt32LE(0) === LOCAL ? "truncated" : "no_zip");
}

function entryAt(directory: Buffer, at: number): Entry {
  if (at + CENTRAL_SIZE > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new ZipProblem("damaged");
  const [nameLength, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
  const length = CENTRAL_SIZE + nameLength + extra + comment;
  if (at + length > directory.length) throw new ZipProblem("damaged");
  const path = directory.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength).toString("utf8");
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const [packed, size] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)];
  if (flags & ENCRYPTED) throw new ZipProblem("encrypted", path);
  if (method !== STORED && method !== DEFLATED) throw new ZipProblem("method", path);
  const kind = (directory.readUInt32LE(at + 38) / 0x10000) & 0o170000;
  if (kind === 0o120000) throw new ZipProblem("link", path);
  if (method === STORED && packed !== size) throw new ZipProblem("damaged", path);
  if (size > MAY_GROW && size > packed * MOST_GROWTH) throw new ZipProblem("too_large", path);
  return {
    path,
    size,
    packed,
    deflated: method === DEFLATED,
    crc: directory.readUInt32LE(at + 16),
    offset: directory.readUInt32LE(at + 42),
    dataAt: 0,
    directory: directory.subarray(at, at + length),
  };
}

function refusePath(path: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  const odd = path === "" || /[\u0000-\u001f\u007f\\:\ufffd]/.test(path) || path.startsWith("/");
  if (odd || path.split("/").some((part) => part === "" || part === "." || part === "..")) throw new ZipProblem("path", path.slice(0, 200));
}
