import { CRITERION_RESULTS } from "@/domain/criterion";
import { PLAIN_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Criteria as a table; its state is the address. */
export const CRITERION_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "metric", sortable: true, hideable: false },
    { id: "result", sortable: true },
    { id: "lastValue" },
    { id: "target" },
    { id: "trend" },
    { id: "lastMeasuredOn", sortable: true },
    { id: "nextOn", sortable: true },
    { id: "requirement", sortable: true },
    { id: "owner", sortable: true },
    { id: "action" },
    { id: "threshold", hidden: true },
    { id: "frequencyDays", sortable: true, hidden: true },
    { id: "method", hidden: true },
    { id: "status", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    result: { values: CRITERION_RESULTS },
    overdue: { values: YES },
    status: { values: PLAIN_STATUSES },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of requirements. */
    requirement: {},
  },
  defaultSort: { column: "result", descending: false },
});

export type CriterionColumn = (typeof CRITERION_TABLE)["columns"][number]["id"];
export type CriterionFilter = keyof NonNullable<(typeof CRITERION_TABLE)["filters"]>;
export type CriterionTableState = TableState<CriterionColumn, CriterionFilter>;
