"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const startVersion = action({ permission: "version:prepare", input: schema.newVersion }, mutations.startVersion);
export const updateVersion = action({ permission: "version:prepare", input: schema.versionChange }, mutations.updateVersion);
export const submitVersion = action({ permission: "version:prepare", input: schema.submission }, mutations.submitVersion);
export const withdrawVersion = action({ permission: "version:prepare", input: schema.submission }, mutations.withdrawVersion);
export const decideVersion = action({ permission: "approval:give", input: schema.decisionInput }, mutations.decideVersion);
export const setApprovalRules = action({ permission: "organization:update", input: schema.approvalRules }, mutations.setApprovalRules);
