"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { letterheadInput, noInput } from "./schema";

export const setLetterhead = action({ permission: "organization:update", input: letterheadInput }, mutations.setLetterhead);
export const removeLogo = action({ permission: "organization:update", input: noInput }, mutations.removeLogo);
