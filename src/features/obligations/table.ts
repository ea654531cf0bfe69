import { OBLIGATION_KINDS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** The legal register (A.5.31) as a table; its state is the address. */
export const OBLIGATION_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "citation", sortable: true },
    { id: "title", sortable: true, hideable: false },
    { id: "kind", sortable: true },
    { id: "jurisdiction", sortable: true },
    { id: "authority", sortable: true },
    { id: "force", sortable: true },
    { id: "applicable", sortable: true },
    { id: "requirements" },
    { id: "lastVerified", sortable: true },
    { id: "owner", sortable: true },
    { id: "effectiveFrom", sortable: true, hidden: true },
    { id: "effectiveTo", sortable: true, hidden: true },
    { id: "applicability", hidden: true },
    { id: "howComplied", hidden: true },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    kind: { values: OBLIGATION_KINDS },
    /** By its dates, today: known but not in force yet, in force, ended. */
    force: { values: ["upcoming", "in_force", "ended"] },
    applicable: { values: ["yes", "no"] },
    /** Refs of parties. */
    authority: {},
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    // Open points.
    unowned: { values: YES },
    unverified: { values: YES },
    unused: { values: YES },
  },
  defaultSort: { column: "title", descending: false },
});

export type ObligationColumn = (typeof OBLIGATION_TABLE)["columns"][number]["id"];
export type ObligationFilter = keyof NonNullable<(typeof OBLIGATION_TABLE)["filters"]>;
export type ObligationTableState = TableState<ObligationColumn, ObligationFilter>;
