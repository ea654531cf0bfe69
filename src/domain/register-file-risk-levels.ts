import { type RiskScale, riskLevel } from "@/domain/risk";

/**
 * The level of a risk in the register file. Goldthread keeps likelihood and impact and multiplies; the vocabulary of the audit checks, and with it
 * other tools, know the product only. It is taken apart where two positions of the scale give it, and kept as it is where none do.
 */
interface Levelled {
  level: number | null;
  likelihood: number | null;
  impact: number | null;
}

/** Whether a file that gives all three means the same by them. */
export function levelFits({ level, likelihood, impact }: Levelled): boolean {
  const product = riskLevel(likelihood, impact);
  return product === null || level === null || product === level;
}

/**
 * Two positions whose product is the level: the most even pair, with the larger one as the impact where the scale allows it. Several pairs may give
 * the same level, so a person has to look at the result. Null where none does.
 */
export function positionsOf(level: number, scale: RiskScale): { likelihood: number; impact: number } | null {
  const pairs = scale.likelihood.flatMap((_, index) => {
    const [likelihood, impact] = [index + 1, level / (index + 1)];
    return Number.isInteger(impact) && impact <= scale.impact.length ? [{ likelihood, impact }] : [];
  });
  const unevenness = (pair: { likelihood: number; impact: number }) =>
    Math.abs(pair.impact - pair.likelihood) + (pair.impact < pair.likelihood ? 0.5 : 0);
  return pairs.sort((a, b) => unevenness(a) - unevenness(b))[0] ?? null;
}

/** What the file says of a risk, as it can be stored: "given" needs nothing, "derived" and "kept" need a word for people. */
export function readLevel(
  risk: Levelled,
  scale: RiskScale,
): { how: "given" } | { how: "derived"; level: number; likelihood: number; impact: number } | { how: "kept"; level: number } {
  if (risk.level === null || risk.likelihood !== null || risk.impact !== null) return { how: "given" };
  const positions = positionsOf(risk.level, scale);
  return positions ? { how: "derived", level: risk.level, ...positions } : { how: "kept", level: risk.level };
}
