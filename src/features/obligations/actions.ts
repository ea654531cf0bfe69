"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { obligationOptions } from "./queries";
import * as schema from "./schema";

export const createObligation = action({ permission: "obligation:write", input: schema.obligationInput }, (access, input) =>
  mutations.createObligation(access, input),
);
export const updateObligation = action({ permission: "obligation:write", input: schema.obligationChange }, (access, input) =>
  mutations.updateObligation(access, input),
);
export const verifyObligation = action({ permission: "obligation:write", input: schema.obligationLifeInput }, (access, input) =>
  mutations.verifyObligation(access, input),
);
export const retireObligation = action({ permission: "obligation:write", input: schema.obligationLifeInput }, (access, input) =>
  mutations.retireObligation(access, input),
);
export const bringBackObligation = action({ permission: "obligation:write", input: schema.obligationLifeInput }, (access, input) =>
  mutations.bringBackObligation(access, input),
);
/** Obligations for the pickers, while somebody types. */
export const findObligations = action({ permission: "obligation:read", input: schema.obligationSearchInput }, (access, { q }) =>
  obligationOptions(access, { q, limit: 30 }),
);
