"use server";

import { action, publicAction } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const takeFeedback = action({ permission: "engagement:write", input: schema.takeInput }, mutations.takeFeedback);
export const answerFeedback = action({ permission: "engagement:write", input: schema.answerInput }, mutations.answerFeedback);
export const closeFeedback = action({ permission: "engagement:write", input: schema.closeInput }, mutations.closeFeedback);
export const reopenFeedback = action({ permission: "engagement:write", input: schema.reopenInput }, mutations.reopenFeedback);
export const openActionOfFeedback = action({ permission: "action:write", input: schema.feedbackAction }, mutations.openActionOfFeedback);
export const requirementOfFeedback = action(
  { permission: "requirement:create", input: schema.feedbackRequirement },
  mutations.requirementOfFeedback,
);
/** What leaves the house is sent by whoever may ask parties. */
export const tellByMail = action({ permission: "ask:send", input: schema.tellInput }, mutations.tellByMail);
export const issueFeedbackLink = action({ permission: "ask:send", input: schema.linkInput }, mutations.issueFeedbackLink);
export const revokeFeedbackLink = action({ permission: "ask:send", input: schema.linkTarget }, mutations.revokeFeedbackLink);

/** Somebody outside who holds a link and has no account. */
export const giveFeedback = publicAction({ input: schema.toldInput }, mutations.giveFeedback);
