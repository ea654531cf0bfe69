"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createNote = action({ permission: "horizon:write", input: schema.newNote }, mutations.createNote);
export const updateNote = action({ permission: "horizon:write", input: schema.noteChange }, mutations.updateNote);
export const assessNote = action({ permission: "horizon:write", input: schema.noteAssessment }, mutations.assessNote);
export const reopenNote = action({ permission: "horizon:write", input: schema.noteDeed }, mutations.reopenNote);
export const retireNote = action({ permission: "horizon:write", input: schema.noteDeed }, mutations.retireNote);
export const bringBackNote = action({ permission: "horizon:write", input: schema.noteDeed }, mutations.bringBackNote);
