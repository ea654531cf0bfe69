"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const drawSample = action({ permission: "audit-sample:draw", input: schema.sampleInput }, mutations.drawSample);
export const addNote = action({ permission: "audit-note:write", input: schema.newNote }, mutations.addNote);
export const changeNote = action({ permission: "audit-note:write", input: schema.noteChange }, mutations.changeNote);
export const removeNote = action({ permission: "audit-note:write", input: schema.noteRemoval }, mutations.removeNote);
export const requestEvidence = action({ permission: "evidence:request", input: schema.evidenceRequest }, mutations.requestEvidence);
export const answerRequest = action({ permission: "action:write", input: schema.requestAnswer }, mutations.answerRequest);
