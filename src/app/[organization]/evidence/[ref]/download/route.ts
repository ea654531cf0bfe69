import { attachment, refusalPage } from "@/features/evidence/answers";
import { openFile } from "@/features/evidence/mutations";
import { Refused } from "@/server/errors";
import { route } from "@/server/route";

/** The file of a piece of evidence: only when it is still what was filed, and only to keep, never to be shown in the browser. */
export const GET = route<{ ref: string }>({ permission: "evidence:download" }, async (access, request, { ref }) => {
  try {
    return attachment(await openFile(access, String(ref)));
  } catch (error) {
    if (error instanceof Refused && request.headers.get("sec-fetch-mode") === "navigate")
      return refusalPage(error, `/${access.organization.slug}/evidence/${encodeURIComponent(String(ref))}`);
    throw error;
  }
});
