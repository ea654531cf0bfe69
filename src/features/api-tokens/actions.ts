"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const makeToken = action({ permission: "api-token:manage", input: schema.newToken }, mutations.makeToken);
export const revokeToken = action({ permission: "api-token:manage", input: schema.tokenDeed }, mutations.revokeToken);
