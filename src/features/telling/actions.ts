"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const tellByMail = action({ permission: "communication:write", input: schema.toldByMail }, mutations.tellByMail);
export const tellOtherwise = action({ permission: "communication:write", input: schema.toldOtherwise }, mutations.tellOtherwise);
export const needNotTell = action({ permission: "communication:write", input: schema.needNotTell }, mutations.needNotTell);
export const writeTexts = action({ permission: "communication:write", input: schema.textsAbout }, queries.mailTexts);
