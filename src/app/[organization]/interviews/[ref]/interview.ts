import { notFound } from "next/navigation";
import { cache } from "react";
import { getInterview, type InterviewRecord } from "@/features/interviews/queries";
import type { Access } from "@/server/access";

/** The interview of the address, read once for a page and its title. */
export const interviewOfPage = cache(async (access: Access, ref: string): Promise<InterviewRecord> => {
  return (await getInterview(access, ref)) ?? notFound();
});
