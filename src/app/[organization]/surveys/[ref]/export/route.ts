import { resultsFile } from "@/features/surveys/results-file";
import { route } from "@/server/route";

/** The answers of a survey as CSV or XLSX. */
export const GET = route<{ ref: string }>({ permission: "survey:read" }, (access, request, { ref }) => resultsFile(access, request, ref));
