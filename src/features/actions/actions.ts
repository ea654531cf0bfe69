"use server";

import { recordOptions } from "@/features/records/queries";
import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createAction = action({ permission: "action:write", input: schema.newAction }, mutations.createAction);
export const updateAction = action({ permission: "action:write", input: schema.actionChange }, mutations.updateAction);
export const planAudit = action({ permission: "action:write", input: schema.newAudit }, mutations.planAudit);
export const updateAudit = action({ permission: "action:write", input: schema.auditChange }, mutations.updateAudit);
export const completeAction = action({ permission: "action:write", input: schema.actionDone }, mutations.completeAction);
export const reopenAction = action({ permission: "action:write", input: schema.actionDeed }, mutations.reopenAction);
export const checkEffectiveness = action({ permission: "action:write", input: schema.effectivenessInput }, mutations.checkEffectiveness);
export const retireAction = action({ permission: "action:write", input: schema.actionDeed }, mutations.retireAction);
export const bringBackAction = action({ permission: "action:write", input: schema.actionReturn }, mutations.bringBackAction);
/** Records that an action may be about, for the picker, while somebody types. */
export const findRecords = action({ permission: "action:write", input: schema.recordSearch }, recordOptions);
