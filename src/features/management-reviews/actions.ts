"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createManagementReview = action(
  { permission: "management-review:write", input: schema.newManagementReview },
  mutations.createManagementReview,
);
export const updateManagementReview = action(
  { permission: "management-review:write", input: schema.managementReviewChange },
  mutations.updateManagementReview,
);
export const recordResults = action({ permission: "management-review:write", input: schema.resultsChange }, mutations.recordResults);
export const updateAgendaItem = action(
  { permission: "management-review:write", input: schema.agendaItemChange },
  mutations.updateAgendaItem,
);
export const refreshFacts = action({ permission: "management-review:write", input: schema.managementReviewTarget }, mutations.refreshFacts);
export const holdManagementReview = action(
  { permission: "management-review:write", input: schema.managementReviewTarget },
  mutations.holdManagementReview,
);
export const raiseAction = action({ permission: "management-review:write", input: schema.raisedAction }, mutations.raiseAction);
export const signManagementReview = action(
  { permission: "management-review:sign", input: schema.signature },
  mutations.signManagementReview,
);
