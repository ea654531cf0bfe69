"use server";

import { cookies } from "next/headers";
import { action, publicAction } from "@/server/action";
import { env } from "@/server/env";
import { guestCookie } from "@/server/guests";
import * as mutations from "./mutations";
import { guestInput, guestTokenInput, revokeGuestInput } from "./schema";

export const inviteGuest = action({ permission: "guest:invite", input: guestInput }, mutations.inviteGuest);
export const revokeGuest = action({ permission: "guest:invite", input: revokeGuestInput }, mutations.revokeGuest);

/** Whoever holds the link has no account; the link is the key, and this click uses it. */
export const openAsGuest = publicAction({ input: guestTokenInput }, async ({ token }) => {
  const { cookie, path, maxAge } = await mutations.openAsGuest(token);
  (await cookies()).set(guestCookie(), cookie, { httpOnly: true, sameSite: "lax", path: "/", secure: env().secure, maxAge });
  return { slug: path.slice(1) };
});
