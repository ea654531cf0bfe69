import { z } from "zod";
import { FEEDBACK_KINDS, OUTSIDE_LANGUAGES, REQUIREMENT_KINDS, STRENGTHS } from "@/domain/vocabulary";
import { optionalAddress } from "@/features/engagement/schema";
import { choice, day, id, line, optionalId, prose, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };
const LONGEST_ANSWER = 4_000;

export const takeInput = z.strictObject({ ...target, ownerId: optionalId() });
export const answerInput = z.strictObject({ ...target, response: prose(LONGEST_ANSWER) });
export const closeInput = z.strictObject({ ...target, outcome: prose(LONGEST_ANSWER), toldOn: day(), whyNotTold: line(500) });
export const reopenInput = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const tellInput = z.strictObject({
  ...target,
  toEmail: optionalAddress(),
  language: z.enum(OUTSIDE_LANGUAGES),
  message: requiredProse(LONGEST_ANSWER),
});
export const feedbackAction = z.strictObject({ ...target, title: requiredLine(300), actionOwnerId: optionalId(), dueAt: day() });
export const feedbackRequirement = z.strictObject({
  ...target,
  statement: requiredProse(4_000),
  kind: z.enum(REQUIREMENT_KINDS),
  strength: choice(STRENGTHS),
});

export const linkInput = z.strictObject({
  /** Null: for everybody. */
  partyId: optionalId(),
  language: z.enum(OUTSIDE_LANGUAGES),
  /** Days until it ends; null: never. */
  days: scale(1, 3_650),
  /** For whom, in a word: it stands in the list. */
  recipient: line(200),
});
export const linkTarget = z.strictObject({ id: id() });

/** What somebody outside tells us. What is wrong with it is said in their language, so it comes in as it is. */
export const toldInput = z.strictObject({
  token: z.string().max(200),
  feedbackKind: z.enum(FEEDBACK_KINDS),
  text: z.string().max(500_000),
  fromName: z.string().max(10_000),
  fromEmail: z.string().max(10_000),
});

export type TakeInput = z.output<typeof takeInput>;
export type AnswerInput = z.output<typeof answerInput>;
export type CloseInput = z.output<typeof closeInput>;
export type ReopenInput = z.output<typeof reopenInput>;
export type TellInput = z.output<typeof tellInput>;
export type FeedbackAction = z.output<typeof feedbackAction>;
export type FeedbackRequirement = z.output<typeof feedbackRequirement>;
export type LinkInput = z.output<typeof linkInput>;
export type Told = z.output<typeof toldInput>;
