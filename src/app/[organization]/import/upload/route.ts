import { storeUpload } from "@/features/import/mutations";
import { DEFAULT_LIMITS } from "@/lib/spreadsheet-refusal";
import { json, route } from "@/server/route";
import { readUpload, uploadName } from "@/server/upload";

export const POST = route({ permission: "import:run" }, async (access, request) =>
  json({ ok: true, data: await storeUpload(access, await readUpload(request, DEFAULT_LIMITS.fileBytes), uploadName(request)) }, 201),
);
