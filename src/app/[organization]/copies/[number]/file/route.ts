import { fetchKept } from "@/features/copies/mutations";
import { copyNumber } from "@/features/copies/schema";
import { NotFound } from "@/server/errors";
import { route } from "@/server/route";

/** The file of a copy that was made in the background, for whoever made it. */
export const GET = route<{ number: string }>({ permission: "copy:read" }, async (access, _request, { number }) => {
  const asked = copyNumber(number);
  if (asked === null) throw new NotFound();
  return fetchKept(access, asked);
});
