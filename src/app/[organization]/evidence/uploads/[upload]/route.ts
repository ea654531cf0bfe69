import { cancelUpload, receivePiece, uploadState } from "@/features/evidence/uploads";
import { translator } from "@/lib/translate";
import { Invalid, Refused } from "@/server/errors";
import { json, route } from "@/server/route";

interface Params {
  upload: string;
}

/** Where the upload stands. */
export const GET = route<Params>({ permission: "evidence:write" }, async (access, _request, { upload }) =>
  json({ ok: true, data: await uploadState(access, String(upload)) }),
);

/** The next piece: bytes as the body, their place in the header "upload-offset". A wrong place is answered with the right one. */
export const PATCH = route<Params>({ permission: "evidence:write" }, async (access, request, { upload }) => {
  const offset = request.headers.get("upload-offset") ?? "";
  if (!/^\d{1,12}$/.test(offset)) throw new Invalid({ "upload-offset": translator("refusals")("evidence-upload_offset_missing") });
  try {
    return json({ ok: true, data: await receivePiece(access, String(upload), Number(offset), request.body) });
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "evidence-upload_offset") throw error;
    const message = translator("refusals")(error.code, error.params);
    return json({ ok: false, kind: "refused", message, received: error.params.received }, 409);
  }
});

/** Gives the upload up. */
export const DELETE = route<Params>({ permission: "evidence:write" }, async (access, _request, { upload }) => {
  await cancelUpload(access, String(upload));
  return json({ ok: true, data: null });
});
