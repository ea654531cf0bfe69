"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { sourceOptions } from "./queries";
import * as schema from "./schema";

export const createSource = action({ permission: "source:write", input: schema.sourceInput }, (access, input) =>
  mutations.createSource(access, input),
);
export const updateSource = action({ permission: "source:write", input: schema.sourceChange }, (access, input) =>
  mutations.updateSource(access, input),
);
export const retireSource = action({ permission: "source:write", input: schema.sourceLifeInput }, (access, input) =>
  mutations.retireSource(access, input),
);
export const bringBackSource = action({ permission: "source:write", input: schema.sourceLifeInput }, (access, input) =>
  mutations.bringBackSource(access, input),
);
/** Documents for the pickers, while somebody types. */
export const findSources = action({ permission: "source:read", input: schema.sourceSearchInput }, (access, { q }) =>
  sourceOptions(access, { q, limit: 30 }),
);
