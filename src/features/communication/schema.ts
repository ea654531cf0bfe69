import { z } from "zod";
import { day, id, ids, line, optionalId, prose, reason, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };
const eventKey = () => line(80);

/** What a person writes about a line of the plan; that it was done has a deed of its own. */
const fields = {
  partyId: id(),
  what: requiredLine(500),
  whenText: line(300),
  frequencyDays: scale(1, 3_650),
  eventKey: eventKey(),
  clockHours: scale(1, 8_760),
  withWhom: line(300),
  how: line(300),
  ownerId: optionalId(),
  startsOn: day(),
  obligationId: optionalId(),
  requirementIds: ids(500),
  note: prose(),
};

export const newLine = z.strictObject(fields);
export const lineChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const lineRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const lineReturn = z.strictObject({ ...target, reason: reason() });
/** What happened, as the log of interactions keeps it. */
export const lineDone = z.strictObject({
  ...target,
  on: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  type: z.enum(["notice", "meeting", "training"]).default("notice"),
  how: requiredLine(300),
  summary: prose(4_000),
  participants: line(500),
  /** Requirements of the party whose answer it was told by this. */
  requirementIds: ids(500),
});

const MOST_AT_ONCE = 100;
export const takenProposals = z.strictObject({
  lines: z
    .array(z.strictObject({ key: requiredLine(200), ...fields }))
    .min(1)
    .max(MOST_AT_ONCE),
});
export const dismissedProposal = z.strictObject({ partyId: id(), key: requiredLine(200), reason: requiredProse(1_000) });

export type NewLine = z.output<typeof newLine>;
export type LineChange = z.output<typeof lineChange>;
export type LineDone = z.output<typeof lineDone>;
export type TakenProposals = z.output<typeof takenProposals>;
