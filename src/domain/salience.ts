import { HIGH_FROM } from "@/domain/power-interest";

/**
 * Salience after Mitchell, Agle and Wood (1997): which of power, legitimacy and urgency a party has. An optional lens beside the grid: nobody is
 * asked to fill it in, nothing is found missing without it, and it never makes a nonconformity.
 */
export const SALIENCE_CLASSES = [
  "definitive",
  "dominant",
  "dangerous",
  "dependent",
  "dormant",
  "discretionary",
  "demanding",
  "none",
] as const;
export type SalienceClass = (typeof SALIENCE_CLASSES)[number];

/** Legitimacy and urgency run from 1 to 3; from the middle on the party has the attribute, as with power. */
export const PRESENT_FROM = 2;

export interface SalienceFields {
  power: number | null;
  scoresAreTemplateDefaults: boolean;
  /** 1 to 3. */
  legitimacy: number | null;
  /** 1 to 3. */
  urgency: number | null;
  adverse: boolean;
}

export interface Salience {
  salience: SalienceClass | null;
  /** Why there is none: adverse parties have aims, not claims to weigh (rule 7); else what nobody has said. */
  without: "adverse" | "not_assessed" | null;
}

/** The class of a party, or why it has none. Scores outside their ranges throw RangeError. */
export function salienceOf(party: SalienceFields): Salience {
  for (const [score, most] of [
    [party.power, 5],
    [party.legitimacy, 3],
    [party.urgency, 3],
  ] as const) {
    if (score !== null && (!Number.isInteger(score) || score < 1 || score > most))
      throw new RangeError(`Not a score from 1 to ${most}: ${score}`);
  }
  if (party.adverse) return { salience: null, without: "adverse" };
  const { power, legitimacy, urgency } = party;
  if (power === null || party.scoresAreTemplateDefaults || legitimacy === null || urgency === null) {
    return { salience: null, without: "not_assessed" };
  }
  return { salience: classOf(power >= HIGH_FROM, legitimacy >= PRESENT_FROM, urgency >= PRESENT_FROM), without: null };
}

function classOf(powerful: boolean, legitimate: boolean, urgent: boolean): SalienceClass {
  if (powerful && legitimate) return urgent ? "definitive" : "dominant";
  if (powerful) return urgent ? "dangerous" : "dormant";
  if (legitimate) return urgent ? "dependent" : "discretionary";
  return urgent ? "demanding" : "none";
}
