import { whatIfFile } from "@/features/what-if/files";
import { askedDrops } from "@/features/what-if/schema";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) => {
  const { searchParams } = new URL(request.url);
  return whatIfFile(access, searchParams.get("format"), askedDrops(searchParams));
});
