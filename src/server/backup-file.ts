import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { createGunzip } from "node:zlib";

/**
 * The file of a backup, as docs/backup.md describes it: a first line, then frames (one letter, four bytes of length, content), read and written as a
 * stream. A part is a table or a file; its end says how many bytes it had and their SHA-256; the last frame holds the SHA-256 of everything else before it, so
 * that every byte of the file stands under one of the hashes.
 */
export const FIRST_LINE = "GOLDTHREAD BACKUP 1\n";

const HEADER = "H";
const PART = "P";
const DATA = "D";
const END = "E";
const MANIFEST = "M";
const CLOSING = "Z";

/** Small pieces are gathered to this size before they go out. */
const PIECE = 512 * 1024;
const LARGEST_FRAME = 64 * 1024 * 1024;

export interface BackupHeader {
  format: "goldthread-backup";
  version: 1;
  madeAt: string;
  /** Those that the database had, with the SHA-256 of their files: the state in which the tables are read back. */
  migrations: { name: string; checksum: string }[];
  /** Whether the stored files are in it; the scheduled dumps of the embedded database leave them where they are. */
  evidence: boolean;
  /** Whether the private key that signs checkpoints is in it. */
  keys: boolean;
}

/** `table`: rows in the text format of PostgreSQL's COPY. `blob`: a stored file by organisation and SHA-256. `file`: a file of the data folder. */
export type PartHead =
  | { kind: "table"; name: string; columns: string[] }
  | { kind: "blob"; organizationId: string; hash: string }
  | { kind: "file"; path: string };

type PartEnd = { bytes: number; sha256: string; rows?: number };

export interface BackupManifest {
  parts: (PartHead & PartEnd)[];
  /** Stored files that the register names and the store did not hold intact when the backup was made. */
  missing: { organizationId: string; hash: string; state: "missing" | "changed" }[];
}

/** Damaged, cut off, or not one of ours; the message says which, for a person. */
export class BackupUnreadable extends Error {}

export class BackupWriter {
  readonly #whole = createHash("sha256");
  readonly #parts: BackupManifest["parts"] = [];
  #part: { head: PartHead; hash: Hash; bytes: number; rows: number } | null = null;
  /** What is gathered, copied: the client uses the memory of a row again for the next. */
  readonly #piece = Buffer.allocUnsafe(PIECE);
  #gathered = 0;
  #failed: Error | null = null;
  #waiting: Promise<void> | null = null;

  constructor(private readonly out: Writable) {
    out.on("error", (error: Error) => {
      this.#failed = error;
    });
  }

  begin(header: BackupHeader): void {
    this.#whole.update(FIRST_LINE);
    this.#send(Buffer.from(FIRST_LINE));
    this.#frame(HEADER, Buffer.from(JSON.stringify(header)));
  }

  part(head: PartHead): void {
    this.#part = { head, hash: createHash("sha256"), bytes: 0, rows: 0 };
    this.#frame(PART, Buffer.from(JSON.stringify(head)));
  }

