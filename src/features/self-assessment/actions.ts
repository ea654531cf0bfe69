"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const keepRun = action({ permission: "self-assessment:run", input: schema.keptRunInput }, mutations.keepRun);
export const acceptForNow = action({ permission: "acceptance:write", input: schema.acceptanceInput }, mutations.acceptForNow);
export const withdrawAcceptance = action({ permission: "acceptance:write", input: schema.withdrawalInput }, mutations.withdrawAcceptance);
