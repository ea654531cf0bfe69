"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const addSilentParty = action({ permission: "interested-party:create", input: schema.silentInput }, (access, input) =>
  mutations.addSilentParty(access, input),
);
