import type { EditField, EditInput, EditOption } from "@/components/data-table/editing";
import { type EditableList, editPermission } from "@/domain/list-edits";
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
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";

interface Member {
  id: string;
  name: string;
}

/** What this role may change in a list, with the words for it: the cells' editors and the menu of a selection. */
export function editFields(
  access: Access,
  list: EditableList,
  owners: readonly Member[],
  vectorNames: Readonly<Record<string, string>> = {},
): EditField[] {
  return FIELDS[list](owners, vectorNames).filter((field) => {
    const needed = editPermission(list, field.id);
    return needed !== null && access.can(needed);
  });
}

const words = (group: string, values: readonly string[]): EditOption[] =>
  values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));

/** Changes of the written record: a reason once it is decided. */
const written = (id: string, label: string, input: EditInput, more: Partial<EditField> = {}): EditField => ({
  id,
  label,
  input,
  reason: "decided",
  inCell: true,
  ...more,
});
const decision = (id: string, label: string, input: EditInput, more: Partial<EditField> = {}): EditField => ({
  ...written(id, label, input),
  reason: "asked",
  reasonLabel: translator("bulkEdit")("because"),
  ...more,
});
const deed = (id: string, more: Partial<EditField> = {}): EditField => ({
  id,
  label: translator("bulkEdit")(`deed.${id}`),
  input: { kind: "none" },
  reason: "asked",
  inCell: false,
  ...more,
});
const life = (): EditField[] => [
  deed("bringBack", { forRetired: true }),
  deed("retire", { reason: "required", danger: true, reasonLabel: translator("bulkEdit")("retireReason") }),
];

const choice = (group: string, values: readonly string[], empty?: string): EditInput => ({
  kind: "choice",
  options: words(group, values),
  empty,
});
const scale = (low: number, high: number): EditInput => ({
  kind: "choice",
  empty: translator("bulkEdit")("notAssessed"),
  options: Array.from({ length: high - low + 1 }, (_, step) => String(low + step)).map((value) => ({ value, label: value })),
});
const yesNo = (): EditInput => ({
  kind: "choice",
  options: (["yes", "no"] as const).map((value) => ({ value, label: translator("bulkEdit")(value) })),
});
const people = (owners: readonly Member[]): EditInput => ({
  kind: "choice",
  empty: translator("bulkEdit")("nobody"),
  options: owners.map(({ id, name }) => ({ value: id, label: name })),
});
const several = (group: string, values: readonly string[]): { kind: "several"; options: readonly EditOption[] } => ({
  kind: "several",
  options: words(group, values),
});
const text = (multiline: boolean) => ({ kind: "text", multiline }) as const;

const FIELDS: Record<EditableList, (owners: readonly Member[], vectorNames: Readonly<Record<string, string>>) => EditField[]> = {
  "interested-parties": (owners, vectorNames) => {
    const t = translator("interestedParties.column");
    const say = translator("bulkEdit");
    return [
      written("owner", t("owner"), people(owners)),
      decision("relevance", t("relevance"), choice("partyRelevance", PARTY_RELEVANCES)),
      written("power", t("power"), scale(1, 5)),
      written("interest", t("interest"), scale(1, 5)),
      written("support", t("support"), scale(-2, 2)),
      written("attitude", t("attitude"), choice("attitude", ATTITUDES, say("notSaid"))),
      written("engagementCurrent", t("engagementCurrent"), choice("engagementLevel", ENGAGEMENT_LEVELS, say("notSaid"))),
      written("engagementTarget", t("engagementTarget"), choice("engagementLevel", ENGAGEMENT_LEVELS, say("notSaid"))),
      written("category", t("category"), choice("partyCategory", PARTY_CATEGORIES)),
      written("kind", t("kind"), choice("partyKind", PARTY_KINDS)),
      written("vector", t("vector"), {
        kind: "choice",
        empty: say("notSaid"),
        options: words("influenceVector", INFLUENCE_VECTORS).map(({ value, label }) => ({ value, label: vectorNames[value] || label })),
      }),
      written("pestle", t("pestle"), several("pestle", PESTLE_FACTORS)),
      written("imposesLaw", t("imposesLaw"), yesNo()),
      written("note", t("note"), text(true)),
      deed("lastReviewed", { inCell: true }),
      deed("activate"),
      ...life(),
    ];
  },
  requirements: (owners) => {
    const t = translator("requirements.column");
    const say = translator("bulkEdit");
    const ask = translator("requirements.decide");
    return [
      written("owner", t("owner"), people(owners)),
      decision("relevance", t("relevance"), choice("requirementRelevance", REQUIREMENT_RELEVANCES), {
        extras: [{ name: "cia", label: ask("cia"), input: several("cia", CIA), single: true }],
      }),
      decision("isms", t("isms"), choice("ismsDecision", ISMS_DECISIONS), {
        extras: [
          {
            name: "howAddressed",
            label: say("howOrWhere"),
            hint: say("howOrWhereHint"),
            input: text(true),
            when: ["addressed", "not_addressed"],
          },
        ],
      }),
      decision("priority", t("priority"), choice("priority", PRIORITIES, say("notSet")), {
        reasonLabel: ask("justification"),
      }),
      written("kind", t("kind"), choice("requirementKind", REQUIREMENT_KINDS)),
      written("strength", t("strength"), choice("strength", STRENGTHS, say("notSaid"))),
      written("binding", t("binding"), choice("binding", BINDINGS)),
      written("impact", t("impact"), scale(1, 5)),
      written("impactCategories", t("impactCategories"), several("impactCategory", IMPACT_CATEGORIES)),
      decision("fulfilment", t("fulfilment"), choice("fulfilmentStatus", FULFILMENT_STATUSES), { reasonLabel: ask("fulfilmentNote") }),
      written("climate", t("climate"), yesNo()),
      written("effectiveTo", t("effectiveTo"), { kind: "day" }),
      written("lastReviewed", t("lastReviewed"), { kind: "day", max: today() }),
      written("note", t("note"), text(true)),
      deed("activate"),
      ...life(),
    ];
  },
  sources: (owners) => {
    const t = translator("sources.column");
    return [
      written("owner", t("owner"), people(owners)),
      written("type", t("type"), choice("sourceDocumentType", SOURCE_DOCUMENT_TYPES)),
      written("effectiveTo", t("effectiveTo"), { kind: "day" }),
      written("note", t("note"), text(true)),
      ...life(),
    ];
  },
  obligations: (owners) => {
    const t = translator("obligations.column");
    return [
      written("owner", t("owner"), people(owners)),
      written("kind", t("kind"), choice("obligationKind", OBLIGATION_KINDS)),
      written("jurisdiction", t("jurisdiction"), text(false)),
      written("note", t("note"), text(true)),
      deed("lastVerified", { inCell: true }),
      ...life(),
    ];
  },
  context: (owners) => {
    const t = translator("contextIssues.column");
    return [
      written("owner", t("owner"), people(owners)),
      written("category", t("category"), choice("issueCategory", ISSUE_CATEGORIES)),
      written("pestle", t("pestle"), several("pestle", PESTLE_FACTORS)),
      written("climate", t("climate"), yesNo()),
      ...life(),
    ];
  },
  objectives: (owners) => [written("owner", translator("objectives.column")("owner"), people(owners)), ...life()],
};
