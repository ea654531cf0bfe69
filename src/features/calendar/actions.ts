"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const makeFeed = action({ permission: "communication:read", input: schema.newFeed }, mutations.makeFeed);
export const endFeed = action({ permission: "communication:read", input: schema.endedFeed }, mutations.endFeed);
