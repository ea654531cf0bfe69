import { z } from "zod";
import { LONGEST_PARTY_NAME } from "@/domain/interested-party";
import { QUESTION_GROUP_KEYS } from "@/domain/interview-guide";
import { ELICITATION_METHODS, PARTY_CATEGORIES, PARTY_KINDS, REQUIREMENT_KINDS, STRENGTHS } from "@/domain/vocabulary";
import { choice, id, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const realDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(
    (value) =>
      value >= "1900-01-01" &&
      !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
      new Date(`${value}T00:00:00Z`).toISOString().startsWith(value),
    {
      params: { key: "not_a_day" },
    },
  );

const written = {
  partyId: id(),
  method: z.enum(ELICITATION_METHODS).default("interview"),
  heldOn: realDay,
  interviewerId: optionalId(),
  interviewees: line(1_000),
  guide: z.enum(QUESTION_GROUP_KEYS as [string, ...string[]]).default("general"),
  note: prose(),
};

export const interviewInput = z.strictObject(written);
export const interviewChange = z.strictObject({ id: id(), version: version(), ...written });
export const interviewTarget = z.strictObject({ id: id(), version: version() });

/** The first saving of an answer has neither id nor version; a question of one's own has no key. */
export const answerInput = z.strictObject({
  interviewId: id(),
  answerId: optionalId(),
  version: z.union([z.null(), version()]).default(null),
  questionKey: z.string().max(60).default(""),
  question: line(1_000),
  answer: prose(),
});

const value = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(60)).max(20)]);

export const useInput = z.strictObject({
  answerId: id(),
  version: version(),
  use: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("party-field"), field: z.string().max(60), value, recordVersion: version(), reason: reason() }),
    z.strictObject({
      kind: z.literal("requirement-field"),
      requirementId: id(),
      field: z.string().max(60),
      value,
      recordVersion: version(),
      reason: reason(),
    }),
    z.strictObject({
      kind: z.literal("new-requirement"),
      statement: requiredProse(4_000),
      requirementKind: z.enum(REQUIREMENT_KINDS).default("business"),
      strength: choice(STRENGTHS),
    }),
    z.strictObject({
      kind: z.literal("new-party"),
      name: requiredLine(LONGEST_PARTY_NAME),
      category: z.enum(PARTY_CATEGORIES),
      partyKind: z.enum(PARTY_KINDS).default("group"),
    }),
    z.strictObject({ kind: z.literal("party-note"), text: requiredProse(4_000), recordVersion: version(), reason: reason() }),
  ]),
});

export const partySearch = z.strictObject({ q: line(200) });

export type InterviewInput = z.output<typeof interviewInput>;
export type InterviewChange = z.output<typeof interviewChange>;
export type AnswerInput = z.output<typeof answerInput>;
export type UseInput = z.output<typeof useInput>;
