import { ISSUE_CATEGORIES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** The issues of clause 4.1 as a table; its state is the address. */
export const ISSUE_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "category", sortable: true },
    { id: "pestle" },
    { id: "climate", sortable: true },
    { id: "parties", sortable: true },
    { id: "owner", sortable: true },
    { id: "status", sortable: true, hidden: true },
    { id: "description", hidden: true },
  ],
  filters: {
    status: { values: ["active", "retired"] },
    category: { values: ISSUE_CATEGORIES },
    pestle: { values: PESTLE_FACTORS },
    climate: { values: ["yes", "no"] },
    /** Issues that no party is tied to. */
    noParty: { values: ["1"] },
    unowned: { values: ["1"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
  },
  defaultSort: { column: "ref", descending: false },
});

export type IssueColumn = (typeof ISSUE_TABLE)["columns"][number]["id"];
export type IssueFilter = keyof NonNullable<(typeof ISSUE_TABLE)["filters"]>;
export type IssueTableState = TableState<IssueColumn, IssueFilter>;
