"use server";

import { signedIn } from "@/server/access";
import { action, publicAction } from "@/server/action";
import { Unauthenticated } from "@/server/errors";
import * as mutations from "./mutations";
import { bringBackInput, endInput, invitationInput, leaveInput, memberInput, revokeInput, tokenInput } from "./schema";

export const invite = action({ permission: "member:invite", input: invitationInput }, mutations.invite);
export const revokeInvitation = action({ permission: "member:invite", input: revokeInput }, mutations.revokeInvitation);
export const updateMember = action({ permission: "member:update", input: memberInput }, mutations.updateMember);
export const endMembership = action({ permission: "member:remove", input: endInput }, mutations.endMembership);
export const bringBackMember = action({ permission: "member:invite", input: bringBackInput }, mutations.bringBackMember);
export const leaveOrganization = action({ permission: "organization:read", input: leaveInput }, (access, { reason }) =>
  mutations.leave(access, reason),
);

/** Whoever holds the link is no member yet, so there is no organisation to enter; the invitation itself is the key. */
export const acceptInvitation = publicAction({ input: tokenInput }, async ({ token }) => {
  const person = await signedIn();
  if (!person) throw new Unauthenticated();
  return mutations.acceptInvitation(person, token);
});
