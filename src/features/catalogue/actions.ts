"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const pickFromCatalogue = action({ permission: "interested-party:create", input: schema.pickInput }, (access, input) =>
  mutations.pickFromCatalogue(access, input),
);
export const ruleOut = action({ permission: "interested-party:decide", input: schema.ruleOutInput }, (access, input) =>
  mutations.ruleOut(access, input),
);
export const withdrawRuling = action({ permission: "interested-party:decide", input: schema.withdrawInput }, (access, input) =>
  mutations.withdrawRuling(access, input),
);
