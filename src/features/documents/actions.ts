"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createDocument = action({ permission: "document:write", input: schema.newDocument }, mutations.createDocument);
export const updateDocument = action({ permission: "document:write", input: schema.documentChange }, mutations.updateDocument);
export const retireDocument = action({ permission: "document:write", input: schema.documentRetirement }, mutations.retireDocument);
export const bringBackDocument = action({ permission: "document:write", input: schema.documentReturn }, mutations.bringBackDocument);
