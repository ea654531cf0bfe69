"use server";

import { cookies } from "next/headers";
import { action, publicAction } from "@/server/action";
import { env } from "@/server/env";
import { currentRequest } from "@/server/request";
import * as answering from "./answering";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const createSurvey = action({ permission: "survey:run", input: schema.newSurvey }, mutations.createSurvey);
export const updateSurvey = action({ permission: "survey:run", input: schema.surveyChange }, mutations.updateSurvey);
export const saveQuestion = action({ permission: "survey:run", input: schema.questionInput }, mutations.saveQuestion);
export const addFromBank = action({ permission: "survey:run", input: schema.bankInput }, mutations.addFromBank);
export const removeQuestion = action({ permission: "survey:run", input: schema.questionTarget }, mutations.removeQuestion);
export const moveQuestion = action({ permission: "survey:run", input: schema.questionMove }, mutations.moveQuestion);
export const openSurvey = action({ permission: "survey:run", input: schema.openingInput }, mutations.openSurvey);
export const inviteMore = action({ permission: "survey:run", input: schema.invitingInput }, mutations.inviteMore);
export const remindSurvey = action({ permission: "survey:run", input: schema.surveyDeed }, mutations.remindSurvey);
export const moveClosing = action({ permission: "survey:run", input: schema.closingMove }, mutations.moveClosing);
export const revokeInvitation = action({ permission: "survey:run", input: schema.invitationTarget }, mutations.revokeInvitation);
export const mailInvitationAgain = action({ permission: "survey:run", input: schema.invitationTarget }, mutations.mailInvitationAgain);
export const closeSurvey = action({ permission: "survey:run", input: schema.surveyDeed }, mutations.closeSurvey);
export const retireSurvey = action({ permission: "survey:run", input: schema.surveyRetirement }, mutations.retireSurvey);
export const bringSurveyBack = action({ permission: "survey:run", input: schema.surveyDeed }, mutations.bringSurveyBack);
export const markResultsRead = action({ permission: "survey:run", input: schema.surveyDeed }, mutations.markResultsRead);
export const applySurveyAnswer = action({ permission: "survey:run", input: schema.surveyUse }, mutations.applySurveyAnswer);
/** For the picker: parties that can be asked. */
export const findSurveyParties = action({ permission: "survey:run", input: schema.partySearch }, (access, { q }) =>
  queries.askableParties(access, { q }),
);

const DAY_IN_SECONDS = 86_400;

/** Whoever holds the link has no account; the link is the key. */
export const answerSurvey = publicAction({ input: schema.outsideAnswer }, async (input) => {
  const shown = await answering.openSurveyLink(input.token);
  const name = shown?.anonymous ? answering.answeredCookie(shown.id) : null;
  const before = name !== null && (await currentRequest()).cookie(name) !== undefined;
  const answered = await answering.answerSurvey(input, before);
  if (answered.state === "taken" && name !== null) {
    const left = (Date.parse(`${answered.closesOn}T00:00:00Z`) - Date.now()) / 1_000 + DAY_IN_SECONDS;
    (await cookies()).set(name, "answered", {
      httpOnly: true,
      sameSite: "lax",
      path: "/survey",
      secure: env().secure,
      maxAge: Math.max(DAY_IN_SECONDS, Math.round(left)),
    });
  }
  return answered.state === "faults" ? answered : { state: answered.state };
});
