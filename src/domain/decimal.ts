/**
 * Numbers as people write them and as they are kept: decimal text, never a float. What is kept has a point, no sign for what is positive, no grouping and
 * no zeros that say nothing.
 */
const MOST_DIGITS = 15;
const MOST_DECIMALS = 6;
const SIGN = /^[+\-\u2212\u2013]/u;
const GROUPING = "[\\u0020\\u00a0\\u2009\\u202f'\\u2019]";

export type DecimalProblem = "empty" | "not_a_number" | "ambiguous" | "too_long";
export type ReadDecimal = { ok: true; value: string } | { ok: false; problem: DecimalProblem };

interface ReadOptions {
  /** Of a file that writes decimal commas: there "1.234" may be either, and is asked back. */
  commas?: boolean;
}

/**
 * "99.5" and "99,5" are the same; "1.234,5" and "1,234.5" are told apart by which sign comes last. "1,234" can be read in two ways and is refused.
 */
export function readDecimal(text: string, { commas = false }: ReadOptions = {}): ReadDecimal {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, problem: "empty" };
  const negative = /^[-\u2212\u2013]/u.test(trimmed);
  const bare = trimmed.replace(SIGN, "").trim();
  const digits = plainDigits(bare, commas);
  if (digits === null) return { ok: false, problem: "not_a_number" };
  if (digits === "ambiguous") return { ok: false, problem: "ambiguous" };
  return kept(negative, digits);
}

/** Whether the text writes its decimals after a comma, for certain. */
export function hasDecimalComma(text: string): boolean {
  const match = /^[+\-\u2212\u2013]?\s*(?:\d+|\d{1,3}(?:\.\d{3})+),(\d+)(?!\d)/u.exec(text.trim());
  return match !== null && (match[1]!.length !== 3 || /^\D*0,/.test(text.trim()) || /\d{4,},|\./.test(match[0]));
}

/** Digits with at most one point; null: no number. */
function plainDigits(bare: string, commas: boolean): string | null {
  if (/^\d+$/.test(bare)) return bare;
  // Space and apostrophe only ever group.
  if (new RegExp(`^\\d{1,3}(?:${GROUPING}\\d{3})+(?:[.,]\\d+)?$`, "u").test(bare))
    return bare.replace(new RegExp(GROUPING, "gu"), "").replace(",", ".");
  const signs = bare.replace(/\d/g, "");
  if (!/^\d*[.,][\d.,]*\d$/.test(bare)) return null;
  if (signs.length === 1) {
    const [whole, decimals] = bare.split(/[.,]/) as [string, string];
    const couldGroup = decimals.length === 3 && whole.length >= 1 && whole.length <= 3 && !/^0/.test(whole);
    if (couldGroup && (signs === "," || commas)) return "ambiguous";
    return `${whole || "0"}.${decimals}`;
  }
  const last = signs.at(-1)!;
  const grouping = signs[0]!;
  if (grouping === last) return new RegExp(`^\\d{1,3}(?:\\${grouping}\\d{3})+$`).test(bare) ? bare.replaceAll(grouping, "") : null;
  return new RegExp(`^\\d{1,3}(?:\\${grouping}\\d{3})+\\${last}\\d+$`).test(bare) ? bare.replaceAll(grouping, "").replace(last, ".") : null;
}

function kept(negative: boolean, digits: string): ReadDecimal {
  const [whole, decimals = ""] = digits.split(".") as [string, string?];
  const short = whole.replace(/^0+(?=\d)/, "");
  const rest = decimals.replace(/0+$/, "");
  if (short.length > MOST_DIGITS || rest.length > MOST_DECIMALS) return { ok: false, problem: "too_long" };
  const value = rest === "" ? short : `${short}.${rest}`;
  return { ok: true, value: negative && value !== "0" ? `-${value}` : value };
}

/** A kept decimal of a number, rounded to what is kept; null for what is too large, or no number. */
export function decimalOf(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const read = readDecimal(value.toFixed(MOST_DECIMALS));
  return read.ok ? read.value : null;
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. Both are kept decimals. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [scaled(a), scaled(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function scaled(value: string): bigint {
  const [whole, decimals = ""] = value.replace("-", "").split(".") as [string, string?];
  const amount = BigInt(whole + decimals.padEnd(MOST_DECIMALS, "0"));
  return value.startsWith("-") ? -amount : amount;
}
