import type { FileHandle } from "node:fs/promises";
import type { FileKind } from "@/domain/evidence-file";

const MOST_SEGMENTS = 2_000;

/** How many pixels a picture says it has, from its header; null where it has none, so that it is no picture. */
export async function pixelsOf(handle: FileHandle, kind: FileKind, head: Buffer, size: number): Promise<number | null> {
  switch (kind) {
    case "png":
      return ofPng(head);
    case "gif":
      return ofGif(head);
    case "webp":
      return ofWebp(head);
    case "jpeg":
      return ofJpeg(handle, size);
    default:
      return null;
  }
}

function product(width: number, height: number): number | null {
  return width > 0 && height > 0 ? width * height : null;
}

function ofPng(head: Buffer): number | null {
  if (head.length < 33 || head.toString("latin1", 12, 16) !== "IHDR") return null;
  return product(head.readUInt32BE(16), head.readUInt32BE(20));
}

/** The screen, its colours, and then a block: what a file that only claims to be a picture does not have. */
function ofGif(head: Buffer): number | null {
  if (head.length < 14) return null;
  const flags = head[10]!;
  const first = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  if (head[first] !== 0x21 && head[first] !== 0x2c) return null;
  return product(head.readUInt16LE(6), head.readUInt16LE(8));
}

function ofWebp(head: Buffer): number | null {
  if (head.length < 30) return null;
  switch (head.toString("latin1", 12, 16)) {
    case "VP8X":
      return product(head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1);
    case "VP8L": {
      const bits = head.readUInt32LE(21);
      return head[20] === 0x2f ? product((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1) : null;
    }
    case "VP8 ":
      return product(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff);
    default:
      return null;
  }
}

/** Walks from segment to segment to the frame, however much stands before it. */
async function ofJpeg(handle: FileHandle, size: number): Promise<number | null> {
  const segment = Buffer.alloc(10);
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS && at + 4 <= size; count += 1) {
    const { bytesRead } = await handle.read(segment, 0, 10, at);
    if (bytesRead < 4 || segment[0] !== 0xff) return null;
    const marker = segment[1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return bytesRead < 9 ? null : product(segment.readUInt16BE(7), segment.readUInt16BE(5));
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 0 : segment.readUInt16BE(2));
  }
  return null;
}
