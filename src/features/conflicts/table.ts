import { CONFLICT_METHODS, CONFLICT_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Conflicts as a table; its state is the address. */
export const CONFLICT_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "requirements" },
    { id: "status", sortable: true },
    { id: "openedOn", sortable: true },
    { id: "days" },
    { id: "owner", sortable: true },
    { id: "method", sortable: true },
    { id: "decidedOn", sortable: true },
    { id: "communicatedOn", sortable: true },
    { id: "decidedBy", hidden: true },
    { id: "prevailing", hidden: true },
    { id: "impact", hidden: true },
    { id: "resolution", hidden: true },
    { id: "rationale", hidden: true },
    { id: "communicatedTo", hidden: true },
    { id: "risk", hidden: true },
    { id: "action", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    status: { values: CONFLICT_STATUSES },
    /** Longer open than the organisation's rule allows. */
    overdue: { values: YES },
    /** Kept as an example for auditors. */
    example: { values: YES },
    method: { values: CONFLICT_METHODS },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of requirements, and of parties. */
    requirement: {},
    party: {},
    retired: { values: YES },
  },
  defaultSort: { column: "status", descending: false },
});

export type ConflictColumn = (typeof CONFLICT_TABLE)["columns"][number]["id"];
export type ConflictFilter = keyof NonNullable<(typeof CONFLICT_TABLE)["filters"]>;
export type ConflictTableState = TableState<ConflictColumn, ConflictFilter>;
