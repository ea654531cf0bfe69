"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as schema from "./schema";

export const nameVectors = action({ permission: "organization:update", input: schema.vectorNaming }, mutations.nameVectors);
