import { nextForTriage, triageItem } from "@/features/triage/queries";
import { parseTriageFilter } from "@/features/triage/schema";
import { NotFound } from "@/server/errors";
import { json, route } from "@/server/route";

const REF = /^REQ-\d{1,9}$/;

/** The next batch (?after=REQ-012), or one requirement as it stands now (?ref=REQ-012). */
export const GET = route({ permission: "requirement:read" }, async (access, request) => {
  const query = new URL(request.url).searchParams;
  const ref = query.get("ref");
  if (ref !== null) {
    const item = REF.test(ref) ? await triageItem(access, ref) : null;
    if (!item) throw new NotFound();
    return json(item);
  }
  const after = query.get("after");
  return json(await nextForTriage(access, parseTriageFilter(query), after && REF.test(after) ? after : null));
});
