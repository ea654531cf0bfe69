import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { RiskTreatment } from "@/domain/vocabulary";

/**
 * Risks and opportunities (6.1.1, 6.1.2). Likelihood and impact are positions on the organisation's own scale, so they are ordinal: a level is the
 * product of two positions, never an average and never a decimal.
 */

/** Target of a link of type "risk" that says: looked at, and there is none. The rationale says why. */
export const NO_RISK_REF = "none";

interface RiskLink {
  targetType: string;
  targetRef: string;
  rationale: string;
}

/** Whether the link is the answer "considered, no risk because ...". */
export function isNoRiskLink(link: { targetType: string; targetRef: string }): boolean {
  return link.targetType === "risk" && link.targetRef === NO_RISK_REF;
}

/**
 * The links of one requirement as far as risks go: "no risk" is a statement with its reason, and a requirement that leans on a risk cannot say at
 * the same time that there is none. Links of other types are let through.
 */
export function judgeRiskLinks<Link extends RiskLink>(
  links: readonly Link[],
): Ruling<readonly Link[], "no_risk_reason_needed" | "no_risk_beside_risk"> {
  const none = links.find(isNoRiskLink);
  if (!none) return accept(links);
  if (isBlank(none.rationale)) return refuse("no_risk_reason_needed", "rationale");
  if (links.some((link) => link.targetType === "risk" && !isNoRiskLink(link))) return refuse("no_risk_beside_risk", "targetRef");
  return accept(links);
}

export const FEWEST_LEVELS = 3;
export const MOST_LEVELS = 10;

/** Names of the positions, from the lowest; position 1 is the first name. */
export interface RiskScale {
  likelihood: readonly string[];
  impact: readonly string[];
}

/** What stands until an organisation names its own levels: a proposal to be overwritten. */
export const USUAL_SCALE: RiskScale = {
  likelihood: ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"],
  impact: ["Negligible", "Minor", "Moderate", "Major", "Severe"],
};

/** The scale that holds: the organisation's own names where it has named enough of them, the usual ones elsewhere. */
export function scaleOf(own: { likelihoodLevels: readonly string[]; impactLevels: readonly string[] }): RiskScale {
  const usable = (names: readonly string[], usual: readonly string[]) => (names.length >= FEWEST_LEVELS ? names : usual);
  return { likelihood: usable(own.likelihoodLevels, USUAL_SCALE.likelihood), impact: usable(own.impactLevels, USUAL_SCALE.impact) };
}

/** Names of levels as they are stored: trimmed, 3 to 10, each said, none said twice. */
export function nameLevels(names: readonly string[]): Ruling<string[], "too_few" | "too_many" | "blank" | "doubled"> {
  const trimmed = names.map((name) => name.trim());
  if (trimmed.some(isBlank)) return refuse("blank");
  if (trimmed.length < FEWEST_LEVELS) return refuse("too_few");
  if (trimmed.length > MOST_LEVELS) return refuse("too_many");
  if (new Set(trimmed.map((name) => name.toLowerCase())).size < trimmed.length) return refuse("doubled");
  return accept(trimmed);
}

interface Positions {
  likelihood: number | null;
  impact: number | null;
  residualLikelihood: number | null;
  residualImpact: number | null;
}

/** The risks that stand on positions a shorter scale would no longer have. Nobody may shorten the scale under them. */
export function risksBeyond<Risk extends Positions>(risks: readonly Risk[], scale: { likelihood: number; impact: number }): Risk[] {
  return risks.filter(
    (risk) =>
      Math.max(risk.likelihood ?? 0, risk.residualLikelihood ?? 0) > scale.likelihood ||
      Math.max(risk.impact ?? 0, risk.residualImpact ?? 0) > scale.impact,
  );
}

/** Likelihood x impact; null until both are assessed. */
export function riskLevel(likelihood: number | null, impact: number | null): number | null {
  return likelihood === null || impact === null ? null : likelihood * impact;
}

