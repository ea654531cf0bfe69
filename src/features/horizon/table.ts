import { HORIZON_SOURCES, HORIZON_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** The horizon scan as a table; its state is the address. */
export const HORIZON_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "source", sortable: true },
    { id: "status", sortable: true },
    { id: "dueOn", sortable: true },
    { id: "seenOn", sortable: true },
    { id: "assessment" },
    { id: "event" },
    { id: "action" },
    { id: "owner", sortable: true },
    { id: "decidedOn", sortable: true, hidden: true },
    { id: "decidedBy", hidden: true },
    { id: "url", hidden: true },
    { id: "summary", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    status: { values: HORIZON_STATUSES },
    source: { values: HORIZON_SOURCES },
    overdue: { values: YES },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of parties concerned. */
    party: {},
    retired: { values: YES },
  },
  defaultSort: { column: "status", descending: false },
});

export type HorizonColumn = (typeof HORIZON_TABLE)["columns"][number]["id"];
export type HorizonFilter = keyof NonNullable<(typeof HORIZON_TABLE)["filters"]>;
export type HorizonTableState = TableState<HorizonColumn, HorizonFilter>;
