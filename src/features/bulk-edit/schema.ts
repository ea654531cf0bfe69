import { z } from "zod";
import { EDITABLE_LISTS, MOST_ROWS } from "@/domain/list-edits";
import {
  ATTITUDES,
  BINDINGS,
  CIA,
  ENGAGEMENT_LEVELS,
  FULFILMENT_STATUSES,
  IMPACT_CATEGORIES,
  INFLUENCE_VECTORS,
  ISMS_DECISIONS,
  ISSUE_CATEGORIES,
  OBLIGATION_KINDS,
  PARTY_CATEGORIES,
  PARTY_KINDS,
  PARTY_RELEVANCES,
  PESTLE_FACTORS,
  PRIORITIES,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  SOURCE_DOCUMENT_TYPES,
  STRENGTHS,
} from "@/domain/vocabulary";
import { choice, choices, day, id, line, optionalId, prose, reason, scale, version } from "@/lib/zod-fields";

/** One changed field; the value in the form a cell sends it. */
const field = <Name extends string, Value extends z.ZodType>(name: Name, value: Value) => z.strictObject({ field: z.literal(name), value });
/** A deed without a value of its own. */
const deed = <Name extends string>(name: Name) => z.strictObject({ field: z.literal(name) });
const yesNo = () => z.enum(["yes", "no"]).transform((word) => word === "yes");
const owner = field("owner", optionalId());

export const partyEdit = z.discriminatedUnion("field", [
  owner,
  field("category", z.enum(PARTY_CATEGORIES)),
  field("kind", z.enum(PARTY_KINDS)),
  field("power", scale(1, 5)),
  field("interest", scale(1, 5)),
  field("support", scale(-2, 2)),
  field("attitude", choice(ATTITUDES)),
  field("engagementCurrent", choice(ENGAGEMENT_LEVELS)),
  field("engagementTarget", choice(ENGAGEMENT_LEVELS)),
  field("vector", choice(INFLUENCE_VECTORS)),
  field("pestle", choices(PESTLE_FACTORS)),
  field("imposesLaw", yesNo()),
  field("note", prose()),
  field("relevance", z.enum(PARTY_RELEVANCES)),
  deed("lastReviewed"),
  deed("activate"),
  deed("retire"),
  deed("bringBack"),
]);
export type PartyEdit = z.output<typeof partyEdit>;

export const requirementEdit = z.discriminatedUnion("field", [
  owner,
  field("kind", z.enum(REQUIREMENT_KINDS)),
  field("strength", choice(STRENGTHS)),
  field("binding", z.enum(BINDINGS)),
  field("impact", scale(1, 5)),
  field("impactCategories", choices(IMPACT_CATEGORIES)),
  field("climate", yesNo()),
  field("effectiveTo", day()),
  field("lastReviewed", day()),
  field("note", prose()),
  field("fulfilment", z.enum(FULFILMENT_STATUSES)),
  // Without the list of goals the record keeps its own: many rows get one decision, not one assessment.
  z.strictObject({ field: z.literal("relevance"), value: z.enum(REQUIREMENT_RELEVANCES), cia: choices(CIA).unwrap().optional() }),
  // Without words for how, the record keeps its own.
  z.strictObject({ field: z.literal("isms"), value: z.enum(ISMS_DECISIONS), howAddressed: prose().unwrap().optional() }),
  field("priority", choice(PRIORITIES)),
  deed("activate"),
  deed("retire"),
  deed("bringBack"),
]);
export type RequirementEdit = z.output<typeof requirementEdit>;

export const sourceEdit = z.discriminatedUnion("field", [
  owner,
  field("type", z.enum(SOURCE_DOCUMENT_TYPES)),
  field("effectiveTo", day()),
  field("note", prose()),
  deed("retire"),
  deed("bringBack"),
]);
export type SourceEdit = z.output<typeof sourceEdit>;

export const obligationEdit = z.discriminatedUnion("field", [
  owner,
  field("kind", z.enum(OBLIGATION_KINDS)),
  field("jurisdiction", line()),
  field("note", prose()),
  deed("lastVerified"),
  deed("retire"),
  deed("bringBack"),
]);
export type ObligationEdit = z.output<typeof obligationEdit>;

export const issueEdit = z.discriminatedUnion("field", [
  owner,
  field("category", z.enum(ISSUE_CATEGORIES)),
  field("pestle", choices(PESTLE_FACTORS)),
  field("climate", yesNo()),
  deed("retire"),
  deed("bringBack"),
]);
export type IssueEdit = z.output<typeof issueEdit>;

export const objectiveEdit = z.discriminatedUnion("field", [owner, deed("retire"), deed("bringBack")]);
export type ObjectiveEdit = z.output<typeof objectiveEdit>;

const many = {
  /** Each with the version the person saw. */
  rows: z
    .array(z.strictObject({ id: id(), version: version() }))
    .min(1)
    .max(MOST_ROWS),
  reason: reason(),
};

export const editRowsInput = z.discriminatedUnion("list", [
  z.strictObject({ list: z.literal("interested-parties"), change: partyEdit, ...many }),
  z.strictObject({ list: z.literal("requirements"), change: requirementEdit, ...many }),
  z.strictObject({ list: z.literal("sources"), change: sourceEdit, ...many }),
  z.strictObject({ list: z.literal("obligations"), change: obligationEdit, ...many }),
  z.strictObject({ list: z.literal("context"), change: issueEdit, ...many }),
  z.strictObject({ list: z.literal("objectives"), change: objectiveEdit, ...many }),
]);
export type EditRowsInput = z.output<typeof editRowsInput>;

export const undoInput = z.strictObject({ batchId: id() });
/** `query` is the list's address without its path. */
export const matchingInput = z.strictObject({ list: z.enum(EDITABLE_LISTS), query: line(4_000) });
