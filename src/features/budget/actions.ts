"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { payableOptions } from "./queries";
import * as schema from "./schema";

export const createBudgetLine = action({ permission: "budget:write", input: schema.newBudgetLine }, mutations.createBudgetLine);
export const updateBudgetLine = action({ permission: "budget:write", input: schema.budgetLineChange }, mutations.updateBudgetLine);
export const retireBudgetLine = action({ permission: "budget:write", input: schema.budgetLineRetirement }, mutations.retireBudgetLine);
export const bringBackBudgetLine = action({ permission: "budget:write", input: schema.budgetLineReturn }, mutations.bringBackBudgetLine);
/** What money can be spent on, for the picker, while somebody types. */
export const findPayables = action({ permission: "budget:write", input: schema.payableSearch }, payableOptions);
