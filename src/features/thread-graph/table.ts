import { INFLUENCE_VECTORS, ISMS_DECISIONS, REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** The address of the graph: around which record, and what the requirements are narrowed to. */
export const GRAPH_TABLE = tableConfig({
  columns: [{ id: "ref" }],
  filters: {
    /** A party, source, law, requirement, control, risk, document or evidence by its ref. */
    around: {},
    kind: { values: REQUIREMENT_KINDS },
    vector: { values: INFLUENCE_VECTORS },
    owner: {},
    decision: { values: ISMS_DECISIONS },
  },
  defaultSort: { column: "ref", descending: false },
});

export type GraphState = TableState<"ref", "around" | "kind" | "vector" | "owner" | "decision">;
