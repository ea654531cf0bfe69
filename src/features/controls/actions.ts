"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const createControl = action({ permission: "control:write", input: schema.newControl }, mutations.createControl);
export const updateControl = action({ permission: "control:write", input: schema.controlChange }, mutations.updateControl);
export const retireControl = action({ permission: "control:write", input: schema.controlRetirement }, mutations.retireControl);
export const bringBackControl = action({ permission: "control:write", input: schema.controlReturn }, mutations.bringBackControl);
