import { SOURCE_DOCUMENT_TYPES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** The source documents as a table; its state is the address. */
export const SOURCE_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "type", sortable: true },
    { id: "edition" },
    { id: "counterparty", sortable: true },
    { id: "documentDate", sortable: true },
    { id: "effectiveFrom", sortable: true, hidden: true },
    { id: "effectiveTo", sortable: true },
    { id: "requirements" },
    { id: "owner", sortable: true },
    { id: "location", hidden: true },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    type: { values: SOURCE_DOCUMENT_TYPES },
    /** Refs of parties. */
    counterparty: {},
    /** By its dates, today. */
    term: { values: ["upcoming", "running", "ended"] },
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    unowned: { values: YES },
    unused: { values: YES },
  },
  defaultSort: { column: "title", descending: false },
});

export type SourceColumn = (typeof SOURCE_TABLE)["columns"][number]["id"];
export type SourceFilter = keyof NonNullable<(typeof SOURCE_TABLE)["filters"]>;
export type SourceTableState = TableState<SourceColumn, SourceFilter>;
