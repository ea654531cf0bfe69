import { copyByNumber } from "@/features/copies/queries";
import { copyNumber } from "@/features/copies/schema";
import { NotFound } from "@/server/errors";
import { json, route } from "@/server/route";

export const GET = route<{ number: string }>({ permission: "copy:read" }, async (access, _request, { number }) => {
  const asked = copyNumber(number);
  const copy = asked === null ? null : await copyByNumber(access, asked);
  if (!copy) throw new NotFound();
  const { status, progress, failure } = copy;
  return json({ status, progress, failure });
});
