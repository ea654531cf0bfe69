import { z } from "zod";
import { MOST_LEVELS } from "@/domain/risk";
import { RISK_KINDS, RISK_TREATMENTS } from "@/domain/vocabulary";
import { choice, day, id, optionalId, prose, reason, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

const position = () => scale(1, MOST_LEVELS);
const fields = {
  title: requiredLine(),
  kind: z.enum(RISK_KINDS),
  description: prose(),
  adversePartyId: optionalId(),
  likelihood: position(),
  impact: position(),
  treatment: choice(RISK_TREATMENTS),
  treatmentNote: prose(),
  residualLikelihood: position(),
  residualImpact: position(),
  assessedAt: day(),
  reviewDueAt: day(),
  ownerId: optionalId(),
  note: prose(),
};
const target = { id: id(), version: version() };

/** `requirementId`: the aim of an adverse party, or the requirement, that the risk is drawn from; it is linked to it. */
export const newRisk = z.strictObject({ ...fields, requirementId: optionalId() });
export const riskChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const riskRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const riskReturn = z.strictObject({ ...target, reason: reason() });
export const riskAcceptance = z.strictObject({ ...target, reason: reason() });

const levels = () => z.array(z.string().max(60)).max(MOST_LEVELS * 2);
/** The organisation's own scale; `id` and `version` are those of its settings. */
export const riskScaleChange = z.strictObject({
  ...target,
  likelihoodLevels: levels(),
  impactLevels: levels(),
  riskAcceptanceLevel: scale(0, MOST_LEVELS * MOST_LEVELS).refine((value) => value !== null, { params: { key: "required" } }),
  reason: reason(),
});

export type NewRisk = z.output<typeof newRisk>;
export type RiskChange = z.output<typeof riskChange>;
export type RiskRetirement = z.output<typeof riskRetirement>;
export type RiskReturn = z.output<typeof riskReturn>;
export type RiskScaleChange = z.output<typeof riskScaleChange>;
