import { notFound } from "next/navigation";
import { cache } from "react";
import { getParty, type PartyRecord } from "@/features/interested-parties/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The party of the address, read once for a page and its title; anything else is "not found". */
export const partyOfPage = cache(async (access: Access, ref: string): Promise<PartyRecord> => {
  try {
    return await getParty(access, ref);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
