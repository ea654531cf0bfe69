import { importRegister, takeRegister } from "@/features/register-file/mutations";
import { REGISTER_FILE_LIMIT } from "@/features/register-file/schema";
import { today } from "@/server/clock";
import { Refused } from "@/server/errors";
import { download, json, route } from "@/server/route";
import { readUpload } from "@/server/upload";

export const GET = route({ permission: "register:export" }, async (access) => {
  const file = await takeRegister(access);
  return download(new Uint8Array(file), `${access.organization.slug}_register_${today()}.json`, "application/json");
});

export const POST = route({ permission: "register:import" }, async (access, request) => {
  const bytes = await readUpload(request, REGISTER_FILE_LIMIT);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused("register-not-json");
  }
  return json({ ok: true, data: await importRegister(access, content) });
});
