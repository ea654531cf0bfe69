import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createEvidence } from "@/features/evidence/mutations";
import { newEvidence } from "@/features/evidence/schema";
import { receivePiece, startUpload } from "@/features/evidence/uploads";
import type { Access } from "@/server/access";

interface Bench {
  access: Access;
  /** A line of the table that is no time. */
  add: (line: { what: string; size: string; ours: string; baseline: string; ratio: string; aim: string }) => void;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

const MEGABYTE = 1024 * 1024;
const SIZE = 200 * MEGABYTE;
const REQUEST = 4 * MEGABYTE;
/** As pieces come from a socket. */
const PIECE = 64 * 1024;

/** The bytes of a request as they arrive: one buffer over and over, so that what grows is ours. */
function body(bytes: number, first: boolean): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      const piece = new Uint8Array(Math.min(PIECE, left)).fill(0x25);
      if (first && left === bytes) piece.set(Buffer.from("%PDF-1.7\n"));
      left -= piece.length;
      controller.enqueue(piece);
    },
  });
}

/**
 * A file of 200 MB through the whole way in (pieces, the look at its content, the copy with its hash, the record), against writing the same stream to a
 * file while hashing it. How much the process grew meanwhile is the other line.
 */
export async function benchEvidence({ access, add, record }: Bench): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-bench-"));
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = folder;
  try {
    // Once small, so that what is loaded on first use is not counted.
    await bringIn(access, 2 * REQUEST);
    globalThis.gc?.();
    const start = process.memoryUsage().rss;
    let peak = start;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const began = performance.now();
    await bringIn(access, SIZE);
    const ours = performance.now() - began;
    clearInterval(watch);
    const bare = await bareWrite(path.join(folder, "bare"));
    record("Evidence of 200 MB: pieces, look, hash, store, record", "200 MB", ours, bare, "");
    const grown = `${((peak - start) / MEGABYTE).toFixed(0)} MB`;
    add({ what: "Evidence of 200 MB: growth of the process", size: "200 MB", ours: grown, baseline: "-", ratio: "-", aim: "<= 32 MB" });
  } finally {
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bringIn(access: Access, size: number): Promise<void> {
  const { id } = await startUpload(access, { name: "bench.pdf", size });
  for (let at = 0; at < size; at += REQUEST) await receivePiece(access, id, at, body(Math.min(REQUEST, size - at), at === 0));
  await createEvidence(access, newEvidence.parse({ title: "Bench", type: "record", dated: "2026-01-02", origin: "Bench", uploadId: id }));
}

async function bareWrite(file: string): Promise<number> {
  const began = performance.now();
  const handle = await open(file, "w");
  const hash = createHash("sha256");
  for (let at = 0; at < SIZE; at += REQUEST) {
    for await (const piece of body(REQUEST, at === 0) as unknown as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      await handle.write(piece);
    }
  }
  await handle.sync();
  await handle.close();
  hash.digest("hex");
  return performance.now() - began;
}
