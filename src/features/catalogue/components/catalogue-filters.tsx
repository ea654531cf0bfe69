import Link from "next/link";
import { FilterMenu } from "@/components/data-table/filter-menu";
import { TableSearch } from "@/components/data-table/table-search";
import { buttonStyle } from "@/components/ui/button";
import { browseCatalogue } from "@/domain/catalogue";
import { INFLUENCE_VECTORS, PARTY_CATEGORIES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { isNarrowed, type TableState, tableHref, tableQuery, toggleFilter } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { CatalogueState } from "../queries";
import { CATALOGUE_TABLE, STANDINGS } from "../table";

type Filter = keyof NonNullable<(typeof CATALOGUE_TABLE)["filters"]>;

/** By vector, category, PESTLE and standing; every value is a link that can be sent. */
export function CatalogueFilters({
  path,
  state,
  counts,
  vectorNames,
}: {
  path: string;
  state: TableState<"name", Filter>;
  counts: CatalogueState["counts"];
  /** What this organisation calls the vectors. */
  vectorNames: Readonly<Record<string, string>>;
}) {
  const t = translator("catalogue");
  const word = translator("vocabulary");
  const count = (filter: Parameters<typeof browseCatalogue>[0]) => browseCatalogue(filter).length;
  const facets: { id: Filter; options: { value: string; label: string; count: number }[] }[] = [
    { id: "standing", options: STANDINGS.map((value) => ({ value, label: t(`standing.${value}`), count: counts[value] })) },
    {
      id: "vector",
      options: INFLUENCE_VECTORS.map((value) => ({ value, label: vectorNames[value] ?? value, count: count({ vector: [value] }) })),
    },
    {
      id: "category",
      options: PARTY_CATEGORIES.map((value) => ({ value, label: word(`partyCategory.${value}`), count: count({ category: [value] }) })),
    },
    {
      id: "pestle",
      options: PESTLE_FACTORS.map((value) => ({ value, label: word(`pestle.${value}`), count: count({ pestle: [value] }) })),
    },
  ];
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-2">
      <TableSearch path={path} query={tableQuery({ ...state, q: "" }, CATALOGUE_TABLE)} value={state.q} label={t("filter.q")} />
      {facets.map(({ id, options }) => (
        <FilterMenu
          key={id}
          label={t(`filter.${id}`)}
          chosen={state.filters[id]?.length ?? 0}
          options={options.map((option) => ({
            ...option,
            chosen: state.filters[id]?.includes(option.value) ?? false,
            href: tableHref(path, state, CATALOGUE_TABLE, { filters: toggleFilter(state.filters, id, option.value) }),
          }))}
        />
      ))}
      {isNarrowed(state as TableState) && (
        <Link href={path} scroll={false} className={buttonStyle({ variant: "quiet" })}>
          {translator("ui")("clearFilters")}
        </Link>
      )}
    </div>
  );
}
