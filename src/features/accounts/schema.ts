import { z } from "zod";
import { requiredLine } from "@/lib/zod-fields";
import { normaliseEmail } from "@/server/sign-in";
import { MINIMUM_PASSWORD } from "./password-rules";

/** Enough for any passphrase; a longer one would only cost time to hash. */
const MAXIMUM_PASSWORD = 200;

export const emailField = () =>
  z
    .string()
    .max(320)
    .refine((email) => normaliseEmail(email) !== null, { params: { key: "wrong_form" } })
    .transform((email) => normaliseEmail(email) ?? "");

const newPassword = () => z.string().max(MAXIMUM_PASSWORD).min(MINIMUM_PASSWORD);
const currentPassword = () => z.string().min(1).max(MAXIMUM_PASSWORD);

export const signUpInput = z.strictObject({ name: requiredLine(120), email: emailField(), password: newPassword() });
export const nothing = z.strictObject({});
export const nameInput = z.strictObject({ name: requiredLine(120) });
export const passwordInput = z.strictObject({ current: currentPassword(), password: newPassword() });
export const sessionInput = z.strictObject({ id: z.uuid() });

export type SignUpInput = z.output<typeof signUpInput>;
export type PasswordInput = z.output<typeof passwordInput>;
