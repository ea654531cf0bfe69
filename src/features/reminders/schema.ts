import { z } from "zod";
import { day } from "@/lib/zod-fields";

export const DIGEST_LANGUAGES = ["en", "de", "fr"] as const;
export type DigestLanguage = (typeof DIGEST_LANGUAGES)[number];
export const FREQUENCIES = ["daily", "weekly", "never"] as const;

/** "action ACT-003" */
const key = () =>
  z
    .string()
    .trim()
    .max(120)
    .regex(/^[a-z_]{1,40} \S.{0,78}$/u);

const requiredDay = () =>
  day()
    .refine((value) => value !== null, { params: { key: "required" } })
    .transform((value) => value as string);

export const preferenceInput = z.strictObject({
  frequency: z.enum(FREQUENCIES),
  weekday: z.coerce.number().int().min(1).max(7),
  byMail: z.boolean(),
  language: z.enum(DIGEST_LANGUAGES),
});
export const snoozeInput = z.strictObject({ key: key(), until: requiredDay() });
export const wakeInput = z.strictObject({ key: key() });
export const readInput = z.strictObject({ day: requiredDay() });

export type PreferenceInput = z.output<typeof preferenceInput>;
export type SnoozeInput = z.output<typeof snoozeInput>;
export type WakeInput = z.output<typeof wakeInput>;
export type ReadInput = z.output<typeof readInput>;
