import { proposeFromMail } from "@/features/feedback/queries";
import { LARGEST_MAIL } from "@/server/read-mail";
import { json, route } from "@/server/route";
import { readUpload } from "@/server/upload";

/** A mail as feedback, to be looked at before anything is kept. Nothing is kept of the file. */
export const POST = route({ permission: "engagement:write" }, async (access, request) =>
  json({ ok: true, mail: await proposeFromMail(access, await readUpload(request, LARGEST_MAIL)) }),
);
