import { type AssessedFields, areScoresAssessed } from "@/domain/interested-party";

/** The power/interest grid of Mendelow (1991), as rules.md B3.25 names its fields. */
export const QUADRANTS = ["manage_closely", "keep_satisfied", "keep_informed", "monitor"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

/**
 * From which score on power or interest counts as high. The middle of the scale counts as high: of two mistakes, engaging a party too much is the
 * cheaper one. Audit check AC-43 asks for a communication plan from 4 on; that is another, narrower question.
 */
export const HIGH_FROM = 3;

/** The quadrant for scores from 1 to 5. Throws RangeError for anything else: unassessed parties stand beside the grid, not in it. */
export function quadrant(power: number, interest: number): Quadrant {
  for (const score of [power, interest]) {
    if (!Number.isInteger(score) || score < 1 || score > 5) throw new RangeError(`A score is a whole number from 1 to 5, not ${score}`);
  }
  if (power >= HIGH_FROM) return interest >= HIGH_FROM ? "manage_closely" : "keep_satisfied";
  return interest >= HIGH_FROM ? "keep_informed" : "monitor";
}

/** What each quadrant asks us to do, as keys of a sentence (clause 7.4 decides the how). */
export const ENGAGEMENT_DUTIES = {
  manage_closely: "involve_in_decisions",
  keep_satisfied: "consult_before_changes",
  keep_informed: "inform_regularly",
  monitor: "watch_for_change",
} as const satisfies Record<Quadrant, string>;

export type EngagementDuty = (typeof ENGAGEMENT_DUTIES)[Quadrant];

export interface Engagement {
  quadrant: Quadrant | null;
  duty: EngagementDuty | null;
  /** Why there is no duty. */
  without: "adverse" | "not_assessed" | null;
}

/**
 * Where a party stands on the grid and what follows from it. Adverse parties stand on it and get no advice: nobody manages attackers closely
 * (rules 7 and 26). Without an assessment there is neither place nor advice.
 */
export function engagement(party: AssessedFields & { adverse: boolean }): Engagement {
  if (!areScoresAssessed(party)) return { quadrant: null, duty: null, without: party.adverse ? "adverse" : "not_assessed" };
  const place = quadrant(party.power!, party.interest!);
  return party.adverse
    ? { quadrant: place, duty: null, without: "adverse" }
    : { quadrant: place, duty: ENGAGEMENT_DUTIES[place], without: null };
}
