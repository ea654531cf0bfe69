import { INFLUENCE_VECTORS, PARTY_CATEGORIES } from "@/domain/vocabulary";
import { parseTableState, type SearchParams, type TableState, tableConfig } from "@/lib/table-state";

/** What the grid can be narrowed by; the address holds it, so that a link shows the same picture. */
export const GRID_TABLE = tableConfig({
  columns: [{ id: "ref", sortable: true, hideable: false }],
  filters: {
    category: { values: PARTY_CATEGORIES },
    vector: { values: [...INFLUENCE_VECTORS, "none"] },
    status: { values: ["candidate", "active"] },
    /** Ids of members, "none" or "mine". */
    owner: {},
    adverse: { values: ["yes", "no"] },
  },
  defaultSort: { column: "ref", descending: false },
});

export type GridFilter = keyof NonNullable<(typeof GRID_TABLE)["filters"]>;
export type GridFilters = TableState<"ref", GridFilter>["filters"];

export interface GridState {
  filters: GridFilters;
  /** The day the picture is of; null: now. */
  asOf: string | null;
  /** An earlier day it is compared with. */
  compare: string | null;
  /** The optional lens of salience. */
  lens: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the state from a query; what is not understood is dropped. */
export function parseGridState(searchParams: SearchParams): GridState {
  const first = (name: string) => {
    const value = Object.hasOwn(searchParams, name) ? searchParams[name] : undefined;
    return Array.isArray(value) ? value[0] : value;
  };
  const day = (name: string) => {
    const text = first(name) ?? "";
    return DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : null;
  };
  return {
    filters: parseTableState(searchParams, GRID_TABLE).filters,
    asOf: day("asOf"),
    compare: day("compare"),
    lens: first("lens") === "salience",
  };
}
