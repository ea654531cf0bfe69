import { notFound } from "next/navigation";
import { cache } from "react";
import { type IssuedContent, issuedStatement } from "@/features/statement-of-applicability/queries";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";

/** The issued statement of the address; anything else is "not found". */
export const issuedOfPage = cache(async (access: Access, number: string): Promise<IssuedContent> => {
  try {
    return await issuedStatement(access, number);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});
