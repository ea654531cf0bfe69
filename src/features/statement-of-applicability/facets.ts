import type { Facet } from "@/components/data-table/data-table";
import { CONTROL_THEMES, IMPLEMENTATION_STATUSES, SOA_REASONS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { APPLICABILITIES, type StatementFilter, type StatementTableState } from "./table";

interface Member {
  id: string;
  name: string;
}

/** What the statement can be narrowed by, in words: for the table's menus and for the line of a file that says what it holds. */
export function statementFacets(owners: readonly Member[]): Facet<StatementFilter>[] {
  const [t, word] = [translator("statement"), translator("vocabulary")];
  const worded = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: word(`${group}.${value}`) }));
  return [
    {
      id: "applicable",
      label: t("column.applicable"),
      options: APPLICABILITIES.map((value) => ({ value, label: t(`applicable.${value}`) })),
    },
    {
      id: "implementation",
      label: t("column.implementation"),
      options: [...worded("implementationStatus", IMPLEMENTATION_STATUSES), { value: "none", label: t("noStatus") }],
    },
    { id: "reason", label: t("column.reasons"), options: [...worded("soaReason", SOA_REASONS), { value: "none", label: t("noReason") }] },
    { id: "theme", label: t("column.theme"), options: worded("controlTheme", CONTROL_THEMES) },
    { id: "origin", label: t("filter.origin"), options: ["annex", "own"].map((value) => ({ value, label: t(`filter.${value}`) })) },
    { id: "asked", label: t("filter.asked"), options: ["yes", "no"].map((value) => ({ value, label: t(`filter.asked_${value}`) })) },
    { id: "challenged", label: t("filter.challenged"), options: [{ value: "1", label: t("filter.challenged_1") }] },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
  ];
}

/** "Theme: People, Physical; search: backup", or empty where nothing narrows. */
export function filterInWords(state: StatementTableState, owners: readonly Member[]): string {
  const t = translator("statement");
  const parts = statementFacets(owners).flatMap(({ id, label, options }) => {
    const chosen = state.filters[id] ?? [];
    const words = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
    return words.length > 0 ? [`${label}: ${words.join(", ")}`] : [];
  });
  if (state.q) parts.push(t("file.search", { q: state.q }));
  return parts.join("; ");
}
