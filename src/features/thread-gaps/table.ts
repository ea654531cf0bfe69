import { GAP_CODES } from "@/domain/thread";
import { REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Gaps that an addressed requirement can have; the two about decisions cannot stand behind one. */
export const LISTED_GAPS = GAP_CODES.filter((code) => code !== "relevance_open" && code !== "decision_open");
/** Weaknesses that the room can look for. */
export const LISTED_WEAKNESSES = ["excluded", "planned", "soa_undecided", "expired", "superseded", "retired"] as const;

/** The threads of all addressed requirements as a table. Its state is the address. */
export const THREAD_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "party", sortable: true },
    { id: "statement", sortable: true, hideable: false },
    { id: "gaps", sortable: true },
    { id: "thread" },
    { id: "owner", sortable: true },
  ],
  filters: {
    gap: { values: LISTED_GAPS },
    weak: { values: LISTED_WEAKNESSES },
    /** Only threads without any gap, or with at least one. */
    whole: { values: ["yes", "no"] },
    kind: { values: REQUIREMENT_KINDS },
    /** Refs of parties: ?party=IP-001. */
    party: {},
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of targets: ?target=A.8.24. */
    target: {},
  },
  defaultSort: { column: "gaps", descending: true },
});

export type ThreadColumn = (typeof THREAD_TABLE)["columns"][number]["id"];
export type ThreadFilter = keyof NonNullable<(typeof THREAD_TABLE)["filters"]>;
export type ThreadTableState = TableState<ThreadColumn, ThreadFilter>;

export const ORPHAN_KINDS = ["control", "risk", "document", "evidence"] as const;
export type OrphanKind = (typeof ORPHAN_KINDS)[number];

/** What stands in the ISMS without a requirement behind it, as a table. */
export const ORPHAN_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "kind" },
    { id: "why" },
  ],
  filters: { kind: { values: ORPHAN_KINDS }, mine: { values: YES } },
  defaultSort: { column: "ref", descending: false },
});
export type OrphanColumn = (typeof ORPHAN_TABLE)["columns"][number]["id"];
export type OrphanFilter = keyof NonNullable<(typeof ORPHAN_TABLE)["filters"]>;
export type OrphanTableState = TableState<OrphanColumn, OrphanFilter>;
