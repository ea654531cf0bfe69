import { z } from "zod";
import { ACTION_KINDS } from "@/domain/vocabulary";
import { day, flag, id, ids, line, names, optionalId, prose, requiredLine, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };

/** What a person writes about the meeting; status, facts and signature have deeds of their own. */
const fields = {
  title: requiredLine(200),
  heldOn: day().pipe(z.string()),
  place: line(300),
  chairId: optionalId(),
  attendeeIds: ids(100),
  otherAttendees: names(100),
  apologies: prose(1_000),
};

export const newManagementReview = z.strictObject(fields);
export type NewManagementReview = z.output<typeof newManagementReview>;
export const managementReviewChange = z.strictObject({ ...target, ...fields });
export type ManagementReviewChange = z.output<typeof managementReviewChange>;

export const managementReviewTarget = z.strictObject(target);
export type ManagementReviewTarget = z.output<typeof managementReviewTarget>;

/** What was said about one input of the agenda. */
export const agendaItemChange = z.strictObject({ ...target, discussion: prose(), noChange: flag(), decision: prose(4_000) });
export type AgendaItemChange = z.output<typeof agendaItemChange>;

/** Results (9.3.3). */
export const resultsChange = z.strictObject({ ...target, decisions: prose(), nextOn: day(), minutesRef: prose(200), note: prose() });
export type ResultsChange = z.output<typeof resultsChange>;

export const raisedAction = z.strictObject({
  reviewId: id(),
  title: requiredLine(200),
  kind: z.enum(ACTION_KINDS).exclude(["evidence_request", "audit"]).default("task"),
  description: prose(),
  ownerId: optionalId(),
  dueAt: day(),
});
export type RaisedAction = z.output<typeof raisedAction>;

/** `hash`: of the minutes as the signer read them. */
export const signature = z.strictObject({
  ...target,
  hash: requiredLine(64).pipe(z.string().regex(/^[0-9a-f]{64}$/)),
  password: z.string().min(1).max(1_000),
});
export type Signature = z.output<typeof signature>;
