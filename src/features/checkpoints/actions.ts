"use server";

import { action } from "@/server/action";
import { checkpoint } from "./mutations";
import { nothing } from "./schema";

export const makeCheckpoint = action({ permission: "checkpoint:make", input: nothing }, async (access) => {
  const { sequence, made } = await checkpoint(access, "manual");
  return { sequence, made };
});
