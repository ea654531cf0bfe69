import { ACTION_KINDS, ACTION_ORIGINS, ACTION_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Actions as a table; its state is the address. */
export const ACTION_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "kind", sortable: true },
    { id: "status", sortable: true },
    { id: "dueAt", sortable: true },
    { id: "owner", sortable: true },
    { id: "answers" },
    { id: "origin", sortable: true },
    { id: "doneAt", sortable: true },
    { id: "result", hidden: true },
    { id: "effectiveness", hidden: true },
    { id: "description", hidden: true },
    { id: "cause", hidden: true },
    { id: "requestedBy", sortable: true, hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    kind: { values: ACTION_KINDS },
    status: { values: ACTION_STATUSES },
    owner: {},
    /** What opened it by itself. */
    origin: { values: ACTION_ORIGINS },
    overdue: { values: YES },
    /** Done, and nobody has looked whether it worked. */
    unchecked: { values: YES },
    /** Refs of requirements and of findings. */
    requirement: {},
    finding: {},
  },
  defaultSort: { column: "status", descending: false },
});

export type ActionColumn = (typeof ACTION_TABLE)["columns"][number]["id"];
export type ActionFilter = keyof NonNullable<(typeof ACTION_TABLE)["filters"]>;
export type ActionTableState = TableState<ActionColumn, ActionFilter>;
