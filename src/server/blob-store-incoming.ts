import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { StagedFile } from "./blob-store";
import { organizationFolder, uploadFile } from "./blob-store-names";
import { evidenceSettings } from "./env";

/** Files on their way in: each upload is one file to which bytes are added, beside the store and never read by anybody else. */

const STRETCH = 512 * 1024;

function folderOf(organizationId: string): string {
  return path.join(/* turbopackIgnore: true */ evidenceSettings().folder, organizationFolder(organizationId), "incoming");
}

/** Where the bytes of an upload lie. */
export function incomingPath(organizationId: string, uploadId: string): string {
  return path.join(/* turbopackIgnore: true */ folderOf(organizationId), uploadFile(uploadId));
}

/** How many bytes of an upload are there; 0 where nothing is. */
export async function incomingSize(organizationId: string, uploadId: string): Promise<number> {
  const found = await stat(incomingPath(organizationId, uploadId)).catch(absentAsNull);
  return found?.size ?? 0;
}

export interface Appended {
  /** How many bytes were added and lie safely on the disk. */
  written: number;
  /** What broke the stream off; null where it came to its end. */
  broken: Error | null;
}

/**
 * Writes the bytes of a request behind the first `offset` ones, no more than `most`, holding a single piece of them in memory at a time. A broken stream
 * keeps what arrived. Throws what `tooMuch` makes as soon as more than `most` arrives; nothing of it counts then.
 */
export async function appendIncoming(
  organizationId: string,
  uploadId: string,
  body: ReadableStream<Uint8Array>,
  { offset, most, signal, tooMuch }: { offset: number; most: number; signal: AbortSignal; tooMuch: () => Error },
): Promise<Appended> {
  await mkdir(folderOf(organizationId), { recursive: true, mode: 0o700 });
  const handle = await open(incomingPath(organizationId, uploadId), offset === 0 ? "w" : "r+", 0o600);
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  let written = 0;
  let broken: Error | null = null;
  try {
    for (;;) {
      let piece: ReadableStreamReadResult<Uint8Array>;
      try {
        signal.throwIfAborted();
        piece = await reader.read();
        signal.throwIfAborted();
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
        break;
      }
      if (piece.done) break;
      if (written + piece.value.byteLength > most) throw tooMuch();
      await writeWhole(handle, piece.value, offset + written);
      written += piece.value.byteLength;
    }
    await handle.truncate(offset + written);
    await handle.datasync();
  } finally {
    signal.removeEventListener("abort", stop);
    reader.cancel().catch(() => {});
    await handle.close();
  }
  return { written, broken };
}

/** All of it, or what the system says: a disk that fills up takes a part without a word and refuses only the next. */
async function writeWhole(handle: FileHandle, piece: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < piece.byteLength; ) {
    const { bytesWritten } = await handle.write(piece, done, piece.byteLength - done, position + done);
    done += bytesWritten;
  }
}

/**
 * A copy of an upload that nobody adds to any more, with its hash, which is computed while it is copied: what is then looked at, stored and named is the
 * same to the byte. Null where the upload's bytes are gone. Remove it with `removeStaged` unless the store took it.
 */
export async function stageIncoming(organizationId: string, uploadId: string): Promise<StagedFile | null> {
  const source = await open(incomingPath(organizationId, uploadId), "r").catch(absentAsNull);
  if (!source) return null;
  const target = path.join(/* turbopackIgnore: true */ folderOf(organizationId), `${randomUUID()}.staged`);
  try {
    const copy = await open(target, "wx", 0o600);
    try {
      const hash = createHash("sha256");
      const buffer = Buffer.allocUnsafe(STRETCH);
      let size = 0;
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, STRETCH, size);
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await writeWhole(copy, piece, size);
        size += bytesRead;
      }
      await copy.sync();
      return { path: target, hash: hash.digest("hex"), size };
    } finally {
      await copy.close();
    }
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await source.close();
  }
}

export async function removeStaged(file: StagedFile): Promise<void> {
  await rm(file.path, { force: true });
}

export async function removeIncoming(organizationId: string, uploadId: string): Promise<void> {
  await rm(incomingPath(organizationId, uploadId), { force: true });
}

/** Removes what lies in the way in and was not touched since `before`: uploads that were given up, copies of a process that ended. Says how many. */
export async function sweepIncoming(organizationId: string, before: Date): Promise<number> {
  const folder = folderOf(organizationId);
  let removed = 0;
  for (const name of (await readdir(folder).catch(absentAsNull)) ?? []) {
    if (!/\.(part|staged)$/.test(name)) continue;
    const file = path.join(/* turbopackIgnore: true */ folder, name);
    const found = await stat(file).catch(absentAsNull);
    if (!found || found.mtime >= before) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

function absentAsNull(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
