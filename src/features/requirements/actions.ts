"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createRequirement = action({ permission: "requirement:create", input: schema.requirementInput }, (access, input) =>
  mutations.createRequirement(access, input),
);

export const updateRequirement = action({ permission: "requirement:update", input: schema.requirementChange }, (access, input) =>
  mutations.updateRequirement(access, input),
);

export const decideRelevance = action({ permission: "requirement:decide", input: schema.relevanceInput }, (access, input) =>
  mutations.decideRelevance(access, input),
);

export const decideIsms = action({ permission: "requirement:decide", input: schema.ismsInput }, (access, input) =>
  mutations.decideIsms(access, input),
);

export const decidePriority = action({ permission: "requirement:decide", input: schema.priorityInput }, (access, input) =>
  mutations.decidePriority(access, input),
);

export const confirmRequirement = action({ permission: "requirement:confirm", input: schema.confirmationInput }, (access, input) =>
  mutations.confirmRequirement(access, input),
);

export const assessFulfilment = action({ permission: "requirement:update", input: schema.fulfilmentInput }, (access, input) =>
  mutations.assessFulfilment(access, input),
);

export const activateRequirement = action({ permission: "requirement:decide", input: schema.activateInput }, (access, input) =>
  mutations.activateRequirement(access, input),
);

export const retireRequirement = action({ permission: "requirement:retire", input: schema.lifeInput }, (access, input) =>
  mutations.retireRequirement(access, input),
);

export const bringBackRequirement = action({ permission: "requirement:retire", input: schema.lifeInput }, (access, input) =>
  mutations.bringBackRequirement(access, input),
);
