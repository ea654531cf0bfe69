import { z } from "zod";
import { HORIZON_SOURCES } from "@/domain/vocabulary";
import { day, flag, id, ids, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };

const fields = {
  source: z.enum(HORIZON_SOURCES),
  title: requiredLine(200),
  /** Where it was seen on the web. */
  url: line(1_000),
  seenOn: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  /** Where it was seen otherwise, and what it may change. */
  summary: prose(),
  partyIds: ids(500),
  requirementIds: ids(500),
  obligationId: optionalId(),
  ownerId: optionalId(),
  dueOn: day(),
  note: prose(),
};

export const newNote = z.strictObject(fields);
export const noteChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const noteAssessment = z.strictObject({
  ...target,
  verdict: z.enum(["no_effect", "effect"]),
  assessment: requiredProse(4_000),
  openEvent: flag(),
  eventKey: line(80),
  openAction: flag(),
  actionTitle: line(300),
  actionOwnerId: optionalId(),
  actionDueAt: day(),
});
export const noteDeed = z.strictObject({ ...target, reason: requiredProse(1_000) });

export type NewNote = z.output<typeof newNote>;
export type NoteChange = z.output<typeof noteChange>;
export type NoteAssessment = z.output<typeof noteAssessment>;
export type NoteDeed = z.output<typeof noteDeed>;
