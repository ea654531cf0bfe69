import { copyByHash } from "@/features/copies/queries";
import { sha256Of } from "@/features/copies/schema";
import { translator } from "@/lib/translate";
import { Invalid } from "@/server/errors";
import { json, route } from "@/server/route";

/** Which copy has this fingerprint. The file itself never comes here. */
export const GET = route({ permission: "copy:read" }, async (access, request) => {
  const sha256 = sha256Of(new URL(request.url).searchParams.get("sha256"));
  if (!sha256) throw new Invalid({ sha256: translator("copies")("check.noHash") });
  const copy = await copyByHash(access, sha256);
  if (!copy) return json({ copy: null });
  const { number, title, versionLabel, madeAt, madeByName, currency } = copy;
  return json({ copy: { number, title, versionLabel, madeAt, madeByName, currency } });
});
