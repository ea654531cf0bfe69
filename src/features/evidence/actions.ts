"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createEvidence = action({ permission: "evidence:write", input: schema.newEvidence }, mutations.createEvidence);
export const updateEvidence = action({ permission: "evidence:write", input: schema.evidenceChange }, mutations.updateEvidence);
export const replaceFile = action({ permission: "evidence:write", input: schema.fileReplacement }, mutations.replaceFile);
export const retireEvidence = action({ permission: "evidence:write", input: schema.evidenceRetirement }, mutations.retireEvidence);
export const bringBackEvidence = action({ permission: "evidence:write", input: schema.evidenceReturn }, mutations.bringBackEvidence);
export const checkFiles = action({ permission: "evidence:download", input: schema.nothing }, (access) => mutations.checkFiles(access));
