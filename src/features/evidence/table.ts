import { VALIDITY_STATES } from "@/domain/evidence";
import { EVIDENCE_TYPES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** Evidence as a table; its state is the address. */
export const EVIDENCE_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "type", sortable: true },
    { id: "dated", sortable: true },
    { id: "validUntil", sortable: true },
    { id: "origin", sortable: true },
    { id: "file" },
    { id: "requirements" },
    { id: "addedBy", sortable: true },
    { id: "owner", sortable: true, hidden: true },
    { id: "size", sortable: true, hidden: true },
    { id: "hash", hidden: true },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    type: { values: EVIDENCE_TYPES },
    validity: { values: VALIDITY_STATES },
    holds: { values: ["file", "link"] },
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    unlinked: { values: ["1"] },
  },
  defaultSort: { column: "ref", descending: false },
});

export type EvidenceColumn = (typeof EVIDENCE_TABLE)["columns"][number]["id"];
export type EvidenceFilter = keyof NonNullable<(typeof EVIDENCE_TABLE)["filters"]>;
export type EvidenceTableState = TableState<EvidenceColumn, EvidenceFilter>;
