import { z } from "zod";
import { ROUND_STATES } from "@/domain/ask";
import { ASK_ANSWERS, HOW_MET_ANSWERS, OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { requiredMailAddress } from "@/features/contacts/schema";
import { day, flag, id, ids, line, prose, reason, requiredLine, scale, version } from "@/lib/zod-fields";

const MOST_PARTIES = 5_000;
const MOST_REQUIREMENTS = 20_000;
const target = { id: id(), version: version() };
const refs = (maximum: number) => z.array(z.string().min(1).max(40)).max(maximum).default([]);
const required = { params: { key: "required" } };

/** For whom a round is made, and what was ticked differently from the proposal. */
const choice = {
  state: z.enum(ROUND_STATES).default("unconfirmed"),
  /** Only these parties; none: all. */
  partyRefs: refs(200),
  /** Only these requirements are ticked; none: as the state proposes. */
  requirementRefs: refs(200),
  leaveOut: ids(MOST_PARTIES),
  tick: ids(MOST_REQUIREMENTS),
  untick: ids(MOST_REQUIREMENTS),
  /** Contacts to be asked in place of the first of their party. */
  contactIds: ids(MOST_PARTIES),
};

const letter = {
  title: requiredLine(200),
  message: prose(4_000),
  withHowMet: flag(),
  dueOn: day().refine((value): value is string => value !== null, required),
  expiresOn: day().refine((value): value is string => value !== null, required),
};

export const newRound = z.strictObject({
  ...choice,
  ...letter,
  remindDays: scale(0, 365).transform((days) => days ?? 0),
  note: prose(4_000),
  /** So many mails were announced on the page. */
  expected: z.int().min(0).max(MOST_PARTIES),
});
export const previewInput = z.strictObject({ ...choice, ...letter });

export const roundDeed = z.strictObject({ ...target, reason: reason() });
export const askDeed = z.strictObject({ ...target, reason: reason() });
export const linkInput = z.strictObject({ id: id() });
export const resendInput = z.strictObject({
  ...target,
  recipientName: requiredLine(200),
  recipientEmail: requiredMailAddress(),
  language: z.enum(OUTSIDE_LANGUAGES),
});
/** All who did not answer, or one of them. */
export const remindInput = z.strictObject({ batchId: id(), askId: z.union([z.null(), id()]).default(null) });

export const verdictInput = z.strictObject({
  ...target,
  /** The version of the requirement that the person saw beside the answer. */
  requirementVersion: version(),
  verdict: z.enum(["confirmed", "accepted", "declined"]),
  /** How the requirement reads from now on, where a change is accepted. */
  statement: prose(4_000),
  note: line(2_000),
  tell: flag(),
});

/** Longer than what is taken, so that the sentence about it comes in the language of the page; beyond that it is no text somebody typed. */
const typed = () => z.string().max(200_000).default("");

export const answerInput = z.strictObject({
  token: z.string().max(200),
  /** When the answer that the page showed was given; null: it showed none. */
  seen: z.union([z.null(), z.string().max(40)]).default(null),
  answeredBy: typed(),
  comment: typed(),
  /** "We see ourselves as an interested party, as you have it." */
  seesItself: flag(),
  items: z
    .array(
      z.strictObject({
        id: id(),
        answer: z.enum(["", ...ASK_ANSWERS]).default(""),
        proposal: typed(),
        comment: typed(),
        howMetAnswer: z.enum(["", ...HOW_MET_ANSWERS]).default(""),
      }),
    )
    .max(1_000),
});
export const tokenInput = z.strictObject({ token: z.string().max(200) });

export type NewRound = z.output<typeof newRound>;
export type RoundPreview = z.output<typeof previewInput>;
export type RoundChoice = Pick<NewRound, "state" | "partyRefs" | "requirementRefs">;
export type AnswerInput = z.output<typeof answerInput>;
export type VerdictInput = z.output<typeof verdictInput>;
