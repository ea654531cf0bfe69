import { notFound } from "next/navigation";
import { cache } from "react";
import { type ControlRecord, getControl } from "@/features/controls/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The control of the address, read once for a page and its title; anything else is "not found". */
export const controlOfPage = cache(async (access: Access, ref: string): Promise<ControlRecord> => {
  try {
    return await getControl(access, ref);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
