"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createRisk = action({ permission: "risk:write", input: schema.newRisk }, mutations.createRisk);
export const updateRisk = action({ permission: "risk:write", input: schema.riskChange }, mutations.updateRisk);
export const retireRisk = action({ permission: "risk:write", input: schema.riskRetirement }, mutations.retireRisk);
export const bringBackRisk = action({ permission: "risk:write", input: schema.riskReturn }, mutations.bringBackRisk);
/** Leadership accepts without writing risks, an owner of a risk accepts it without approving anything else: the mutation decides who may. */
export const acceptRisk = action({ permission: "risk:read", input: schema.riskAcceptance }, mutations.acceptRisk);
export const nameRiskScale = action({ permission: "organization:update", input: schema.riskScaleChange }, mutations.nameRiskScale);
