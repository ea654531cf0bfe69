"use server";

import { recordOptions } from "@/features/records/queries";
import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createFinding = action({ permission: "finding:write", input: schema.newFinding }, mutations.createFinding);
export const updateFinding = action({ permission: "finding:write", input: schema.findingChange }, mutations.updateFinding);
export const closeFinding = action({ permission: "finding:write", input: schema.findingClosing }, mutations.closeFinding);
export const reopenFinding = action({ permission: "finding:write", input: schema.findingDeed }, mutations.reopenFinding);
export const retireFinding = action({ permission: "finding:write", input: schema.findingDeed }, mutations.retireFinding);
export const bringBackFinding = action({ permission: "finding:write", input: schema.findingClosing }, mutations.bringBackFinding);
/** Records that a finding may concern, for the picker, while somebody types. */
export const findRecords = action({ permission: "finding:write", input: schema.recordSearch }, recordOptions);
