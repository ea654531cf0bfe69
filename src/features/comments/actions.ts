"use server";

import { action } from "@/server/action";
import * as mutations from "./mutations";
import { commentInput, resolveInput } from "./schema";

export const addComment = action({ permission: "comment:write", input: commentInput }, mutations.addComment);
export const resolveComment = action({ permission: "comment:write", input: resolveInput }, mutations.resolveComment);
