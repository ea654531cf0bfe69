import { z } from "zod";
import { day, id, ids, requiredLine, requiredProse } from "@/lib/zod-fields";

const MOST_TOLD = 500;
const requirementIds = () => z.array(z.uuid()).max(MOST_TOLD).default([]);
/** Changes of the list of parties are told to internal parties; then no requirement is named. */
const about = { partyId: id(), requirementIds: requirementIds(), listChanges: z.boolean().default(false) };
/** The place in the history up to which the page was read: what changed later is not settled by it. */
const upTo = z.int().min(0);

export const toldByMail = z.strictObject({
  ...about,
  upTo,
  contactIds: ids(50),
  /** Members who are told of changes of the list beside the party. */
  memberIds: ids(200),
  /** As somebody changed them, by language. */
  texts: z
    .array(z.strictObject({ language: z.enum(["en", "de", "fr"]), subject: requiredLine(200), body: requiredProse(20_000) }))
    .min(1)
    .max(3),
});
export const toldOtherwise = z.strictObject({
  ...about,
  upTo,
  on: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  type: z.enum(["notice", "meeting"]).default("meeting"),
  how: requiredLine(300),
});
export const needNotTell = z.strictObject({ ...about, upTo, reason: requiredProse(1_000) });

/** What the proposed words are written for. */
export const textsAbout = z.strictObject(about);

export type TextsAbout = z.output<typeof textsAbout>;
export type ToldByMail = z.output<typeof toldByMail>;
export type ToldOtherwise = z.output<typeof toldOtherwise>;
export type NeedNotTell = z.output<typeof needNotTell>;
