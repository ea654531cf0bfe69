import { FINDING_ORIGINS, FINDING_SEVERITIES, FINDING_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Findings of audits as a table; its state is the address. */
export const FINDING_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "severity", sortable: true },
    { id: "clause", sortable: true },
    { id: "status", sortable: true },
    { id: "dueAt", sortable: true },
    { id: "owner", sortable: true },
    { id: "origin", sortable: true },
    { id: "raisedAt", sortable: true },
    { id: "repeatOf" },
    { id: "auditName", sortable: true, hidden: true },
    { id: "closedAt", sortable: true, hidden: true },
    { id: "records", hidden: true },
    { id: "statement", hidden: true },
    { id: "cause", hidden: true },
    { id: "correctiveAction", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    severity: { values: FINDING_SEVERITIES },
    /** Retired ones only where this asks for them. */
    status: { values: FINDING_STATUSES },
    origin: { values: FINDING_ORIGINS },
    /** Ids of members, "none" or "mine". */
    owner: {},
    overdue: { values: YES },
    repeat: { values: YES },
    /** Refs of records concerned. */
    record: {},
  },
  defaultSort: { column: "status", descending: false },
});

export type FindingColumn = (typeof FINDING_TABLE)["columns"][number]["id"];
export type FindingFilter = keyof NonNullable<(typeof FINDING_TABLE)["filters"]>;
export type FindingTableState = TableState<FindingColumn, FindingFilter>;
