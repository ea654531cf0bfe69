import { z } from "zod";
import { mailAddressOf } from "@/domain/mail-address";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { flag, id, line, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

/** One address in its one form; may be empty. */
export const mailAddress = () =>
  z
    .string()
    .max(320)
    .refine((text) => text.trim() === "" || mailAddressOf(text) !== null, { params: { key: "wrong_form" } })
    .transform((text) => mailAddressOf(text) ?? "")
    .default("");

/** One address that must be there. */
export const requiredMailAddress = () => mailAddress().pipe(z.string().min(1));

const fields = {
  name: requiredLine(200),
  role: line(200),
  email: mailAddress(),
  phone: line(60),
  language: z.enum(OUTSIDE_LANGUAGES).default("en"),
  noMail: flag(),
  note: prose(2_000),
};

export const newContact = z.strictObject({ partyId: id(), ...fields });
export const contactChange = z.strictObject({ id: id(), version: version(), ...fields, reason: reason() });
export const contactRetirement = z.strictObject({ id: id(), version: version(), reason: requiredProse(1_000) });
export const takeOverInput = z.strictObject({ partyId: id(), language: z.enum(OUTSIDE_LANGUAGES).default("en") });

export type NewContact = z.output<typeof newContact>;
export type ContactChange = z.output<typeof contactChange>;
