import { REGISTER_FILE_LIMIT } from "@/features/register-file/schema";
import { assessFile } from "@/features/self-assessment/mutations";
import { Refused } from "@/server/errors";
import { json, route } from "@/server/route";
import { readUpload } from "@/server/upload";

export const POST = route({ permission: "self-assessment:run" }, async (access, request) => {
  const bytes = await readUpload(request, REGISTER_FILE_LIMIT);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused("register-not-json");
  }
  return json({ ok: true, data: await assessFile(access, content) });
});
