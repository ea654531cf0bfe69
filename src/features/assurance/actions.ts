"use server";

import { action, publicAction } from "@/server/action";
import { mayAsk } from "@/server/ask-limit";
import { Refused } from "@/server/errors";
import { currentRequest } from "@/server/request";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const makeSheet = action({ permission: "assurance:share", input: schema.newSheet }, mutations.makeSheet);
export const handOutSheet = action({ permission: "assurance:share", input: schema.sheetHandOut }, mutations.handOutSheet);
export const revokeSheet = action({ permission: "assurance:share", input: schema.sheetEnd }, mutations.revokeSheet);

/** Whoever holds the link has no account; the link is the key, and this click opens the sheet. */
export const openSheet = publicAction({ input: schema.sheetToken }, async ({ token }) => {
  if (!mayAsk((await currentRequest()).address)) throw new Refused("assurance-wait");
  return mutations.openSheet(token);
});
