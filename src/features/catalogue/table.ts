import { INFLUENCE_VECTORS, PARTY_CATEGORIES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { tableConfig } from "@/lib/table-state";

export const STANDINGS = ["open", "listed", "retired", "ruled_out"] as const;

/** The catalogue's filters; their state is the address. It has no columns to speak of. */
export const CATALOGUE_TABLE = tableConfig({
  columns: [{ id: "name", sortable: true, hideable: false }],
  filters: {
    standing: { values: STANDINGS },
    vector: { values: INFLUENCE_VECTORS },
    category: { values: PARTY_CATEGORIES },
    pestle: { values: PESTLE_FACTORS },
  },
  defaultSort: { column: "name", descending: false },
});
