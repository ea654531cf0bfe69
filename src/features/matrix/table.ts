import { MATRIX_AXES, type MatrixAxis } from "@/domain/matrix";
import { INFLUENCE_VECTORS, ISMS_DECISIONS, REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** The address of the matrix: what stands across the top, which columns, and what the rows are narrowed to. */
export const MATRIX_TABLE = tableConfig({
  columns: [{ id: "ref" }],
  filters: {
    /** Controls where absent. */
    by: { values: MATRIX_AXES.filter((axis) => axis !== "control") },
    /** All columns instead of those in use. */
    show: { values: ["all"] },
    party: {},
    kind: { values: REQUIREMENT_KINDS },
    vector: { values: INFLUENCE_VECTORS },
    owner: {},
    decision: { values: ISMS_DECISIONS },
    /** Rows that link nothing of this kind. */
    gap: { values: ["1"] },
  },
  defaultSort: { column: "ref", descending: false },
});

export type MatrixState = TableState<"ref", "by" | "show" | "party" | "kind" | "vector" | "owner" | "decision" | "gap">;

export function axisOf({ filters }: MatrixState): MatrixAxis {
  return (filters.by?.[0] as MatrixAxis | undefined) ?? "control";
}

/** Rows on a page, and columns at once: what a browser scrolls without effort. */
export const MATRIX_ROWS = 500;
export const MATRIX_COLUMNS = 200;
