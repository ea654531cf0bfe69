import { z } from "zod";
import { isMailAddress } from "@/domain/mail-address";
import { ENGAGEMENT_CHANNELS, ENGAGEMENT_LEVELS, ENGAGEMENT_TYPES, FEEDBACK_KINDS } from "@/domain/vocabulary";
import { choice, day, flag, id, ids, line, optionalId, prose, reason, requiredProse, version } from "@/lib/zod-fields";

const LONGEST_SUMMARY = 4_000;
const target = { id: id(), version: version() };

/** A mail address or nothing. */
export const optionalAddress = () =>
  line(254).refine((value) => value === "" || isMailAddress(value), { params: { key: "not_a_mail_address" } });

/** What a person writes about an interaction; how feedback goes on has deeds of its own. */
const fields = {
  partyId: optionalId(),
  heldOn: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  channel: choice(ENGAGEMENT_CHANNELS).transform((value) => value ?? ("" as const)),
  summary: requiredProse(LONGEST_SUMMARY),
  participants: line(1_000),
  ourParticipantIds: ids(100),
  documentRefs: z
    .array(z.string().trim().min(1).max(40))
    .max(100)
    .transform((refs) => [...new Set(refs)])
    .default([]),
  requirementIds: ids(200),
  engagementSeen: choice(ENGAGEMENT_LEVELS),
  feedbackKind: choice(FEEDBACK_KINDS),
  fromName: line(200),
  fromEmail: optionalAddress(),
  note: prose(),
};

export const newEntry = z.strictObject({
  type: z.enum(ENGAGEMENT_TYPES),
  ...fields,
  ownerId: optionalId(),
  /** In this notice or meeting they were told how the requirements are met. */
  toldHowMet: flag(),
  /** It was read from a mail. */
  fromMail: flag(),
});
/** What it was stays: feedback has a life of its own. */
export const entryChange = z.strictObject({ ...target, ...fields, toldHowMet: flag(), reason: reason() });
export const entryDeed = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const entryReturn = z.strictObject({ ...target, reason: reason() });
export const requirementsWanted = z.strictObject({ partyId: id() });
export const documentSearch = z.strictObject({ q: line(200) });

export type NewEntry = z.output<typeof newEntry>;
export type EntryChange = z.output<typeof entryChange>;
export type EntryDeed = z.output<typeof entryReturn>;
