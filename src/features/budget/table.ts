import { type TableState, tableConfig } from "@/lib/table-state";

/** The lines of the budget as a table; its state is the address. */
export const BUDGET_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "period", sortable: true },
    { id: "amount", sortable: true },
    { id: "targets" },
    { id: "requirements" },
    { id: "owner", sortable: true },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of controls, risks, documents and evidence. */
    target: {},
    /** No requirement stands behind what it pays for. */
    unlinked: { values: ["1"] },
  },
  defaultSort: { column: "ref", descending: false },
});

export type BudgetColumn = (typeof BUDGET_TABLE)["columns"][number]["id"];
export type BudgetFilter = keyof NonNullable<(typeof BUDGET_TABLE)["filters"]>;
export type BudgetTableState = TableState<BudgetColumn, BudgetFilter>;
