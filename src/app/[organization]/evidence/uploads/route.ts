import { uploadStart } from "@/features/evidence/schema";
import { startUpload } from "@/features/evidence/uploads";
import { parse } from "@/server/action";
import { json, route } from "@/server/route";
import { readUpload } from "@/server/upload";

const LONGEST_START = 4_096;

/** Begins an upload (name and size): answers with its id, under which the pieces come. */
export const POST = route({ permission: "evidence:write" }, async (access, request) => {
  const bytes = request.body ? await readUpload(request, LONGEST_START) : new Uint8Array();
  return json({ ok: true, data: await startUpload(access, parse(uploadStart, asJson(bytes))) }, 201);
});

function asJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
}
