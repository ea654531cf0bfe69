import { z } from "zod";
import { isSheetField, MOST_DAYS_OPEN, USUAL_DAYS_OPEN } from "@/domain/assurance";
import { ENGAGEMENT_CHANNELS, OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { id, ids, line, prose, requiredProse, scale, version } from "@/lib/zod-fields";

const LINE_KEY = /^REQ-\d{3,9}(\/.{1,60})?$/;
const MOST_LINES = 2_000;

export const newSheet = z.strictObject({
  partyId: id(),
  title: line(200),
  /** Kinds of fields, and keys of single lines. */
  leftOut: z
    .array(z.string().max(80))
    .max(MOST_LINES)
    .transform((all) => [...new Set(all)])
    .pipe(z.array(z.string().refine((value) => isSheetField(value) || LINE_KEY.test(value), { params: { key: "not_an_option" } }))),
  introduction: prose(2_000),
  /** What the maker saw, so that nothing else is frozen. */
  seen: z.string().regex(/^[0-9a-f]{64}$/),
  /** Without a page it is only filed, and leaves on paper. */
  withPage: z.boolean().default(true),
  days: scale(1, MOST_DAYS_OPEN).transform((days) => days ?? USUAL_DAYS_OPEN),
  language: z.enum(OUTSIDE_LANGUAGES).default("en"),
  note: prose(),
});

export const sheetHandOut = z.strictObject({
  id: id(),
  version: version(),
  /** Contacts of the party who get the link by mail. */
  contactIds: ids(100),
  /** Where it was handed out otherwise, too. */
  channel: z.union([z.literal(""), z.enum(ENGAGEMENT_CHANNELS)]).default(""),
  participants: line(300),
  message: prose(2_000),
  /** The requirements in it count as told from today. */
  communicated: z.boolean().default(true),
});

export const sheetEnd = z.strictObject({ id: id(), version: version(), reason: requiredProse(1_000) });
export const sheetToken = z.strictObject({ token: z.string().max(200) });

export type NewSheet = z.output<typeof newSheet>;
export type SheetHandOut = z.output<typeof sheetHandOut>;
export type SheetEnd = z.output<typeof sheetEnd>;
