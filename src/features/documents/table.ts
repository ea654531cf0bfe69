import { ISMS_DOCUMENT_TYPES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Documents of the ISMS as a table; its state is the address. */
export const DOCUMENT_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "type", sortable: true },
    { id: "edition" },
    { id: "inForce", sortable: true },
    { id: "approvedOn", sortable: true },
    { id: "reviewDueAt", sortable: true },
    { id: "registerVersion", sortable: true },
    { id: "requirements" },
    { id: "owner", sortable: true },
    { id: "audience", hidden: true },
    { id: "location", hidden: true },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    type: { values: ISMS_DOCUMENT_TYPES },
    inForce: { values: ["yes", "no"] },
    review: { values: ["overdue", "soon", "none"] },
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    unapproved: { values: YES },
    unlinked: { values: YES },
  },
  defaultSort: { column: "ref", descending: false },
});

export type DocumentColumn = (typeof DOCUMENT_TABLE)["columns"][number]["id"];
export type DocumentFilter = keyof NonNullable<(typeof DOCUMENT_TABLE)["filters"]>;
export type DocumentTableState = TableState<DocumentColumn, DocumentFilter>;
