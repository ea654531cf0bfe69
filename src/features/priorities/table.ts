import { PRIORITIES, REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** Requirements by priority; the address holds the state. */
export const PRIORITY_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "statement", hideable: false },
    { id: "party", sortable: true },
    { id: "priority", sortable: true, hideable: false },
    { id: "sum" },
    { id: "proposed", hidden: true },
    { id: "decided", sortable: true },
    { id: "justification" },
    { id: "objectives" },
  ],
  filters: {
    /** The own priority, or the proposed one where nobody has decided; "none": neither. */
    priority: { values: [...PRIORITIES, "none"] },
    /** Decided as proposed, decided otherwise, not decided. */
    decision: { values: ["followed", "overridden", "open"] },
    kind: { values: REQUIREMENT_KINDS },
    /** Refs of objectives, or "none". */
    objective: {},
  },
  defaultSort: { column: "priority", descending: true },
});

export type PriorityColumn = (typeof PRIORITY_TABLE)["columns"][number]["id"];
export type PriorityFilter = keyof NonNullable<(typeof PRIORITY_TABLE)["filters"]>;
export type PriorityTableState = TableState<PriorityColumn, PriorityFilter>;
