import { notFound } from "next/navigation";
import { cache } from "react";
import { getManagementReview, type ManagementReviewRecord } from "@/features/management-reviews/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The management review of the address, read once for a page and its title; anything else is "not found". */
export const reviewOfPage = cache(async (access: Access, ref: string): Promise<ManagementReviewRecord> => {
  try {
    return await getManagementReview(access, ref);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
