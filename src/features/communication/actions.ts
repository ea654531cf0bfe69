"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const addLine = action({ permission: "communication:write", input: schema.newLine }, mutations.addLine);
export const updateLine = action({ permission: "communication:write", input: schema.lineChange }, mutations.updateLine);
export const retireLine = action({ permission: "communication:write", input: schema.lineRetirement }, mutations.retireLine);
export const bringBackLine = action({ permission: "communication:write", input: schema.lineReturn }, mutations.bringBackLine);
export const markDone = action({ permission: "communication:write", input: schema.lineDone }, mutations.markDone);
export const takeProposals = action({ permission: "communication:write", input: schema.takenProposals }, mutations.takeProposals);
export const dismissProposal = action({ permission: "communication:write", input: schema.dismissedProposal }, mutations.dismissProposal);
