import { searchRecords } from "@/features/search/queries";
import { json, route } from "@/server/route";

export const GET = route({ permission: "interested-party:read" }, async (access, request) => {
  const q = new URL(request.url).searchParams.get("q") ?? "";
  return json(await searchRecords(access, q));
});
