import { CONTROL_THEMES, IMPLEMENTATION_STATUSES, SOA_REASONS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

export const APPLICABILITIES = ["yes", "no", "undecided"] as const;

/** The statement as a table; its state is the address. */
export const STATEMENT_TABLE = tableConfig({
  columns: [
    { id: "control", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "applicable", sortable: true },
    { id: "reasons" },
    { id: "implementation", sortable: true },
    { id: "owner", sortable: true },
    { id: "challenges", sortable: true },
    { id: "justification", hidden: true },
    { id: "note", hidden: true },
    { id: "asked", sortable: true, hidden: true },
    { id: "decided", sortable: true, hidden: true },
    { id: "theme", sortable: true, hidden: true },
  ],
  filters: {
    applicable: { values: APPLICABILITIES },
    implementation: { values: [...IMPLEMENTATION_STATUSES, "none"] },
    theme: { values: CONTROL_THEMES },
    origin: { values: ["annex", "own"] },
    reason: { values: [...SOA_REASONS, "none"] },
    /** Whether an addressed requirement leans on it. */
    asked: { values: ["yes", "no"] },
    /** Challenges that wait for somebody. */
    challenged: { values: ["1"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
  },
  defaultSort: { column: "control", descending: false },
  defaultPageSize: 100,
});

export type StatementColumn = (typeof STATEMENT_TABLE)["columns"][number]["id"];
export type StatementFilter = keyof NonNullable<(typeof STATEMENT_TABLE)["filters"]>;
export type StatementTableState = TableState<StatementColumn, StatementFilter>;
