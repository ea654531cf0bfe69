import { notFound } from "next/navigation";
import { cache } from "react";
import { getObjective, type ObjectiveRecord } from "@/features/objectives/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The objective of the address, read once for a page and its title; anything else is "not found". */
export const objectiveOfPage = cache(async (access: Access, ref: string): Promise<ObjectiveRecord> => {
  try {
    return await getObjective(access, ref);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
