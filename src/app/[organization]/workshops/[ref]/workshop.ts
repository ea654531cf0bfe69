import { notFound } from "next/navigation";
import { cache } from "react";
import { getWorkshop, type WorkshopRecord } from "@/features/workshops/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The workshop of the address, read once for a page and its title; anything else is "not found". */
export const workshopOfPage = cache(async (access: Access, ref: string): Promise<WorkshopRecord> => {
  try {
    return await getWorkshop(access, ref);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
