"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const openConflict = action({ permission: "conflict:write", input: schema.newConflict }, mutations.openConflict);
export const updateConflict = action({ permission: "conflict:write", input: schema.conflictChange }, mutations.updateConflict);
export const addStep = action({ permission: "conflict:write", input: schema.newStep }, mutations.addStep);
export const decideConflict = action({ permission: "conflict:decide", input: schema.conflictDecision }, mutations.decideConflict);
export const reopenConflict = action({ permission: "conflict:decide", input: schema.conflictDeed }, mutations.reopenConflict);
export const tellConflict = action({ permission: "conflict:write", input: schema.conflictTelling }, mutations.tellConflict);
export const keepAsExample = action({ permission: "conflict:write", input: schema.conflictExample }, mutations.keepAsExample);
export const retireConflict = action({ permission: "conflict:decide", input: schema.conflictDeed }, mutations.retireConflict);
export const bringBackConflict = action({ permission: "conflict:decide", input: schema.conflictReturn }, mutations.bringBackConflict);
export const drawRisk = action({ permission: "risk:write", input: schema.conflictRisk }, mutations.drawRisk);
export const openConflictAction = action({ permission: "action:write", input: schema.conflictAction }, mutations.openConflictAction);
export const dismissCandidate = action({ permission: "conflict:write", input: schema.candidateDismissal }, mutations.dismissCandidate);
export const withdrawDismissal = action({ permission: "conflict:write", input: schema.dismissalReturn }, mutations.withdrawDismissal);
