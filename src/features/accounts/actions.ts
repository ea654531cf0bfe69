"use server";

import { cookies } from "next/headers";
import { signedIn } from "@/server/access";
import { publicAction } from "@/server/action";
import { deviceCookie, newDeviceCookie } from "@/server/auth";
import { Unauthenticated } from "@/server/errors";
import { currentRequest } from "@/server/request";
import type { SignedIn } from "@/server/sessions";
import * as mutations from "./mutations";
import { nameInput, nothing, passwordInput, sessionInput, signUpInput } from "./schema";

export const signUp = publicAction({ input: signUpInput }, async (input) => {
  await mutations.signUp(input, (await currentRequest()).address);
});

/** Called right after a successful sign-in. */
export const rememberDevice = publicAction({ input: nothing }, async () => {
  const { user } = await whoever();
  const { cookie } = await currentRequest();
  const { value, options } = newDeviceCookie();
  if (await mutations.rememberDevice(user, cookie(deviceCookie()), value)) (await cookies()).set(deviceCookie(), value, options);
});

export const changeName = publicAction({ input: nameInput }, async ({ name }) => mutations.changeName(await whoever(), name));
export const changePassword = publicAction({ input: passwordInput }, async (input) => mutations.changePassword(await whoever(), input));
export const endSession = publicAction({ input: sessionInput }, async ({ id }) => mutations.endOwnSession(await whoever(), id));
export const endOtherSessions = publicAction({ input: nothing }, async () => mutations.endOtherSessions(await whoever()));

/** The account is one's own: no organisation is entered, but somebody must be signed in. */
async function whoever(): Promise<SignedIn> {
  const person = await signedIn();
  if (!person) throw new Unauthenticated();
  return person;
}
