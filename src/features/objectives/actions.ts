"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const createObjective = action({ permission: "objective:write", input: schema.newObjective }, mutations.createObjective);
export const updateObjective = action({ permission: "objective:write", input: schema.objectiveChange }, mutations.updateObjective);
export const retireObjective = action({ permission: "objective:write", input: schema.objectiveRetirement }, mutations.retireObjective);
export const bringBackObjective = action({ permission: "objective:write", input: schema.objectiveReturn }, mutations.bringBackObjective);
export const linkRequirements = action({ permission: "objective:write", input: schema.objectiveRequirements }, mutations.linkRequirements);
export const chooseObjectives = action(
  { permission: "requirement:update", input: schema.requirementObjectives },
  mutations.chooseObjectives,
);
/** For the picker that searches among thousands. */
export const findRequirements = action({ permission: "requirement:read", input: schema.requirementSearch }, (access, { q }) =>
  queries.requirementOptions(access, { q }),
);
