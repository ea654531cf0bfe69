import { deflateSync } from "node:zlib";
import type { QrModules } from "./qr-code";

/** Light modules around the code, as readers ask for. */
const QUIET = 4;

/** The code as a whole SVG document in black on white, one path. */
export function qrSvg(modules: QrModules): string {
  const size = modules.length + 2 * QUIET;
  const runs: string[] = [];
  for (const [y, row] of modules.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      runs.push(`M${start + QUIET} ${y + QUIET}h${x + 1 - start}v1h-${x + 1 - start}z`);
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${runs.join("")}" fill="#000"/></svg>`;
}

/** The code as a PNG of grey values, `scale` pixels for each module. */
export function qrPng(modules: QrModules, scale = 6): Buffer {
  const size = (modules.length + 2 * QUIET) * scale;
  const pixels = Buffer.alloc((size + 1) * size, 255);
  for (let y = 0; y < size; y += 1) {
    // Every line begins with the number of its filter: none.
    pixels[y * (size + 1)] = 0;
    const row = modules[Math.floor(y / scale) - QUIET];
    for (let x = 0; x < size; x += 1) if (row?.[Math.floor(x / scale) - QUIET]) pixels[y * (size + 1) + 1 + x] = 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(pixels, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
  }
  return ~crc >>> 0;
}
