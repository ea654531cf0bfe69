import type { AssessedFields } from "@/domain/interested-party";
import { type ForceFacts, type ForceReason, type LegalForce, legalForce } from "@/domain/requirement";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { Priority } from "@/domain/vocabulary";

/**
 * The proposed priority of a requirement: the stronger of legal force and power times impact, never power alone, so that data subjects and applicants,
 * who are weak and have hard rights, come out high (rules 8 and 27). It is a proposal with its sum shown; the person decides.
 */

/** From which product of power (1..5) and impact if unmet (1..5) on a priority is proposed. */
export const HIGH_FROM_PRODUCT = 12;
export const MEDIUM_FROM_PRODUCT = 6;

export type PriorityReason =
  | { code: "law" | "contract"; gives: Priority; facts: ForceReason[] }
  | { code: "power_times_impact"; gives: Priority; power: number; impact: number; product: number }
  | { code: "power_not_assessed" | "impact_not_stated" | "adverse_aims_become_risks"; gives: null };

export interface PriorityProposal {
  /** Null where the facts do not suffice. */
  proposed: Priority | null;
  legalForce: LegalForce;
  power: number | null;
  impact: number | null;
  product: number | null;
  /** Everything that spoke for a priority or could not speak, the deciding reason first. */
  because: PriorityReason[];
}

const RANK: Readonly<Record<Priority, number>> = { high: 3, medium: 2, low: 1 };

/**
 * Law proposes high, a contract at least medium; power times impact from 12 on high, from 6 on medium, else low. Scores from a template do not
 * count until touched. The aims of adverse parties get no priority: they become risks (rule 7).
 */
export function proposePriority(
  requirement: ForceFacts & {
    impactIfUnmet: number | null;
    party: Pick<AssessedFields, "power" | "scoresAreTemplateDefaults"> & { adverse: boolean };
  },
): PriorityProposal {
  const { party } = requirement;
  const power = party.scoresAreTemplateDefaults ? null : party.power;
  const impact = requirement.impactIfUnmet;
  const product = power === null || impact === null ? null : power * impact;
  const { force, because: facts } = legalForce(requirement);
  if (party.adverse) {
    return { proposed: null, legalForce: force, power, impact, product, because: [{ code: "adverse_aims_become_risks", gives: null }] };
  }
  const reasons: PriorityReason[] = [];
  if (force !== null) reasons.push({ code: force, gives: force === "law" ? "high" : "medium", facts });
  if (power !== null && impact !== null && product !== null) {
    reasons.push({ code: "power_times_impact", gives: priorityOfProduct(product), power, impact, product });
  }
  if (power === null) reasons.push({ code: "power_not_assessed", gives: null });
  if (impact === null) reasons.push({ code: "impact_not_stated", gives: null });
  reasons.sort((a, b) => rank(b.gives) - rank(a.gives));
  return { proposed: reasons[0]?.gives ?? null, legalForce: force, power, impact, product, because: reasons };
}

function priorityOfProduct(product: number): Priority {
  if (product >= HIGH_FROM_PRODUCT) return "high";
  return product >= MEDIUM_FROM_PRODUCT ? "medium" : "low";
}

function rank(priority: Priority | null): number {
  return priority === null ? 0 : RANK[priority];
}

export interface PriorityFields {
  priority: Priority | null;
  priorityJustification: string;
  priorityDecidedAt: string | null;
  priorityDecidedById: string | null;
}

/**
 * The person's own choice. Following the proposal needs no words (the proposal is the explanation); departing from it, or choosing where nothing
 * could be proposed, needs a justification. No priority clears person and date.
 */
export function choosePriority(
  proposal: Pick<PriorityProposal, "proposed">,
  { priority, justification, on, byId }: { priority: Priority | null; justification: string; on: string; byId: string },
): Ruling<PriorityFields, "justification_needed"> {
  const priorityJustification = justification.trim();
  if (priority === null) return accept({ priority, priorityJustification, priorityDecidedAt: null, priorityDecidedById: null });
  if (priority !== proposal.proposed && isBlank(justification)) return refuse("justification_needed", "priorityJustification");
  return accept({ priority, priorityJustification, priorityDecidedAt: on, priorityDecidedById: byId });
}
