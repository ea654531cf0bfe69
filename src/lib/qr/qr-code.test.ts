import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkWords, formatBits, type QrModules, qrModules, versionBits } from "./qr-code";
import { qrPng, qrSvg } from "./qr-picture";

describe("QR code", () => {
  it("computes the check words, format and version bits of the standard's own examples", () => {
    const hello = Uint8Array.from([32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]);
    expect([...checkWords(hello, 10)]).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
    expect(formatBits(0).toString(2).padStart(15, "0")).toBe("101010000010010");
    expect(formatBits(5).toString(2).padStart(15, "0")).toBe("100000011001110");
    expect(versionBits(7).toString(2).padStart(18, "0")).toBe("000111110010010100");
  });

  it.each([1, 14, 15, 26, 42, 62, 84, 106, 107, 122, 152, 180, 181, 213])("%i bytes are read back", (length) => {
    const text = Array.from({ length }, (_, at) => "https://register.example/copies/0123"[at % 36]).join("");
    const modules = qrModules(text)!;
    expect(modules.every((row) => row.length === modules.length)).toBe(true);
    expect(read(modules)).toBe(text);
  });

  it("takes UTF-8, and nothing that is longer than it can hold", () => {
    expect(read(qrModules("Gültig? 有")!)).toBe("Gültig? 有");
    expect(qrModules("x".repeat(214))).toBeNull();
  });

  it("draws the same picture as SVG and as PNG, with a quiet zone", () => {
    const modules = qrModules("https://register.example")!;
    const size = modules.length + 8;
    const svg = qrSvg(modules);
    const fromSvg = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
    for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
      for (let at = 0; at < Number(width); at += 1) fromSvg[Number(y)]![Number(x) + at] = true;
    const png = qrPng(modules, 1);
    const pixels = inflateSync(png.subarray(png.indexOf("IDAT") + 4, png.indexOf("IEND") - 8));
    const fromPng = fromSvg.map((row, y) => row.map((_, x) => pixels[y * (size + 1) + 1 + x] === 0));
    expect(fromPng).toEqual(fromSvg);
    expect(fromSvg.slice(4, -4).map((row) => row.slice(4, -4))).toEqual(modules.map((row) => [...row]));
    expect(fromSvg.flat().filter(Boolean).length).toBe(modules.flat().filter(Boolean).length);
  });
});

const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const CENTRES = [[], [18], [22], [26], [30], [34], [22, 38], [24, 42], [26, 46], [28, 50]];

/** A reader written from the standard's side: format, mask, zigzag, blocks, the remainder of each, text. */
function read(modules: QrModules): string {
  const size = modules.length;
  const version = (size - 17) / 4;
  const dark = (y: number, x: number) => (modules[y]![x] ? 1 : 0);
  let format = 0;
  for (const [y, x] of [
    [8, 0],
    [8, 1],
    [8, 2],
    [8, 3],
    [8, 4],
    [8, 5],
    [8, 7],
    [8, 8],
    [7, 8],
    [5, 8],
    [4, 8],
    [3, 8],
    [2, 8],
    [1, 8],
    [0, 8],
  ] as const)
    format = 2 * format + dark(y, x);
  let second = 0;
  for (let at = 0; at < 7; at += 1) second = 2 * second + dark(size - 1 - at, 8);
  for (let at = 0; at < 8; at += 1) second = 2 * second + dark(8, size - 8 + at);
  expect(second).toBe(format);
  expect(dark(size - 8, 8)).toBe(1);
  const mask = ((format ^ 0x5412) >> 10) & 7;
  expect((format ^ 0x5412) >> 13).toBe(0);
  const masked = (y: number, x: number) =>
    [
      (y + x) % 2,
      y % 2,
      x % 3,
      (y + x) % 3,
      ((y >> 1) + Math.floor(x / 3)) % 2,
      ((y * x) % 2) + ((y * x) % 3),
      (((y * x) % 2) + ((y * x) % 3)) % 2,
      (((y + x) % 2) + ((y * x) % 3)) % 2,
    ][mask] === 0;
  const centres = version > 1 ? [6, ...CENTRES[version - 1]!] : [];
  const fixed = (y: number, x: number) => {
    if ((y < 9 && x < 9) || (y < 9 && x >= size - 8) || (y >= size - 8 && x < 9) || y === 6 || x === 6) return true;
    if (version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11))) return true;
    return centres.some((cy) =>
      centres.some((cx) => {
        const corner = (cy === 6 && cx === 6) || (cy === 6 && cx === size - 7) || (cy === size - 7 && cx === 6);
        return !corner && Math.abs(y - cy) <= 2 && Math.abs(x - cx) <= 2;
      }),
    );
  };
  const bits: number[] = [];
  let up = true;
  for (let x = size - 1; x > 0; x -= 2) {
    if (x === 6) x = 5;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const column of [x, x - 1]) if (!fixed(y, column)) bits.push(dark(y, column) ^ (masked(y, column) ? 1 : 0));
    }
    up = !up;
  }
  const words = Array.from({ length: bits.length >> 3 }, (_, at) => Number.parseInt(bits.slice(8 * at, 8 * at + 8).join(""), 2));
  const [blocks, check] = [BLOCKS[version - 1]!, CHECKS[version - 1]!];
  const dataLength = words.length - blocks * check;
  const short = Math.floor(dataLength / blocks);
  const parts = Array.from({ length: blocks }, (_, block) => ({
    length: short + (block >= blocks - (dataLength % blocks) ? 1 : 0),
    words: [] as number[],
  }));
  let next = 0;
  for (let at = 0; at <= short; at += 1) for (const part of parts) if (at < part.length) part.words.push(words[next++]!);
  const checks = parts.map(() => [] as number[]);
  for (let at = 0; at < check; at += 1) for (const part of checks) part.push(words[next++]!);
  for (const [at, part] of parts.entries()) expect([...checkWords(Uint8Array.from(part.words), check)]).toEqual(checks[at]);
  const data = parts.flatMap((part) => part.words).flatMap((word) => [...word.toString(2).padStart(8, "0")].map(Number));
  const take = (count: number) => Number.parseInt(data.splice(0, count).join(""), 2);
  expect(take(4)).toBe(0b0100);
  const length = take(version < 10 ? 8 : 16);
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from({ length }, () => take(8)));
}
