import { workshopEntries } from "@/features/workshops/queries";
import { json, route } from "@/server/route";

/** What is new since the cursor; asked about once a second by every device in the room. */
export const GET = route<{ ref: string }>({ permission: "workshop:read" }, async (access, request, { ref }) => {
  const since = new URL(request.url).searchParams.get("since") ?? "";
  return json(await workshopEntries(access, ref, /^\d{1,15}$/.test(since) ? Number(since) : null));
});
