"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const addContact = action({ permission: "contact:write", input: schema.newContact }, mutations.addContact);
export const updateContact = action({ permission: "contact:write", input: schema.contactChange }, mutations.updateContact);
export const retireContact = action({ permission: "contact:write", input: schema.contactRetirement }, mutations.retireContact);
export const takeOverRepresentative = action(
  { permission: "contact:write", input: schema.takeOverInput },
  mutations.takeOverRepresentative,
);
