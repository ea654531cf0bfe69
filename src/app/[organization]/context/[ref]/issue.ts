import { notFound } from "next/navigation";
import { cache } from "react";
import { getIssue, type IssueRecord } from "@/features/context-issues/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The issue of the address, read once for a page and its title; anything else is "not found". */
export const issueOfPage = cache(async (access: Access, ref: string): Promise<IssueRecord> => {
  try {
    return await getIssue(access, ref);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
