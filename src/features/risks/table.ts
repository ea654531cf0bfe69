import { RISK_KINDS, RISK_TREATMENTS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

const YES = ["1"] as const;

/** Risks and opportunities as a table; its state is the address. */
export const RISK_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "kind", sortable: true },
    { id: "level", sortable: true },
    { id: "treatment", sortable: true },
    { id: "left", sortable: true },
    { id: "requirements" },
    { id: "owner", sortable: true },
    { id: "reviewDueAt", sortable: true },
    { id: "party", sortable: true, hidden: true },
    { id: "assessedAt", sortable: true, hidden: true },
    { id: "accepted", sortable: true, hidden: true },
    { id: "status", hidden: true },
    { id: "description", hidden: true },
    { id: "treatmentNote", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    kind: { values: RISK_KINDS },
    /** "none": not decided how to treat it. */
    treatment: { values: [...RISK_TREATMENTS, "none"] },
    status: { values: ["active", "retired"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of adverse parties. */
    party: {},
    /** What is left lies above the acceptance level. */
    above: { values: YES },
    /** Retained above the level, and nobody stands for it yet. */
    unaccepted: { values: YES },
    unassessed: { values: YES },
    overdue: { values: YES },
    unlinked: { values: YES },
    // A cell of the map: positions before treatment, and what is left.
    likelihood: {},
    impact: {},
    leftLikelihood: {},
    leftImpact: {},
  },
  defaultSort: { column: "left", descending: true },
});

export type RiskColumn = (typeof RISK_TABLE)["columns"][number]["id"];
export type RiskFilter = keyof NonNullable<(typeof RISK_TABLE)["filters"]>;
export type RiskTableState = TableState<RiskColumn, RiskFilter>;
