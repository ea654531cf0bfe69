import { z } from "zod";
import {
  BINDINGS,
  CIA,
  ELICITATION_METHODS,
  FULFILMENT_STATUSES,
  IMPACT_CATEGORIES,
  ISMS_DECISIONS,
  LINK_COVERAGES,
  LINK_TARGET_TYPES,
  PRIORITIES,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  SOURCE_TYPES,
  STRENGTHS,
} from "@/domain/vocabulary";
import {
  choice,
  choices,
  day,
  flag,
  id,
  ids,
  line,
  names,
  optionalId,
  prose,
  reason,
  requiredLine,
  requiredProse,
  scale,
  version,
} from "@/lib/zod-fields";
import { DATA_HANDLING, LONGEST_MANAGEMENT_SYSTEM, MOST_MANAGEMENT_SYSTEMS, tidyManagementSystems } from "./terms";

const link = z.strictObject({
  targetType: z.enum(LINK_TARGET_TYPES),
  targetRef: requiredLine(100),
  rationale: line(1_000),
  /** How far it answers the requirement; absent or empty where that is not stated. */
  coverage: z.enum(["", ...LINK_COVERAGES]).optional(),
});
const links = z.array(link).max(100).default([]);

/** Refused as one field: the form shows the list as one. */
const managementSystems = names(2 * MOST_MANAGEMENT_SYSTEMS)
  .transform(tidyManagementSystems)
  .pipe(
    z
      .array(z.string())
      .max(MOST_MANAGEMENT_SYSTEMS)
      .refine((all) => all.every((name) => name.length <= LONGEST_MANAGEMENT_SYSTEM), { params: { key: "entry_too_long" } })
      .refine((all) => all.every((name) => line().safeParse(name).success), { params: { key: "control_characters" } }),
  );

/** The fields that a person writes. Status, decisions, priority, confirmation and fulfilment have actions of their own. */
const written = {
  partyId: id(),
  statement: requiredProse(4_000),
  partyWording: prose(),
  translation: prose(),
  kind: z.enum(REQUIREMENT_KINDS),
  strength: choice(STRENGTHS),
  binding: z.enum(BINDINGS).default("undecided"),
  sourceType: choice(SOURCE_TYPES),
  sourceRef: line(),
  sourceLocator: line(),
  sourceIds: ids(50),
  obligationIds: ids(50),
  elicitationMethod: choice(ELICITATION_METHODS),
  elicitedAt: day(),
  elicitationNote: prose(),
  cia: choices(CIA),
  ciaRationale: prose(),
  howAddressed: prose(),
  links,
  impactIfUnmet: scale(1, 5),
  impactCategories: choices(IMPACT_CATEGORIES),
  orgImpact: prose(),
  ismsImpact: prose(),
  benefit: prose(),
  measurableTarget: line(1_000),
  concern: prose(),
  dataHandling: choices(DATA_HANDLING),
  managementSystems,
  ownerId: optionalId(),
  ownerLabel: line(),
  communicatedAt: day(),
  climateRelated: flag(),
  effectiveFrom: day(),
  effectiveTo: day(),
  lastReviewedAt: day(),
  note: prose(),
};

const guarded = { id: id(), version: version() };

export const requirementInput = z.strictObject(written);
export const requirementChange = z.strictObject({ ...guarded, reason: reason(), ...written });
export const relevanceInput = z.strictObject({
  ...guarded,
  relevance: z.enum(REQUIREMENT_RELEVANCES),
  cia: choices(CIA),
  ciaRationale: prose(),
  reason: reason(),
});
export const ismsInput = z.strictObject({
  ...guarded,
  ismsDecision: z.enum(ISMS_DECISIONS),
  ismsDecisionRationale: prose(4_000),
  howAddressed: prose(),
  links,
  reason: reason(),
});
export const priorityInput = z.strictObject({
  ...guarded,
  priority: choice(PRIORITIES),
  priorityJustification: prose(4_000),
  reason: reason(),
});
/** Without a day the confirmation is taken back. */
export const confirmationInput = z.strictObject({
  ...guarded,
  confirmedAt: day(),
  confirmedBy: line(),
  confirmationMethod: line(),
  reason: reason(),
});
export const fulfilmentInput = z.strictObject({
  ...guarded,
  fulfilmentStatus: z.enum(FULFILMENT_STATUSES),
  fulfilmentAssessedAt: day(),
  fulfilmentNote: prose(4_000),
});
export const activateInput = z.strictObject({ ...guarded, reason: reason() });
/** Retiring needs the reason, bringing back may have one. */
export const lifeInput = z.strictObject({ ...guarded, reason: reason() });

export type RequirementInput = z.output<typeof requirementInput>;
export type RequirementChange = z.output<typeof requirementChange>;
export type LinkInput = z.output<typeof link>;
