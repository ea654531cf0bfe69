import { z } from "zod";
import { OPPOSITIONS } from "@/domain/conflict-oppositions";
import { CONFLICT_METHODS } from "@/domain/vocabulary";
import { choice, day, flag, id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };
const MOST_REQUIREMENTS = 20;
const MOST_OPTIONS = 20;
const LONGEST_OPTION = 1_000;
const dayNeeded = () => day().refine((value): value is string => value !== null, { params: { key: "required" } });

/** One to a line. */
const options = () =>
  prose(20_000)
    .transform((text) =>
      text
        .split("\n")
        .map((option) => option.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(LONGEST_OPTION)).max(MOST_OPTIONS));

const fields = {
  title: requiredLine(200),
  description: prose(),
  requirementIds: z
    .array(z.uuid())
    .max(MOST_REQUIREMENTS)
    .transform((ids) => [...new Set(ids)]),
  openedOn: dayNeeded(),
  ownerId: optionalId(),
  impactAssessment: prose(),
  options: options(),
  note: prose(),
};

export const newConflict = z.strictObject({
  ...fields,
  /** The rule that proposed it, where one did. */
  candidateRule: z.union([z.literal(""), z.enum(OPPOSITIONS.map(({ key }) => key) as [string, ...string[]])]).default(""),
});
export const conflictChange = z.strictObject({ ...target, ...fields, reason: reason() });

/** A step of the negotiation. It needs no version: whoever adds one takes nothing away. */
export const newStep = z.strictObject({
  id: id(),
  heldOn: dayNeeded(),
  what: requiredProse(4_000),
  participants: line(500),
  /** Written into the log of interactions of each party concerned as a meeting. */
  asMeeting: flag(),
});

export const conflictDecision = z.strictObject({
  ...target,
  status: z.enum(["resolved", "accepted"]),
  method: choice(CONFLICT_METHODS),
  prevailingRequirementId: optionalId(),
  impactAssessment: prose(),
  resolution: prose(),
  rationale: prose(),
});

export const conflictTelling = z.strictObject({
  ...target,
  communicatedOn: dayNeeded(),
  communicatedTo: requiredLine(1_000),
  /** Written into the log of interactions of each party concerned as a notice. */
  asNotice: flag(),
});

export const conflictRisk = z.strictObject({ ...target, title: requiredLine(200), description: prose(), ownerId: optionalId() });
export const conflictAction = z.strictObject({ ...target, title: requiredLine(300), dueAt: day(), ownerId: optionalId() });
export const conflictExample = z.strictObject({ ...target, example: z.boolean() });
export const conflictDeed = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const conflictReturn = z.strictObject({ ...target, reason: reason() });

/** The pair of a candidate that is none. */
export const candidateDismissal = z.strictObject({ oneId: id(), otherId: id(), reason: requiredProse(1_000) });
export const dismissalReturn = z.strictObject({ ...target, reason: reason() });

export type NewConflict = z.output<typeof newConflict>;
export type ConflictChange = z.output<typeof conflictChange>;
export type NewStep = z.output<typeof newStep>;
export type ConflictDecisionInput = z.output<typeof conflictDecision>;
export type ConflictTelling = z.output<typeof conflictTelling>;
export type ConflictRisk = z.output<typeof conflictRisk>;
export type ConflictAction = z.output<typeof conflictAction>;
export type ConflictExample = z.output<typeof conflictExample>;
export type ConflictDeed = z.output<typeof conflictReturn>;
export type CandidateDismissal = z.output<typeof candidateDismissal>;
