import { inflateSync } from "node:zlib";

/**
 * Fonts for the typesetter out of the @fontsource packages, which ship one WOFF file for each alphabet and call them all "Inter". The file is unpacked
 * to the plain font it wraps, under the family name that is given, so that a style can list the alphabets in order.
 */
export function unwrapFont(woff: Buffer, family: string): Buffer {
  if (woff.length < 44 || woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("Not a WOFF file");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + 20 * index;
    const tag = woff.toString("latin1", at, at + 4);
    const start = woff.readUInt32BE(at + 4);
    const packed = woff.subarray(start, start + woff.readUInt32BE(at + 8));
    const data = packed.length < woff.readUInt32BE(at + 12) ? inflateSync(packed) : packed;
    return { tag, checksum: woff.readUInt32BE(at + 16), data: tag === "name" ? nameTable(family) : data };
  });
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(2 ** power * 16, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = 12 + 16 * index;
    head.write(tag, at, "latin1");
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padding = (4 - (data.length % 4)) % 4;
    parts.push(data, Buffer.alloc(padding));
    offset += data.length + padding;
  }
  return Buffer.concat(parts);
}

/** Family, full name and PostScript name, for Windows in Unicode: all that a typesetter asks for. */
function nameTable(family: string): Buffer {
  const text = Buffer.from(family, "utf16le").swap16();
  const ids = [1, 4, 6];
  const head = Buffer.alloc(6 + 12 * ids.length);
  head.writeUInt16BE(ids.length, 2);
  head.writeUInt16BE(head.length, 4);
  for (const [index, id] of ids.entries()) {
    const at = 6 + 12 * index;
    for (const [place, value] of [3, 1, 0x409, id, text.length, 0].entries()) head.writeUInt16BE(value, at + 2 * place);
  }
  return Buffer.concat([head, text]);
}
