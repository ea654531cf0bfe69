import { addDays, daysBetween } from "@/domain/dates";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { ConflictMethod, ConflictStatus } from "@/domain/vocabulary";

/**
 * Two or more requirements that cannot both be met: open -> negotiating -> resolved | accepted, and back to open with a reason. "Resolved": what is done is
 * settled. "Accepted": one of them is not met, and somebody stands for that.
 */
export interface ContestedRequirement {
  id: string;
  kind: string;
  /** Of its party: aims of attackers and competitors are no requirements (rule 7). */
  adverse: boolean;
}

/** Law does not give way to a wish (audit check AC-70). */
export function isLaw(kind: string): boolean {
  return kind === "legal" || kind === "regulatory";
}

export type ContestRefusal = "two_needed" | "adverse";

/** Whether these can be in conflict at all. */
export function judgeContested(requirements: readonly ContestedRequirement[]): Ruling<null, ContestRefusal> {
  if (requirements.some(({ adverse }) => adverse)) return refuse("adverse", "requirementIds");
  if (new Set(requirements.map(({ id }) => id)).size < 2) return refuse("two_needed", "requirementIds");
  return accept(null);
}

/** Still to be settled: it stands in the way of an approval. */
export function isUnsettled(status: ConflictStatus): boolean {
  return status === "open" || status === "negotiating";
}

export interface ConflictDecision {
  status: "resolved" | "accepted";
  method: ConflictMethod | null;
  resolution: string;
  rationale: string;
  impactAssessment: string;
  /** Null: none prevails, a balance was found. */
  prevailingRequirementId: string | null;
}

export type DecisionRefusal =
  | ContestRefusal
  | "settled"
  | "resolution_needed"
  | "rationale_needed"
  | "impact_needed"
  | "method_needed"
  | "not_among"
  | "balance_has_no_winner"
  | "prevailing_needed"
  | "precedence_without_law"
  | "top_management"
  | "law_gives_way"
  | "laws_against_each_other"
  | "accepted_needs_top";

/**
 * Whether the acting person may decide so (AC-69, AC-70). Where law would give way to something that is not law, or a law is left unmet, only somebody of top
 * management may take that upon themselves: status accepted, method escalated.
 */
export function judgeDecision(
  conflict: { status: ConflictStatus; requirements: readonly ContestedRequirement[] },
  decision: ConflictDecision,
  decider: { isTopManagement: boolean },
): Ruling<null, DecisionRefusal> {
  const { status, method, prevailingRequirementId } = decision;
  const { requirements } = conflict;
  if (!isUnsettled(conflict.status)) return refuse("settled");
  const contested = judgeContested(requirements);
  if (!contested.ok) return contested;
  if (isBlank(decision.impactAssessment)) return refuse("impact_needed", "impactAssessment");
  if (method === null) return refuse("method_needed", "method");
  if (isBlank(decision.resolution)) return refuse("resolution_needed", "resolution");
  if (isBlank(decision.rationale)) return refuse("rationale_needed", "rationale");
  const prevailing = requirements.find(({ id }) => id === prevailingRequirementId) ?? null;
  if (prevailingRequirementId !== null && !prevailing) return refuse("not_among", "prevailingRequirementId");
  if (method === "balanced" && prevailing) return refuse("balance_has_no_winner", "prevailingRequirementId");
  if ((method === "prioritised" || method === "legal_precedence") && !prevailing)
    return refuse("prevailing_needed", "prevailingRequirementId");
  if (method === "legal_precedence" && prevailing && !isLaw(prevailing.kind))
    return refuse("precedence_without_law", "prevailingRequirementId");
  if (method === "escalated" && !decider.isTopManagement) return refuse("top_management", "method");
  const laws = requirements.filter(({ kind }) => isLaw(kind));
  const atTheTop = status === "accepted" && method === "escalated" && decider.isTopManagement;
  if (prevailing && !isLaw(prevailing.kind) && laws.length > 0 && !atTheTop) return refuse("law_gives_way", "prevailingRequirementId");
  if (prevailing && isLaw(prevailing.kind) && laws.length > 1 && method !== "legal_precedence" && method !== "escalated") {
    return refuse("laws_against_each_other", "method");
  }
  // Accepting means that one of them stays unmet; without a winner nobody says that it is not the law.
  const lawMayBeUnmet = laws.length > 1 || (laws.length === 1 && !prevailing);
  if (status === "accepted" && lawMayBeUnmet && !atTheTop) return refuse("accepted_needs_top", "status");
  return accept(null);
}

