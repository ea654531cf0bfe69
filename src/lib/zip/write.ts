import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { centralHeader, endRecord, LARGEST, localHeader, MOST_FILES, type StoredFile } from "./format";

/** More than a ZIP of the usual form can hold. */
export class TooLarge extends Error {}

export interface WrittenFile {
  path: string;
  size: number;
  sha256: string;
}

/**
 * Writes a ZIP of our form (format.ts) into an open, empty file. Each file streams through; what its header must say is put in afterwards, so nothing is
 * held in memory and nothing is read twice. `add` one after the other, then `finish`.
 */
export class ZipWriter {
  readonly #files: StoredFile[] = [];
  #at = 0;

  constructor(private readonly file: FileHandle) {}

  /** Adds a file. Throws TooLarge, and whatever its source throws. */
  async add(name: string, content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<WrittenFile> {
    if (this.#files.length === MOST_FILES) throw new TooLarge();
    const offset = this.#at;
    this.#at += localHeader({ name, crc: 0, size: 0 }).length;
    const hash = createHash("sha256");
    let crc = 0;
    let size = 0;
    for await (const chunk of chunksOf(content)) {
      hash.update(chunk);
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (this.#at + chunk.length > LARGEST) throw new TooLarge();
      await this.#put(chunk, this.#at);
      this.#at += chunk.length;
    }
    await this.#put(localHeader({ name, crc, size }), offset);
    this.#files.push({ name, crc, size, offset });
    return { path: name, size, sha256: hash.digest("hex") };
  }

  /** Writes the directory. Returns how many bytes the whole has. */
  async finish(): Promise<number> {
    const directory = Buffer.concat(this.#files.map(centralHeader));
    if (this.#at + directory.length > LARGEST) throw new TooLarge();
    await this.#put(Buffer.concat([directory, endRecord(this.#files.length, directory.length, this.#at)]), this.#at);
    return this.#at + directory.length + endRecord(0, 0, 0).length;
  }

  async #put(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  }
}

async function* chunksOf(content: string | Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (typeof content === "string") yield Buffer.from(content, "utf8");
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}