/** The level that is left: after treatment where that was assessed, before it elsewhere. */
export function remainingLevel(risk: Positions): number | null {
  return riskLevel(risk.residualLikelihood, risk.residualImpact) ?? riskLevel(risk.likelihood, risk.impact);
}

interface Treated extends Positions {
  kind: string;
  treatment: RiskTreatment | null;
}

/** Whether what is left lies above what the organisation accepts without more words. Opportunities are never too large. */
export function isAboveAcceptance(risk: Omit<Treated, "treatment">, acceptanceLevel: number): boolean {
  return risk.kind === "threat" && (remainingLevel(risk) ?? 0) > acceptanceLevel;
}

/** Whether somebody has to stand for living with this risk (6.1.3 f): it is retained although it lies above the acceptance level. */
export function needsAcceptance(risk: Treated, acceptanceLevel: number): boolean {
  return risk.treatment === "retain" && isAboveAcceptance(risk, acceptanceLevel);
}

export type AssessmentRefusal =
  | "off_scale"
  | "pair_incomplete"
  | "residual_without_level"
  | "residual_above"
  | "retain_reason_needed"
  | "review_before_assessment";

/**
 * An assessment as a person gives it: both positions or none, on the scale, what is left not above what was there, and a reason for living with a
 * threat above the acceptance level.
 */
export function judgeAssessment<
  Assessment extends Treated & { treatmentNote: string; assessedAt: string | null; reviewDueAt: string | null },
>(risk: Assessment, { scale, acceptanceLevel }: { scale: RiskScale; acceptanceLevel: number }): Ruling<Assessment, AssessmentRefusal> {
  const limits = { likelihood: scale.likelihood, residualLikelihood: scale.likelihood, impact: scale.impact, residualImpact: scale.impact };
  for (const field of ["likelihood", "impact", "residualLikelihood", "residualImpact"] as const) {
    const position = risk[field];
    if (position !== null && (position < 1 || position > limits[field].length)) return refuse("off_scale", field);
  }
  if ((risk.likelihood === null) !== (risk.impact === null)) {
    return refuse("pair_incomplete", risk.likelihood === null ? "likelihood" : "impact");
  }
  if ((risk.residualLikelihood === null) !== (risk.residualImpact === null)) {
    return refuse("pair_incomplete", risk.residualLikelihood === null ? "residualLikelihood" : "residualImpact");
  }
  const [level, residual] = [riskLevel(risk.likelihood, risk.impact), riskLevel(risk.residualLikelihood, risk.residualImpact)];
  if (residual !== null && level === null) return refuse("residual_without_level", "likelihood");
  // A treatment makes a threat smaller; an opportunity may well grow by what is done about it.
  if (risk.kind === "threat" && residual !== null && level !== null && residual > level)
    return refuse("residual_above", "residualLikelihood");
  if (needsAcceptance(risk, acceptanceLevel) && isBlank(risk.treatmentNote)) return refuse("retain_reason_needed", "treatmentNote");
  if (risk.reviewDueAt !== null && risk.assessedAt !== null && risk.reviewDueAt < risk.assessedAt) {
    return refuse("review_before_assessment", "reviewDueAt");
  }
  return accept(risk);
}

/** Whether an acceptance given before still covers the risk: it was given for exactly these positions and this treatment. */
export function keepsAcceptance(before: Treated, after: Treated): boolean {
  return (["kind", "treatment", "likelihood", "impact", "residualLikelihood", "residualImpact"] as const).every(
    (field) => before[field] === after[field],
  );
}

/** Who may stand for living with a risk: whoever approves for the organisation, and its owner where they may write risks at all. */
export function mayAcceptRisk(
  person: { id: string | null; approves: boolean; writesRisks: boolean },
  risk: { ownerId: string | null },
): boolean {
  return person.approves || (person.writesRisks && risk.ownerId !== null && risk.ownerId === person.id);
}
