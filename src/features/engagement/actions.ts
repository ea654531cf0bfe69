"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const logEntry = action({ permission: "engagement:write", input: schema.newEntry }, mutations.logEntry);
export const updateEntry = action({ permission: "engagement:write", input: schema.entryChange }, mutations.updateEntry);
export const retireEntry = action({ permission: "engagement:write", input: schema.entryDeed }, mutations.retireEntry);
export const bringBackEntry = action({ permission: "engagement:write", input: schema.entryReturn }, mutations.bringBackEntry);
export const findRequirementsOfParty = action(
  { permission: "engagement:write", input: schema.requirementsWanted },
  queries.requirementsOfParty,
);
export const findDocuments = action({ permission: "engagement:write", input: schema.documentSearch }, queries.documentOptions);
