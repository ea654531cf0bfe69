"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";

export const linkTargets = action({ permission: "requirement:update", input: schema.linkInput }, mutations.linkTargets);
export const linkMany = action({ permission: "requirement:update", input: schema.linkManyInput }, mutations.linkMany);
export const changeLink = action({ permission: "requirement:update", input: schema.linkChangeInput }, mutations.changeLink);
export const unlinkTarget = action({ permission: "requirement:update", input: schema.unlinkInput }, mutations.unlinkTarget);
/** Asked while somebody types a target. */
export const targetOptions = action({ permission: "requirement:update", input: schema.targetSearchInput }, queries.targetOptions);
