"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createReview = action({ permission: "review:write", input: schema.newReview }, mutations.createReview);
export const openReview = action({ permission: "review:write", input: schema.reviewTarget }, mutations.openReview);
export const updateReview = action({ permission: "review:write", input: schema.reviewChange }, mutations.updateReview);
export const cancelReview = action({ permission: "review:write", input: schema.reviewCancel }, mutations.cancelReview);
export const completeReview = action({ permission: "review:write", input: schema.reviewCompletion }, mutations.completeReview);
export const decideItem = action({ permission: "review:take-part", input: schema.verdictInput }, mutations.decideItem);
export const decideItems = action({ permission: "review:take-part", input: schema.verdictsInput }, mutations.decideItems);
export const partyStillValid = action({ permission: "review:take-part", input: schema.partyStillValid }, mutations.partyStillValid);
export const answerPrompt = action({ permission: "review:take-part", input: schema.answerInput }, mutations.answerPrompt);
