import { z } from "zod";
import { MOST_OPTIONS, MOST_QUESTIONS } from "@/domain/survey";
import { OUTSIDE_LANGUAGES, SURVEY_QUESTION_KINDS } from "@/domain/vocabulary";
import { useInput } from "@/features/interviews/schema";
import { day, flag, id, ids, line, optionalId, prose, reason, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };

const fields = {
  title: requiredLine(200),
  introduction: prose(4_000),
  partyIds: ids(500),
  anonymous: flag(),
  language: z.enum(OUTSIDE_LANGUAGES).default("en"),
  closesOn: day(),
  remindDays: scale(0, 365).transform((days) => days ?? 0),
  ownerId: optionalId(),
  note: prose(),
};

/** `startWith`: what the draft already asks. */
export const newSurvey = z.strictObject({ ...fields, startWith: z.enum(["four", "nothing"]).default("four") });
export const surveyChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const surveyDeed = z.strictObject({ ...target, reason: reason() });
export const surveyRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const closingMove = z.strictObject({
  ...target,
  closesOn: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
});

/** Without an id it is a new question. Options stand one to a line. */
export const questionInput = z
  .strictObject({
    surveyId: id(),
    questionId: optionalId(),
    version: z.union([z.null(), version()]).default(null),
    question: requiredProse(1_000),
    kind: z.enum(SURVEY_QUESTION_KINDS),
    options: prose(10_000)
      .transform((text) => [
        ...new Set(
          text
            .split("\n")
            .map((option) => option.trim().replace(/\s+/g, " "))
            .filter(Boolean),
        ),
      ])
      .pipe(z.array(z.string().max(200)).max(MOST_OPTIONS)),
    required: flag(),
  })
  .refine(({ kind, options }) => kind !== "choice" || options.length >= 2, { path: ["options"], params: { key: "two_options" } })
  .transform(({ options, ...rest }) => ({ ...rest, options: rest.kind === "choice" ? options : [] }));
export const bankInput = z.strictObject({ surveyId: id(), keys: z.array(z.string().max(60)).min(1).max(MOST_QUESTIONS) });
export const questionTarget = z.strictObject({ id: id(), version: version() });
export const questionMove = z.strictObject({ id: id(), version: version(), direction: z.enum(["up", "down"]) });

const recipients = { contactIds: ids(2_000), pasted: prose(200_000), pastedPartyId: optionalId() };
export const openingInput = z.strictObject({ ...target, ...recipients });
export const invitingInput = z.strictObject({ id: id(), ...recipients });
export const invitationTarget = z.strictObject({ id: id(), version: version(), reason: reason() });

/** `partyId`: whose words an answer is taken as, where the answer itself does not say it. */
export const surveyUse = z.strictObject({ ...useInput.shape, partyId: optionalId() });

export const partySearch = z.strictObject({ q: line(200) });

/** From outside. Texts may be far too long here: the page says so in its own words, and nothing typed is lost. */
export const outsideAnswer = z.strictObject({
  token: z.string().max(200),
  /** Drawn by the page: the same sending twice is one answer. */
  responseId: z.uuid(),
  /** Of the answer that is changed; null for the first one. */
  stamp: z.union([z.null(), z.int().min(1)]).default(null),
  answers: z
    .record(z.uuid(), z.string().max(300_000))
    .refine((answers) => Object.keys(answers).length <= MOST_QUESTIONS * 2, { params: { key: "too_many" } }),
});

export type NewSurvey = z.output<typeof newSurvey>;
export type SurveyChange = z.output<typeof surveyChange>;
export type SurveyDeed = z.output<typeof surveyDeed>;
export type QuestionInput = z.output<typeof questionInput>;
export type OpeningInput = z.output<typeof openingInput>;
export type InvitingInput = z.output<typeof invitingInput>;
export type SurveyUse = z.output<typeof surveyUse>;
export type OutsideAnswer = z.output<typeof outsideAnswer>;
