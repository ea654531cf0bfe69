import { type TableState, tableConfig } from "@/lib/table-state";

/** The organisation's objectives as a table; its state is the address. */
export const OBJECTIVE_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "requirements", sortable: true },
    { id: "owner", sortable: true },
    { id: "status", sortable: true },
    { id: "description", hidden: true },
  ],
  filters: {
    status: { values: ["active", "retired"] },
    /** Objectives that no requirement serves. */
    noRequirement: { values: ["1"] },
    unowned: { values: ["1"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
  },
  defaultSort: { column: "ref", descending: false },
});

export type ObjectiveColumn = (typeof OBJECTIVE_TABLE)["columns"][number]["id"];
export type ObjectiveFilter = keyof NonNullable<(typeof OBJECTIVE_TABLE)["filters"]>;
export type ObjectiveTableState = TableState<ObjectiveColumn, ObjectiveFilter>;