  /** Adds to the open part. `rows`: how many rows of a table end in it. */
  data(piece: Uint8Array, rows = 0): void {
    this.#part!.rows += rows;
    for (let from = 0; from < piece.length; ) {
      const count = Math.min(piece.length - from, PIECE - this.#gathered);
      this.#piece.set(piece.subarray(from, from + count), this.#gathered);
      this.#gathered += count;
      from += count;
      if (this.#gathered === PIECE) this.#flush();
    }
  }

  /** Whether more is waiting than the disk takes; then `room` should be awaited before the next piece. */
  get full(): boolean {
    return this.out.writableNeedDrain;
  }

  async room(): Promise<void> {
    if (this.#failed) throw this.#failed;
    if (!this.out.writableNeedDrain) return;
    // However many wait, they wait for the same.
    this.#waiting ??= new Promise<void>((resolve, reject) => {
      const done = () => {
        this.out.off("drain", done);
        this.out.off("error", done);
        this.#waiting = null;
        if (this.#failed) reject(this.#failed);
        else resolve();
      };
      this.out.on("drain", done);
      this.out.on("error", done);
    });
    return this.#waiting;
  }

  endPart(): PartEnd {
    this.#flush();
    const { head, hash, bytes, rows } = this.#part!;
    const end: PartEnd = { bytes, sha256: hash.digest("hex"), ...(head.kind === "table" ? { rows } : {}) };
    this.#frame(END, Buffer.from(JSON.stringify(end)));
    this.#parts.push({ ...head, ...end });
    this.#part = null;
    return end;
  }

  /** Manifest and closing hash; resolves when everything was handed to the stream and it has ended. */
  async finish(missing: BackupManifest["missing"]): Promise<BackupManifest> {
    const manifest: BackupManifest = { parts: this.#parts, missing };
    this.#frame(MANIFEST, Buffer.from(JSON.stringify(manifest)));
    const digest = this.#whole.copy().digest("hex");
    this.#frame(CLOSING, Buffer.from(digest));
    await this.room();
    await new Promise<void>((resolve, reject) => {
      this.out.on("error", reject);
      this.out.end(() => resolve());
    });
    if (this.#failed) throw this.#failed;
    return manifest;
  }

  #flush(): void {
    if (this.#gathered === 0) return;
    // The stream keeps it until it is written, so it gets a copy of its own.
    const data = Buffer.from(this.#piece.subarray(0, this.#gathered));
    this.#gathered = 0;
    const part = this.#part!;
    part.bytes += data.length;
    part.hash.update(data);
    this.#frame(DATA, data);
  }

  #frame(kind: string, content: Buffer): void {
    const head = Buffer.allocUnsafe(5);
    head.write(kind, 0, "latin1");
    head.writeUInt32BE(content.length, 1);
    this.#whole.update(head);
    // The content of a part stands under the hash of the part, which its end names.
    if (kind !== DATA) this.#whole.update(content);
    this.#send(head);
    this.#send(content);
  }

  #send(bytes: Buffer): void {
    if (!this.#failed) this.out.write(bytes);
  }
}

/** What a reader is told, in the order of the file. */
type BackupEvent =
  | { kind: "header"; header: BackupHeader }
  | { kind: "part"; head: PartHead }
  | { kind: "data"; piece: Buffer }
  | { kind: "end"; head: PartHead; end: PartEnd }
  | { kind: "manifest"; manifest: BackupManifest };

const DAMAGED = "The backup is damaged";

/**
 * Reads a backup from its file, packed by gzip or not, and holds everything in it against its hashes on the way. Whoever acts on what it yields must know
 * the file whole already ({@link checkBackup}): that it is cut off shows only at its end. Throws BackupUnreadable.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupEvent> {
  const bytes = new Bytes(await openFile(file));
  const whole = createHash("sha256");
  const take = async (count: number) => {
    const piece = await bytes.take(count);
    if (!piece) throw new BackupUnreadable(`${DAMAGED}: it ends in the middle. Nothing was restored.`);
    return piece;
  };
  try {
    const first = await bytes.take(FIRST_LINE.length);
    if (!first?.toString("latin1").startsWith("GOLDTHREAD BACKUP ")) throw new BackupUnreadable("This file is no backup of Goldthread.");
    if (first.toString("latin1") !== FIRST_LINE)
      throw new BackupUnreadable(
        "The format of this backup is not known here. Restore it with the Goldthread that made it, or a newer one.",
      );
    whole.update(first);
    let part: { head: PartHead; hash: Hash; bytes: number; rows: number } | null = null;
    const parts: BackupManifest["parts"] = [];
    let begun = false;
    let told = false;
    for (;;) {
      const head = await take(5);
      const kind = head.toString("latin1", 0, 1);
      const length = head.readUInt32BE(1);
      if (length > LARGEST_FRAME) throw new BackupUnreadable(`${DAMAGED}: a piece of it has no possible length. Nothing was restored.`);
      const content = await take(length);
      if (kind === CLOSING) {
        if (!told || content.toString("latin1") !== whole.digest("hex"))
          throw new BackupUnreadable(`${DAMAGED}: its content does not fit the hash at its end. Nothing was restored.`);
        if (await bytes.take(1)) throw new BackupUnreadable(`${DAMAGED}: something follows after its end. Nothing was restored.`);
        return;
      }
      whole.update(head);
      if (kind !== DATA) whole.update(content);
      if (kind === HEADER && !begun) {
        begun = true;
        yield { kind: "header", header: headerOf(content) };
      } else if (kind === PART && begun && !part && !told) {
        part = { head: json<PartHead>(content), hash: createHash("sha256"), bytes: 0, rows: 0 };
        yield { kind: "part", head: part.head };
      } else if (kind === DATA && part) {
        part.hash.update(content);
        part.bytes += content.length;
        if (part.head.kind === "table") part.rows += linesIn(content);
        yield { kind: "data", piece: content };
      } else if (kind === END && part) {
        const end = json<PartEnd>(content);
        const rowsFit = part.head.kind !== "table" || end.rows === part.rows;
        if (end.bytes !== part.bytes || end.sha256 !== part.hash.digest("hex") || !rowsFit)
          throw new BackupUnreadable(`${DAMAGED}: ${nameOf(part.head)} does not fit its hash. Nothing was restored.`);
        parts.push({ ...part.head, ...end });
        yield { kind: "end", head: part.head, end };
        part = null;
      } else if (kind === MANIFEST && begun && !part && !told) {
        told = true;
        const manifest = json<BackupManifest>(content);
        if (JSON.stringify(manifest.parts) !== JSON.stringify(parts))
          throw new BackupUnreadable(`${DAMAGED}: its parts are not those that its list names. Nothing was restored.`);
        yield { kind: "manifest", manifest };
      } else throw new BackupUnreadable(`${DAMAGED}: its parts do not follow each other as they should. Nothing was restored.`);
    }
  } finally {
    bytes.close();
  }
}

/** Reads the whole file and says what is in it. Throws BackupUnreadable for a file that is damaged, cut off or none of ours; nothing else is touched. */
export async function checkBackup(file: string): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  let header: BackupHeader | null = null;
  let manifest: BackupManifest | null = null;
  for await (const event of readBackup(file)) {
    if (event.kind === "header") header = event.header;
    if (event.kind === "manifest") manifest = event.manifest;
  }
  return { header: header!, manifest: manifest! };
}

/** How a part is called in messages. */
function nameOf(head: PartHead): string {
  if (head.kind === "table") return `the table ${head.name}`;
  return head.kind === "blob" ? `the stored file ${head.hash}` : `the file ${head.path}`;
}

function linesIn(content: Buffer): number {
  let lines = 0;
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, at + 1)) lines += 1;
  return lines;
}

function json<T>(content: Buffer): T {
  try {
    return JSON.parse(content.toString("utf8")) as T;
  } catch {
    throw new BackupUnreadable(`${DAMAGED}: a part of it cannot be read. Nothing was restored.`);
  }
}

function headerOf(content: Buffer): BackupHeader {
  const header = json<BackupHeader>(content);
  if (header.format !== "goldthread-backup" || header.version !== 1 || !Array.isArray(header.migrations))
    throw new BackupUnreadable("The format of this backup is not known here. Restore it with the Goldthread that made it, or a newer one.");
  return header;
}

async function openFile(file: string): Promise<Readable> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    throw new BackupUnreadable(error.code === "ENOENT" ? `There is no file ${file}.` : `The file ${file} cannot be read: ${error.message}`);
  });
  let packed: boolean;
  try {
    const magic = Buffer.alloc(2);
    const { bytesRead } = await handle.read(magic, 0, 2, 0);
    packed = bytesRead === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } catch (error) {
    throw new BackupUnreadable(`The file ${file} cannot be read: ${(error as Error).message}`);
  } finally {
    await handle.close();
  }
  const stream = createReadStream(file, { highWaterMark: PIECE });
  if (!packed) return stream;
  const unpacked = createGunzip({ chunkSize: PIECE });
  stream.on("error", (error) => unpacked.destroy(error));
  unpacked.on("close", () => stream.destroy());
  return stream.pipe(unpacked);
}

/** So many bytes at a time, however the stream cuts them. */
class Bytes {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #size = 0;

  constructor(private readonly stream: Readable) {
    this.#pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next `count` bytes; null where there are fewer. */
  async take(count: number): Promise<Buffer | null> {
    while (this.#size < count) {
      let next: IteratorResult<Buffer>;
      try {
        next = await this.#pieces.next();
      } catch {
        throw new BackupUnreadable(`${DAMAGED}: it cannot be unpacked or read to its end. Nothing was restored.`);
      }
      if (next.done) return null;
      this.#held.push(next.value);
      this.#size += next.value.length;
    }
    const all = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held, this.#size);
    this.#held = count < all.length ? [all.subarray(count)] : [];
    this.#size = all.length - count;
    return all.subarray(0, count);
  }

  close(): void {
    this.stream.destroy();
  }
}
