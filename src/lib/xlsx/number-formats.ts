/** Number formats that come with Excel and show a day. 18-21 and 45-47 show a time of day only. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const BUILT_IN_DECIMALS: Record<number, string> = { 2: "0.00", 9: "0%", 10: "0.00%" };

export type NumberFormat =
  | { kind: "plain" }
  | { kind: "date" }
  | { kind: "percent"; decimals: number }
  | { kind: "fixed"; decimals: number };

/** What a number format makes of a number, as far as an import needs to know. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const pattern = code ?? BUILT_IN_DECIMALS[id];
  if (pattern === undefined) return BUILT_IN_DATES.has(id) ? { kind: "date" } : { kind: "plain" };
  const bare = pattern
    .slice(0, 200)
    .replace(/"[^"]*"/g, "")
    .replace(/\\./g, "")
    .replace(/[_*]./g, "")
    .replace(/\[[^\]]*\]/g, "")
    .split(";")[0]!
    .toLowerCase();
  if (/general|standard/.test(bare)) return { kind: "plain" };
  // t, j: day and year in German and French format codes
  if (/[dyj]/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare) && !/[0#]/.test(bare))) return { kind: "date" };
  const percent = /^0(?:\.(0+))?%$/.exec(bare);
  if (percent) return { kind: "percent", decimals: percent[1]?.length ?? 0 };
  const fixed = /^0\.(0+)$/.exec(bare);
  if (fixed) return { kind: "fixed", decimals: fixed[1]!.length };
  return { kind: "plain" };
}
