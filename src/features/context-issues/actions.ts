"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createIssue = action({ permission: "context-issue:write", input: schema.newIssue }, mutations.createIssue);
export const updateIssue = action({ permission: "context-issue:write", input: schema.issueChange }, mutations.updateIssue);
export const retireIssue = action({ permission: "context-issue:write", input: schema.issueRetirement }, mutations.retireIssue);
export const bringBackIssue = action({ permission: "context-issue:write", input: schema.issueReturn }, mutations.bringBackIssue);
export const tieParties = action({ permission: "context-issue:write", input: schema.issueParties }, mutations.tieParties);
export const determineClimate = action(
  { permission: "organization:update", input: schema.climateDetermination },
  mutations.determineClimate,
);
