import { INFLUENCE_VECTORS, PARTY_CATEGORIES, PARTY_KINDS, PARTY_RELEVANCES, PARTY_STATUSES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { type TableConfig, type TableState, tableConfig } from "@/lib/table-state";
import type { Access } from "@/server/access";

const YES = ["1"] as const;

/** The register of parties as a table: what it can show, filter by and sort by. Its state is the address. */
const WITH_STANCE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "name", sortable: true, hideable: false },
    { id: "category", sortable: true },
    { id: "kind", sortable: true, hidden: true },
    { id: "status", sortable: true },
    { id: "relevance", sortable: true },
    { id: "power", sortable: true },
    { id: "interest", sortable: true },
    { id: "support", sortable: true },
    { id: "requirements", sortable: true },
    { id: "owner", sortable: true },
    { id: "confirmed", sortable: true },
    { id: "lastReviewed", sortable: true },
    { id: "vector", sortable: true, hidden: true },
    { id: "pestle", hidden: true },
    { id: "relation", hidden: true },
    { id: "representative", hidden: true },
    { id: "adverse", hidden: true },
    { id: "imposesLaw", hidden: true },
    { id: "rationale", hidden: true },
    { id: "identification", hidden: true },
    { id: "attitude", hidden: true },
    { id: "engagementCurrent", hidden: true },
    { id: "engagementTarget", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    status: { values: PARTY_STATUSES },
    relevance: { values: PARTY_RELEVANCES },
    category: { values: PARTY_CATEGORIES },
    kind: { values: PARTY_KINDS },
    vector: { values: INFLUENCE_VECTORS },
    pestle: { values: PESTLE_FACTORS },
    /** Ids of members, "none" or "mine". */
    owner: {},
    assessed: { values: ["yes", "no"] },
    confirmed: { values: ["yes", "no"] },
    adverse: { values: ["yes", "no"] },
    imposesLaw: { values: ["yes", "no"] },
    /** From the catalogue, and nobody has looked at it since. */
    awaitsReview: { values: YES },
    // Open points that the overview counts; each of them also asks that the party is not retired.
    undecided: { values: YES },
    unowned: { values: YES },
    unconfirmed: { values: YES },
    noRequirement: { values: YES },
    overdue: { values: YES },
    // By its requirements: one that is decided not to be addressed; one in use that rests on no source.
    notAddressed: { values: YES },
    unsourced: { values: YES },
  },
  defaultSort: { column: "ref", descending: false },
});

export type PartyColumn = (typeof WITH_STANCE)["columns"][number]["id"];
export type PartyFilter = keyof NonNullable<(typeof WITH_STANCE)["filters"]>;
export type PartyTableState = TableState<PartyColumn, PartyFilter>;

/** What is said about how a party stands to us: personal data where the party is a person (rule 35). */
export const STANCE_COLUMNS: readonly PartyColumn[] = ["support", "attitude", "engagementCurrent", "engagementTarget"];

const WITHOUT_STANCE: TableConfig<PartyColumn, PartyFilter> = {
  ...WITH_STANCE,
  columns: WITH_STANCE.columns.filter((column) => !STANCE_COLUMNS.includes(column.id)),
};

/** The table for this reader: for a viewer, support, attitude and engagement do not exist, neither shown nor sorted by nor exported. */
export function partyTable(access: Access): TableConfig<PartyColumn, PartyFilter> {
  return access.can("party-support:read") ? WITH_STANCE : WITHOUT_STANCE;
}
