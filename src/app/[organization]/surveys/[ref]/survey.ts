import { notFound } from "next/navigation";
import { cache } from "react";
import { getSurvey, type SurveyRecord } from "@/features/surveys/queries";
import type { Access } from "@/server/access";

/** The survey of the address, read once for a page and its title. */
export const surveyOfPage = cache(async (access: Access, ref: string): Promise<SurveyRecord> => {
  return (await getSurvey(access, ref)) ?? notFound();
});
