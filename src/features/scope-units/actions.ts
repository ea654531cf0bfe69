"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createScopeUnit = action({ permission: "scope:write", input: schema.newScopeUnit }, mutations.createScopeUnit);
export const updateScopeUnit = action({ permission: "scope:write", input: schema.scopeUnitChange }, mutations.updateScopeUnit);
export const retireScopeUnit = action({ permission: "scope:write", input: schema.scopeUnitRetirement }, mutations.retireScopeUnit);
export const bringBackScopeUnit = action({ permission: "scope:write", input: schema.scopeUnitReturn }, mutations.bringBackScopeUnit);
