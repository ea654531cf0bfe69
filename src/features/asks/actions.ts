"use server";

import { action, publicAction } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const sendRound = action({ permission: "ask:send", input: schema.newRound }, mutations.sendRound);
export const previewRound = action({ permission: "ask:send", input: schema.previewInput }, mutations.previewRound);
export const closeRound = action({ permission: "ask:send", input: schema.roundDeed }, mutations.closeRound);
export const reopenRound = action({ permission: "ask:send", input: schema.roundDeed }, mutations.reopenRound);
export const revokeAsk = action({ permission: "ask:send", input: schema.askDeed }, mutations.revokeAsk);
export const resendAsk = action({ permission: "ask:send", input: schema.resendInput }, mutations.resendAsk);
export const handOutLink = action({ permission: "ask:send", input: schema.linkInput }, mutations.handOutLink);
export const remindNow = action({ permission: "ask:send", input: schema.remindInput }, mutations.remindNow);
export const decideAnswer = action({ permission: "requirement:confirm", input: schema.verdictInput }, mutations.decideAnswer);

// Whoever holds the link has no account; the link is the key and is asked inside.
export const answerAsk = publicAction({ input: schema.answerInput }, mutations.answerAsk);
export const noteOpened = publicAction({ input: schema.tokenInput }, mutations.noteOpened);
