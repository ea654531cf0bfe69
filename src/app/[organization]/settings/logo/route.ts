import { setLogo } from "@/features/branding/mutations";
import { logoOf } from "@/features/branding/queries";
import { LARGEST_LOGO } from "@/features/branding/schema";
import { NotFound } from "@/server/errors";
import { json, route } from "@/server/route";
import { readUpload } from "@/server/upload";

/** The logo, for looking at it. */
export const GET = route({ permission: "organization:read" }, async (access) => {
  const logo = await logoOf(access);
  if (!logo) throw new NotFound();
  return new Response(new Uint8Array(Buffer.from(logo.base64, "base64")), {
    headers: {
      "content-type": `image/${logo.type}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
});

export const POST = route({ permission: "organization:update" }, async (access, request) => {
  const bytes = await readUpload(request, LARGEST_LOGO);
  return json({ ok: true, data: await setLogo(access, bytes) });
});