/** The day after which it is open too long by the organisation's own rule (AC-68); on time on the day itself. */
export function settleBy(openedOn: string, maxDays: number): string {
  const last = "9999-12-31";
  return daysBetween(openedOn, last) < maxDays ? last : addDays(openedOn, maxDays);
}

/** How many days a conflict has been open, and whether that is longer than the organisation's own rule allows. */
export function daysOpen(
  conflict: { status: ConflictStatus; openedOn: string },
  maxDays: number,
  today: string,
): { days: number; tooLong: boolean } | null {
  if (!isUnsettled(conflict.status)) return null;
  const days = Math.max(0, daysBetween(conflict.openedOn, today));
  return { days, tooLong: days > maxDays };
}

/** Days after a decision until those whose requirement lost should have been told (AC-71). */
const DAYS_TO_TELL = 30;

export function isTellingOverdue(
  conflict: { status: ConflictStatus; decidedOn: string | null; communicatedOn: string | null },
  today: string,
): boolean {
  return (
    conflict.status === "resolved" &&
    conflict.decidedOn !== null &&
    conflict.communicatedOn === null &&
    daysBetween(conflict.decidedOn, today) > DAYS_TO_TELL
  );
}

/** What speaks for a requirement where the method is "prioritised": legal force before power x impact, never power alone (rule 8). */
export interface Weight {
  id: string;
  /** 3 law, 2 contract, 1 none. */
  legalForce: number;
  power: number | null;
  impact: number | null;
  /** Null where one of the two was never assessed. */
  product: number | null;
}

export function weigh(requirement: { id: string; kind: string; power: number | null; impactIfUnmet: number | null }): Weight {
  const { power, impactIfUnmet: impact } = requirement;
  const legalForce = isLaw(requirement.kind) ? 3 : requirement.kind === "contractual" ? 2 : 1;
  return { id: requirement.id, legalForce, power, impact, product: power === null || impact === null ? null : power * impact };
}

/** The requirement that the weights speak for; null where two stand level or what is needed was never assessed. */
export function proposedWinner(weights: readonly Weight[]): string | null {
  const force = Math.max(...weights.map(({ legalForce }) => legalForce));
  const strongest = weights.filter(({ legalForce }) => legalForce === force);
  if (strongest.length === 1) return strongest[0]!.id;
  // Two laws against each other are not weighed by anybody's power.
  if (force === 3 || strongest.some(({ product }) => product === null)) return null;
  const [first, second] = [...strongest].sort((a, b) => b.product! - a.product!);
  return first!.product! > second!.product! ? first!.id : null;
}

export type AcceptanceRefusal = "conflicts_open" | "conflicts_moved_on" | "conflicts_reason";

/**
 * Whether a version may be approved with these conflicts unsettled: only where the approver names exactly those and says why. Naming others than stand there
 * means that something was opened or settled since the page was read.
 */
export function judgeAcceptedConflicts(
  unsettled: readonly string[],
  accepted: readonly string[],
  reason: string,
): Ruling<string[], AcceptanceRefusal> {
  const standing = [...new Set(unsettled)];
  const named = new Set(accepted);
  if (standing.length === 0 && named.size === 0) return accept([]);
  if (named.size === 0) return refuse("conflicts_open", "acceptedConflicts");
  if (named.size !== standing.length || standing.some((ref) => !named.has(ref))) return refuse("conflicts_moved_on");
  if (isBlank(reason)) return refuse("conflicts_reason", "conflictReason");
  return accept(standing);
}
