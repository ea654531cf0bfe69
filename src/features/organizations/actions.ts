"use server";

import { signedIn } from "@/server/access";
import { action, publicAction } from "@/server/action";
import { Unauthenticated } from "@/server/errors";
import * as mutations from "./mutations";
import { organizationInput, profileInput } from "./schema";

/** Anybody with an account may found one; they become its first owner. */
export const createOrganization = publicAction({ input: organizationInput }, async (input) => {
  const person = await signedIn();
  if (!person) throw new Unauthenticated();
  return mutations.createOrganization(person.user, input);
});

export const updateProfile = action({ permission: "organization:update", input: profileInput }, mutations.updateProfile);
