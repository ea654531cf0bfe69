import { z } from "zod";
import { USUAL_PARTY_KEYS } from "@/domain/trigger-event";
import { day, flag, id, ids, line, optionalId, prose, reason, requiredLine, requiredProse, scale, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };
const eventKey = () => z.string().min(1).max(80);
const MOST_PROMPTS = 30;
const LONGEST_PROMPT = 500;

/** What a person writes about an event; how it ends has deeds of its own. */
const fields = {
  title: requiredLine(200),
  description: prose(),
  occurredOn: day().refine((value): value is string => value !== null, { params: { key: "required" } }),
  partyIds: ids(500),
  /** From the picker beside the proposal. */
  morePartyIds: ids(500),
  ownerId: optionalId(),
  note: prose(),
};

/** Of a corrective action that is opened with the event. */
const correctiveAction = { actionTitle: line(300), actionOwnerId: optionalId(), actionDueAt: day() };

export const newEvent = z.strictObject({
  eventKey: eventKey(),
  ...fields,
  openReview: z.boolean().default(true),
  /** What becomes of the corrective action: opened now, one that exists, or asked for until there is one. */
  corrective: z.enum(["create", "link", "later"]).default("later"),
  ...correctiveAction,
  correctiveActionId: optionalId(),
});
export const eventChange = z.strictObject({ ...target, ...fields, reason: reason() });
export const eventDeed = z.strictObject({ ...target, reason: reason() });
export const eventDismissal = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const actionOfEvent = z.strictObject({
  ...target,
  corrective: z.enum(["create", "link"]),
  ...correctiveAction,
  correctiveActionId: optionalId(),
});

/** A rule as the organisation wants it; without a key it is a new one of its own. */
export const ruleInput = z.strictObject({
  eventKey: z.union([z.literal("").transform(() => null), z.null(), eventKey()]).default(null),
  /** The version of what the organisation keeps of it; null where nothing was changed so far. */
  version: z.union([z.null(), version()]).default(null),
  title: requiredLine(200),
  dueDays: scale(0, 3_650).refine((value): value is number => value !== null, { params: { key: "required" } }),
  usualParties: z
    .array(z.string().max(80))
    .max(USUAL_PARTY_KEYS.length)
    .transform((keys) => [...new Set(keys)])
    .pipe(z.array(z.string().refine((key) => USUAL_PARTY_KEYS.includes(key), { params: { key: "not_an_option" } })))
    .default([]),
  /** One to a line. */
  prompts: prose(10_000)
    .transform((text) =>
      text
        .split("\n")
        .map((prompt) => prompt.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(LONGEST_PROMPT)).max(MOST_PROMPTS)),
  fullReview: flag(),
  correctiveActionNeeded: flag(),
  active: z.boolean().default(true),
  reason: reason(),
});
export const ruleReturn = z.strictObject({ eventKey: eventKey(), version: version(), reason: reason() });

export type NewEvent = z.output<typeof newEvent>;
export type EventChange = z.output<typeof eventChange>;
export type EventDeed = z.output<typeof eventDeed>;
export type ActionOfEvent = z.output<typeof actionOfEvent>;
export type RuleInput = z.output<typeof ruleInput>;
export type RuleReturn = z.output<typeof ruleReturn>;
