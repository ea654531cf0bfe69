import { z } from "zod";
import { OUTSIDE_LANGUAGES, ROLES } from "@/domain/vocabulary";
import { emailField } from "@/features/accounts/schema";
import { flag, id, line, reason, requiredLine, scale, version } from "@/lib/zod-fields";

export const DEFAULT_INVITATION_DAYS = 7;

export const invitationInput = z.strictObject({
  email: emailField(),
  role: z.enum(ROLES),
  days: scale(1, 30).transform((days) => days ?? DEFAULT_INVITATION_DAYS),
  byMail: z.boolean().optional(),
  language: z.enum(OUTSIDE_LANGUAGES).optional(),
});
export const revokeInput = z.strictObject({ id: id(), version: version() });
export const tokenInput = z.strictObject({ token: z.string().max(200) });

export const memberInput = z.strictObject({
  id: id(),
  version: version(),
  role: z.enum(ROLES),
  department: line(120),
  isTopManagement: flag(),
  reason: reason(),
});
export const endInput = z.strictObject({ id: id(), version: version(), reason: requiredLine(1_000) });
export const bringBackInput = z.strictObject({ id: id(), version: version(), role: z.enum(ROLES), reason: reason() });
export const leaveInput = z.strictObject({ reason: reason() });

export type InvitationInput = z.output<typeof invitationInput>;
export type MemberInput = z.output<typeof memberInput>;
export type EndInput = z.output<typeof endInput>;
export type BringBackInput = z.output<typeof bringBackInput>;
