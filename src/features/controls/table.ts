import { CONTROL_CONCEPTS, CONTROL_TYPES } from "@/domain/controls";
import { CIA, CONTROL_THEMES, IMPLEMENTATION_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** The controls as a table; its state is the address. */
export const CONTROL_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "theme", sortable: true },
    { id: "types" },
    { id: "cia" },
    { id: "applicable", sortable: true },
    { id: "implementation", sortable: true },
    { id: "asked", sortable: true },
    { id: "concepts", hidden: true },
  ],
  filters: {
    origin: { values: ["annex", "own"] },
    theme: { values: CONTROL_THEMES },
    type: { values: CONTROL_TYPES },
    property: { values: CIA },
    concept: { values: CONTROL_CONCEPTS },
    applicable: { values: ["yes", "no", "undecided"] },
    implementation: { values: [...IMPLEMENTATION_STATUSES, "none"] },
    /** Whether an addressed requirement leans on it. */
    asked: { values: ["yes", "no"] },
    /** Own controls that are no longer in use. */
    status: { values: ["retired"] },
  },
  defaultSort: { column: "ref", descending: false },
  defaultPageSize: 100,
});

export type ControlColumn = (typeof CONTROL_TABLE)["columns"][number]["id"];
export type ControlFilterName = keyof NonNullable<(typeof CONTROL_TABLE)["filters"]>;
export type ControlTableState = TableState<ControlColumn, ControlFilterName>;
