"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const triageRequirement = action({ permission: "requirement:decide", input: schema.triageInput }, mutations.triageRequirement);
