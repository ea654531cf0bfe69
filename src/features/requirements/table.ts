import {
  BINDINGS,
  CIA,
  FULFILMENT_STATUSES,
  IMPACT_CATEGORIES,
  ISMS_DECISIONS,
  PRIORITIES,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  REQUIREMENT_STATUSES,
  SOURCE_TYPES,
  STRENGTHS,
} from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;
const NONE = "none";

/** The register of requirements as a table: what it can show, filter by and sort by. Its state is the address. */
export const REQUIREMENT_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "party", sortable: true },
    { id: "statement", sortable: true, hideable: false },
    { id: "kind", sortable: true },
    { id: "strength", sortable: true },
    { id: "binding", sortable: true },
    { id: "source", sortable: true },
    { id: "cia" },
    { id: "relevance", sortable: true },
    { id: "isms", sortable: true },
    { id: "priority", sortable: true },
    { id: "owner", sortable: true },
    { id: "confirmed", sortable: true },
    { id: "fulfilment", sortable: true },
    { id: "status", sortable: true },
    { id: "links", hidden: true },
    { id: "howAddressed", hidden: true },
    { id: "obligations", hidden: true },
    { id: "impact", sortable: true, hidden: true },
    { id: "impactCategories", hidden: true },
    { id: "climate", hidden: true },
    { id: "managementSystems", hidden: true },
    { id: "elicitation", hidden: true },
    { id: "effectiveTo", sortable: true, hidden: true },
    { id: "lastReviewed", sortable: true, hidden: true },
    { id: "partyWording", hidden: true },
    { id: "discardReason", hidden: true },
    { id: "ismsRationale", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    /** Refs of parties: ?party=IP-001. */
    party: {},
    kind: { values: REQUIREMENT_KINDS },
    strength: { values: [...STRENGTHS, NONE] },
    binding: { values: BINDINGS },
    source: { values: [...SOURCE_TYPES, NONE] },
    cia: { values: [...CIA, NONE] },
    relevance: { values: REQUIREMENT_RELEVANCES },
    isms: { values: ISMS_DECISIONS },
    priority: { values: [...PRIORITIES, NONE] },
    fulfilment: { values: FULFILMENT_STATUSES },
    impactCategories: { values: [...IMPACT_CATEGORIES, NONE] },
    /** Retired ones are left out unless asked for. */
    status: { values: REQUIREMENT_STATUSES },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Names of other management systems, or "none". */
    system: {},
    // Open points that the overview counts.
    undecided: { values: YES },
    unowned: { values: YES },
    unsourced: { values: YES },
    unconfirmed: { values: YES },
    placeholder: { values: YES },
    overdue: { values: YES },
    climate: { values: YES },
    /** What the value statement counts: domain/impact-category.ts. */
    worth: { values: YES },
  },
  defaultSort: { column: "ref", descending: false },
});

export type RequirementColumn = (typeof REQUIREMENT_TABLE)["columns"][number]["id"];
export type RequirementFilter = keyof NonNullable<(typeof REQUIREMENT_TABLE)["filters"]>;
export type RequirementTableState = TableState<RequirementColumn, RequirementFilter>;

/** Ready filters above the list: the open points first, then what is kept apart. */
export const READY_FILTERS: readonly { id: string; filters: Partial<Record<RequirementFilter, string[]>> }[] = [
  { id: "mine", filters: { owner: ["mine"] } },
  { id: "undecided", filters: { undecided: ["1"] } },
  { id: "unowned", filters: { unowned: ["1"] } },
  { id: "unsourced", filters: { unsourced: ["1"] } },
  { id: "unconfirmed", filters: { unconfirmed: ["1"] } },
  { id: "overdue", filters: { overdue: ["1"] } },
  { id: "placeholder", filters: { placeholder: ["1"] } },
  { id: "notAddressed", filters: { isms: ["not_addressed"] } },
  { id: "discarded", filters: { relevance: ["discarded"] } },
  { id: "climate", filters: { climate: ["1"] } },
  { id: "retired", filters: { status: ["retired"] } },
];
