import { z } from "zod";
import { REVIEW_ANSWER_VERDICTS, REVIEW_RESULTS, REVIEW_VERDICTS } from "@/domain/vocabulary";
import { choice, day, flag, id, ids, names, optionalId, prose, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };

/** What a person writes about a review; its status has deeds of its own. */
const fields = {
  title: requiredLine(200),
  plannedOn: day(),
  dueOn: day(),
  leadId: optionalId(),
  participantIds: ids(200),
  /** "Name, department" of people without an account. */
  otherParticipants: names(200),
  note: prose(),
};

/** A periodic review: put into the plan, or opened at once. */
export const newReview = z.strictObject({ ...fields, open: flag() });
export const reviewChange = z.strictObject({ ...target, ...fields });
export const reviewTarget = z.strictObject(target);
export const reviewCancel = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const reviewCompletion = z.strictObject({ ...target, result: choice(REVIEW_RESULTS), outcome: prose() });

/** One record's verdict; `raise`: the question also becomes an action of the record's owner. */
export const verdictInput = z.strictObject({
  ...target,
  verdict: z.enum(REVIEW_VERDICTS),
  note: prose(2_000),
  raise: flag(),
  dueAt: day(),
});
export const verdictsInput = z.strictObject({
  reviewId: id(),
  items: z.array(z.strictObject(target)).min(1).max(500),
  verdict: z.enum(REVIEW_VERDICTS),
  note: prose(2_000),
});
/** All that is still open of one party, its requirements included. */
export const partyStillValid = z.strictObject({ reviewId: id(), partyId: id() });
export const answerInput = z.strictObject({ ...target, verdict: z.enum(REVIEW_ANSWER_VERDICTS), answer: prose(4_000) });

/** What a trigger event asks for; made by the event, not by a form. */
export interface ScopedReview {
  triggerEventId: string;
  title: string;
  /** Interested parties that are gone through, with their requirements and the obligations behind these. */
  partyIds: readonly string[];
  prompts: readonly string[];
  dueOn: string | null;
  /** The whole register instead. */
  full: boolean;
}

export type NewReview = z.output<typeof newReview>;
export type ReviewChange = z.output<typeof reviewChange>;
export type ReviewTarget = z.output<typeof reviewTarget>;
export type ReviewCancel = z.output<typeof reviewCancel>;
export type ReviewCompletion = z.output<typeof reviewCompletion>;
export type VerdictInput = z.output<typeof verdictInput>;
export type VerdictsInput = z.output<typeof verdictsInput>;
export type PartyStillValid = z.output<typeof partyStillValid>;
export type AnswerInput = z.output<typeof answerInput>;
