import { z } from "zod";
import { DEFAULT_GUEST_DAYS, MOST_GUEST_DAYS } from "@/domain/guest-access";
import { GUEST_AREAS, OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { choices, day, id, ids, line, requiredLine, scale, version } from "@/lib/zod-fields";

export const guestInput = z.strictObject({
  name: requiredLine(120),
  email: line(320),
  body: line(160),
  purpose: requiredLine(500),
  areas: choices(GUEST_AREAS),
  versionIds: ids(50),
  periodFrom: day(),
  periodTo: day(),
  days: scale(1, MOST_GUEST_DAYS).transform((days) => days ?? DEFAULT_GUEST_DAYS),
  byMail: z.boolean().optional(),
  language: z.enum(OUTSIDE_LANGUAGES).optional(),
});
export const revokeGuestInput = z.strictObject({ id: id(), version: version() });
export const guestTokenInput = z.strictObject({ token: z.string().max(200) });

export type GuestInput = z.output<typeof guestInput>;
