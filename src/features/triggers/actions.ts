"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const logEvent = action({ permission: "trigger:write", input: schema.newEvent }, mutations.logEvent);
export const updateEvent = action({ permission: "trigger:write", input: schema.eventChange }, mutations.updateEvent);
export const openReviewOfEvent = action({ permission: "trigger:write", input: schema.eventDeed }, mutations.openReviewOfEvent);
export const setCorrectiveAction = action({ permission: "action:write", input: schema.actionOfEvent }, mutations.setCorrectiveAction);
export const closeEvent = action({ permission: "trigger:write", input: schema.eventDeed }, mutations.closeEventByHand);
export const dismissEvent = action({ permission: "trigger:write", input: schema.eventDismissal }, mutations.dismissEvent);
export const reopenEvent = action({ permission: "trigger:write", input: schema.eventDismissal }, mutations.reopenEvent);
export const saveRule = action({ permission: "trigger-rule:write", input: schema.ruleInput }, mutations.saveRule);
export const returnRule = action({ permission: "trigger-rule:write", input: schema.ruleReturn }, mutations.returnRule);
