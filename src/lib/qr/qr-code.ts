/**
 * QR codes of our own (ISO/IEC 18004, model 2): byte mode, error correction level M, versions 1 to 10, which hold up to 213 bytes. Enough for the address
 * under which a copy can be checked, and nothing of it leaves the house to be drawn.
 */

/** Rows of modules, true is dark; without the quiet zone around them. */
export type QrModules = readonly (readonly boolean[])[];

// Level M, by version: error correction codewords of a block, blocks, data codewords.
const VERSIONS = [
  { check: 10, blocks: 1, data: 16 },
  { check: 16, blocks: 1, data: 28 },
  { check: 26, blocks: 1, data: 44 },
  { check: 18, blocks: 2, data: 64 },
  { check: 24, blocks: 2, data: 86 },
  { check: 16, blocks: 4, data: 108 },
  { check: 18, blocks: 4, data: 124 },
  { check: 22, blocks: 4, data: 154 },
  { check: 22, blocks: 5, data: 182 },
  { check: 26, blocks: 5, data: 216 },
] as const;

const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const countBits = (version: number) => (version < 10 ? 8 : 16);

/** The smallest code that holds this text as UTF-8; null where version 10 is too small for it. */
export function qrModules(text: string): QrModules | null {
  const bytes = new TextEncoder().encode(text);
  const found = VERSIONS.findIndex(({ data }, index) => 4 + countBits(index + 1) + 8 * bytes.length <= 8 * data);
  if (found < 0) return null;
  const version = found + 1;
  const words = interleaved(version, dataWords(version, bytes));
  let best: { modules: boolean[][]; penalty: number } | null = null;
  for (let mask = 0; mask < 8; mask += 1) {
    const modules = drawn(version, words, mask);
    const penalty = penaltyOf(modules);
    if (!best || penalty < best.penalty) best = { modules, penalty };
  }
  return best!.modules;
}

/** Mode, length, bytes, terminator and padding. */
function dataWords(version: number, bytes: Uint8Array): Uint8Array {
  const size = VERSIONS[version - 1]!.data;
  const bits: number[] = [];
  const push = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, countBits(version));
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, 8 * size - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < 8 * size; pad ^= 0xec ^ 0x11) push(pad, 8);
  return Uint8Array.from({ length: size }, (_, at) => bits.slice(8 * at, 8 * at + 8).reduce((sum, bit) => 2 * sum + bit, 0));
}

/** Data and check words of all blocks in the order in which they are drawn. */
function interleaved(version: number, data: Uint8Array): Uint8Array {
  const { check, blocks } = VERSIONS[version - 1]!;
  const short = Math.floor(data.length / blocks);
  const longer = data.length % blocks;
  const parts: Uint8Array[] = [];
  for (let block = 0, start = 0; block < blocks; block += 1) {
    const length = short + (block >= blocks - longer ? 1 : 0);
    parts.push(data.subarray(start, start + length));
    start += length;
  }
  const checks = parts.map((part) => checkWords(part, check));
  const words: number[] = [];
  for (let at = 0; at <= short; at += 1) for (const part of parts) if (at < part.length) words.push(part[at]!);
  for (let at = 0; at < check; at += 1) for (const part of checks) words.push(part[at]!);
  return Uint8Array.from(words);
}

/** Product in GF(256) over x^8 + x^4 + x^3 + x^2 + 1. */
function product(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    if ((b >> bit) & 1) result ^= a;
  }
  return result;
}

/** The Reed-Solomon remainder of `data`. */
export function checkWords(data: Uint8Array, count: number): Uint8Array {
  const generator = new Uint8Array(count);
  generator[count - 1] = 1;
  for (let degree = 0, root = 1; degree < count; degree += 1, root = product(root, 2)) {
    for (let at = 0; at < count; at += 1) generator[at] = product(generator[at]!, root) ^ (generator[at + 1] ?? 0);
  }
  const rest = new Uint8Array(count);
  for (const byte of data) {
    const factor = byte ^ rest[0]!;
    rest.copyWithin(0, 1);
    rest[count - 1] = 0;
    for (let at = 0; at < count; at += 1) rest[at] = rest[at]! ^ product(generator[at]!, factor);
  }
  return rest;
}

