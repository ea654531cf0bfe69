import { TRIGGER_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Trigger events as a table; its state is the address. */
export const TRIGGER_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "kind", sortable: true },
    { id: "status", sortable: true },
    { id: "dueOn", sortable: true },
    { id: "occurredOn", sortable: true },
    { id: "loggedOn", sortable: true },
    { id: "review" },
    { id: "parties" },
    { id: "action" },
    { id: "owner", sortable: true },
    { id: "closedOn", sortable: true, hidden: true },
    { id: "loggedBy", hidden: true },
    { id: "description", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    status: { values: TRIGGER_STATUSES },
    overdue: { values: YES },
    /** Keys of rules. */
    kind: {},
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of parties concerned. */
    party: {},
  },
  defaultSort: { column: "status", descending: false },
});

export type TriggerColumn = (typeof TRIGGER_TABLE)["columns"][number]["id"];
export type TriggerFilter = keyof NonNullable<(typeof TRIGGER_TABLE)["filters"]>;
export type TriggerTableState = TableState<TriggerColumn, TriggerFilter>;
