import { SCOPE_UNIT_KINDS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** The parts of the scope as a table; its state is the address. */
export const SCOPE_UNIT_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "kind", sortable: true },
    { id: "requirements" },
    { id: "owner", sortable: true },
    { id: "description" },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    kind: { values: SCOPE_UNIT_KINDS },
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    unlinked: { values: ["1"] },
  },
  defaultSort: { column: "ref", descending: false },
});

export type ScopeUnitColumn = (typeof SCOPE_UNIT_TABLE)["columns"][number]["id"];
export type ScopeUnitFilter = keyof NonNullable<(typeof SCOPE_UNIT_TABLE)["filters"]>;
export type ScopeUnitTableState = TableState<ScopeUnitColumn, ScopeUnitFilter>;