/** Level M and the mask, with their check bits. */
export function formatBits(mask: number): number {
  let rest = mask;
  for (let bit = 0; bit < 10; bit += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  return ((mask << 10) | rest) ^ 0x5412;
}

/** The version with its check bits; drawn from version 7 on. */
export function versionBits(version: number): number {
  let rest = version;
  for (let bit = 0; bit < 12; bit += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  return (version << 12) | rest;
}

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

function drawn(version: number, words: Uint8Array, mask: number): boolean[][] {
  const size = 17 + 4 * version;
  const modules = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const taken = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const set = (y: number, x: number, dark: boolean) => {
    modules[y]![x] = dark;
    taken[y]![x] = true;
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [cy, cx] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    for (let dy = -4; dy <= 4; dy += 1) {
      for (let dx = -4; dx <= 4; dx += 1) {
        const [y, x, ring] = [cy + dy, cx + dx, Math.max(Math.abs(dy), Math.abs(dx))];
        if (y >= 0 && y < size && x >= 0 && x < size) set(y, x, ring !== 2 && ring !== 4);
      }
    }
  }
  const places = ALIGNMENT[version - 1]!;
  for (const cy of places) {
    for (const cx of places) {
      const [first, last] = [6, places.at(-1)!];
      // Three corners belong to the finders.
      if ((cy === first && cx === first) || (cy === first && cx === last) || (cy === last && cx === first)) continue;
      for (let dy = -2; dy <= 2; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1) set(cy + dy, cx + dx, Math.max(Math.abs(dy), Math.abs(dx)) !== 1);
    }
  }
  const format = formatBits(mask);
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = ((format >> bit) & 1) === 1;
    set(bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, dark);
    set(8, bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, dark);
  }
  set(size - 8, 8, true);
  if (version >= 7) {
    const bits = versionBits(version);
    for (let bit = 0; bit < 18; bit += 1) {
      const [long, short] = [Math.floor(bit / 3), size - 11 + (bit % 3)];
      const dark = ((bits >> bit) & 1) === 1;
      set(long, short, dark);
      set(short, long, dark);
    }
  }
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    // The column of the timing pattern holds nothing else.
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (taken[y]![x]) continue;
        const dark = bit < 8 * words.length && ((words[bit >> 3]! >> (7 - (bit & 7))) & 1) === 1;
        modules[y]![x] = dark !== MASKS[mask]!(y, x);
        bit += 1;
      }
    }
  }
  return modules;
}

/** How hard a code is to read, by the standard's four rules. */
function penaltyOf(modules: readonly (readonly boolean[])[]): number {
  const size = modules.length;
  let penalty = 0;
  let dark = 0;
  for (const across of [true, false]) {
    for (let line = 0; line < size; line += 1) {
      const at = (place: number) => (across ? modules[line]![place]! : modules[place]![line]!);
      let run = 0;
      for (let place = 0; place < size; place += 1) {
        run = place > 0 && at(place) === at(place - 1) ? run + 1 : 1;
        if (run === 5) penalty += 3;
        else if (run > 5) penalty += 1;
        if (across && at(place)) dark += 1;
        if (place + 10 < size && LIKE_A_FINDER.some((pattern) => pattern.every((wanted, step) => at(place + step) === wanted)))
          penalty += 40;
      }
    }
  }
  for (let y = 0; y + 1 < size; y += 1)
    for (let x = 0; x + 1 < size; x += 1) {
      const first = modules[y]![x];
      if (modules[y]![x + 1] === first && modules[y + 1]![x] === first && modules[y + 1]![x + 1] === first) penalty += 3;
    }
  return penalty + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}

const FINDER = [true, false, true, true, true, false, true];
const LIGHT = [false, false, false, false];
const LIKE_A_FINDER: readonly (readonly boolean[])[] = [
  [...FINDER, ...LIGHT],
  [...LIGHT, ...FINDER],
];
