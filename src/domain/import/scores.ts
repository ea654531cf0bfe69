import { fold } from "./cell-text";

/** A score as the file says it: a level in words, or a number of the register's scale 1 to 5. */
export type Score = "high" | "medium" | "low" | "very high" | "very low" | number;

const LEVELS = new Map<string, Score>([
  ["h", "high"],
  ["hi", "high"],
  ["high", "high"],
  ["hoch", "high"],
  ["gross", "high"],
  ["strong", "high"],
  ["stark", "high"],
  ["m", "medium"],
  ["med", "medium"],
  ["medium", "medium"],
  ["mittel", "medium"],
  ["moderate", "medium"],
  ["mid", "medium"],
  ["l", "low"],
  ["lo", "low"],
  ["low", "low"],
  ["niedrig", "low"],
  ["gering", "low"],
  ["weak", "low"],
  ["klein", "low"],
  ["schwach", "low"],
  ["n", "low"],
  ["vh", "very high"],
  ["very high", "very high"],
  ["sehr hoch", "very high"],
  ["vl", "very low"],
  ["very low", "very low"],
  ["sehr niedrig", "very low"],
  ["sehr gering", "very low"],
]);

/** The number that a level becomes on the scale 1 to 5, unless the user maps it otherwise. */
export const LEVEL_SCORES: Record<string, number> = { "very high": 5, high: 5, medium: 3, low: 1, "very low": 1 };

/** One score: H, high, hoch, 4, "4 - high". Null where the text is none. */
export function readScore(text: string): Score | null {
  if (text.length > 60) return null;
  const folded = fold(text);
  const level = LEVELS.get(folded);
  if (level) return level;
  const number = /^([1-5])(?:\s*(?:\/|von|of)\s*5)?(?:\s*[-–(:]?\s*[\p{L} ]+\)?)?$/u.exec(text.trim().replace(/[.,]0+$/, ""));
  return number ? Number(number[1]) : null;
}

/** Two scores in one cell: "H/H", "M / H", "High / High", "5-2", "hoch, mittel", "HM". In the order of the heading. */
export function readScorePair(text: string): [Score | null, Score | null] | null {
  const trimmed = text.trim();
  if (trimmed.length > 60) return null;
  const parts = trimmed.split(/\s*(?:[/|;,\n–]|-(?!$))\s*/).filter((part) => part !== "");
  if (parts.length === 2) {
    const pair: [Score | null, Score | null] = [readScore(label(parts[0]!)), readScore(label(parts[1]!))];
    return pair[0] === null && pair[1] === null ? null : pair;
  }
  const tight = /^([HMLhml1-5])\s*([HMLhml1-5])$/.exec(trimmed);
  return tight ? [readScore(tight[1]!), readScore(tight[2]!)] : null;
}

/** "P: 4" or "Power = high" without its label. */
function label(part: string): string {
  return part.replace(/^\p{L}+\s*[:=]\s*/u, "");
}

export function scoreNumber(score: Score): number {
  return typeof score === "number" ? score : LEVEL_SCORES[score]!;
}
