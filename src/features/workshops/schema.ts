import { z } from "zod";
import { LONGEST_PARTY_NAME } from "@/domain/interested-party";
import { PARTY_CATEGORIES, PARTY_KINDS, PESTLE_FACTORS } from "@/domain/vocabulary";
import { LONGEST_ENTRY, MOST_LINES, PROMPT_KEYS, WORKSHOP_KINDS } from "@/domain/workshop";
import {
  choice,
  day,
  id,
  ids,
  line,
  names,
  optionalId,
  prose,
  reason,
  requiredLine,
  requiredProse,
  scale,
  version,
} from "@/lib/zod-fields";

const target = { id: id(), version: version() };

/** What a person writes about a workshop; its status has deeds of its own. */
const fields = {
  title: requiredLine(200),
  heldOn: day().pipe(z.string()),
  facilitatorId: optionalId(),
  participants: names(200),
  departments: names(50),
  note: prose(),
};

export const newWorkshop = z.strictObject({ kind: z.enum(WORKSHOP_KINDS), ...fields, partyIds: ids(200) });
export type NewWorkshop = z.output<typeof newWorkshop>;
export const workshopChange = z.strictObject({ ...target, ...fields, partyIds: ids(200) });
export type WorkshopChange = z.output<typeof workshopChange>;

/** Closing and opening votes carry no version: whoever is last to press finds it done, and is told so. */
export const workshopTarget = z.strictObject({ id: id(), reason: reason() });

/** The browser draws the ids, so that its own entries are known again when they come back. */
export const newEntries = z.strictObject({
  workshopId: id(),
  prompt: z.union([z.literal(""), z.enum(PROMPT_KEYS)]).default(""),
  pestle: choice(PESTLE_FACTORS),
  department: line(100),
  entries: z
    .array(z.strictObject({ id: id(), text: requiredLine(LONGEST_ENTRY) }))
    .min(1)
    .max(MOST_LINES),
});
export type NewEntries = z.output<typeof newEntries>;

export const promotion = z.strictObject({
  id: id(),
  name: requiredLine(LONGEST_PARTY_NAME),
  category: z.enum(PARTY_CATEGORIES),
  kind: z.enum(PARTY_KINDS).default("group"),
});
export type Promotion = z.output<typeof promotion>;
export const merging = z.strictObject({ id: id(), partyId: id() });
export const dismissal = z.strictObject({ id: id(), reason: requiredProse(1_000) });
export const entryTarget = z.strictObject({ id: id() });

export const ballot = z.strictObject({ workshopId: id(), partyId: id(), power: scale(1, 5), interest: scale(1, 5), support: scale(-2, 2) });
export type Ballot = z.output<typeof ballot>;
export const agreement = z.strictObject({
  workshopId: id(),
  partyId: id(),
  partyVersion: version(),
  power: scale(1, 5),
  interest: scale(1, 5),
  support: scale(-2, 2),
});
export type Agreement = z.output<typeof agreement>;
