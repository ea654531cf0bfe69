import Link from "next/link";
import { FilterForm } from "@/components/form/filter-form";
import { buttonStyle } from "@/components/ui/button";
import { MATRIX_AXES } from "@/domain/matrix";
import { type InfluenceVector, ISMS_DECISIONS, REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { classNames } from "@/lib/class-names";
import { tableHref, tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { axisOf, MATRIX_TABLE, type MatrixState } from "../table";

interface MatrixFiltersProps {
  home: string;
  state: MatrixState;
  owners: readonly { id: string; name: string }[];
  parties: readonly { ref: string; name: string }[];
  vectors: Readonly<Record<InfluenceVector, string>>;
  mayExport: boolean;
}

/** What stands across the top, which columns, and what the rows are narrowed to: all of it in the address. */
export function MatrixFilters({ home, state, owners, parties, vectors, mayExport }: MatrixFiltersProps) {
  const [t, word] = [translator("matrix"), translator("vocabulary")];
  const path = `${home}/matrix`;
  const { filters } = state;
  const href = (changes: MatrixState["filters"]) => tableHref(path, state, MATRIX_TABLE, { filters: { ...filters, ...changes } });
  const chip = (label: string, to: string, current: boolean) => (
    <Link
      key={label}
      href={to}
      aria-current={current ? "true" : undefined}
      className={classNames("border-b-2 px-1 py-1", current ? "border-ink font-medium" : "border-transparent text-muted hover:text-ink")}
    >
      {label}
    </Link>
  );
  const kept = [
    ...(filters.by ?? []).map((value) => ({ name: "by", value })),
    ...(filters.show ?? []).map((value) => ({ name: "show", value })),
  ];
  const narrowed = Boolean(state.q || filters.party || filters.kind || filters.vector || filters.owner || filters.decision || filters.gap);
  const query = tableQuery(state, MATRIX_TABLE);
  const file = (format: string) => `${path}/export${query}${query ? "&" : "?"}format=${format}`;
  return (
    <>
      <div className="no-print mb-3 flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        <nav aria-label={t("axisLabel")} className="flex flex-wrap gap-3">
          {MATRIX_AXES.map((axis) =>
            chip(t(`axis.${axis}`), href({ by: axis === "control" ? undefined : [axis] }), axisOf(state) === axis),
          )}
        </nav>
        <nav aria-label={t("columnsLabel")} className="flex flex-wrap gap-3">
          {chip(t("columnsInUse"), href({ show: undefined }), !filters.show)}
          {chip(t("columnsAll"), href({ show: ["all"] }), Boolean(filters.show))}
        </nav>
        {mayExport && (
          <span className="flex gap-2 sm:ml-auto">
            <a href={file("xlsx")} download className={buttonStyle({ size: "small" })}>
              {t("asXlsx")}
            </a>
            <a href={file("pdf")} download className={buttonStyle({ size: "small" })}>
              {t("asPdf")}
            </a>
          </span>
        )}
      </div>
      <FilterForm
        action={path}
        label={t("filter.label")}
        kept={kept}
        submitLabel={t("filter.apply")}
        clear={
          narrowed
            ? {
                href: tableHref(path, state, MATRIX_TABLE, { q: "", filters: { by: filters.by, show: filters.show } }),
                label: t("filter.clear"),
              }
            : undefined
        }
        fields={[
          {
            name: "party",
            label: t("filter.party"),
            value: filters.party?.[0] ?? "",
            placeholder: t("filter.partyHint"),
            suggestions: parties.map(({ ref, name }) => ({ value: ref, label: name })),
          },
          choice(
            "kind",
            REQUIREMENT_KINDS.map((kind) => ({ value: kind, label: word(`requirementKind.${kind}`) })),
          ),
          choice(
            "vector",
            Object.entries(vectors).map(([value, label]) => ({ value, label })),
          ),
          choice("owner", [
            { value: "mine", label: t("filter.mine") },
            { value: "none", label: t("filter.nobody") },
            ...owners.map(({ id, name }) => ({ value: id, label: name })),
          ]),
          choice(
            "decision",
            ISMS_DECISIONS.map((decision) => ({ value: decision, label: word(`ismsDecision.${decision}`) })),
          ),
          choice("gap", [{ value: "1", label: t("filter.gapOnly") }]),
        ]}
      />
    </>
  );

  function choice(name: "kind" | "vector" | "owner" | "decision" | "gap", options: { value: string; label: string }[]) {
    return { name, label: t(`filter.${name}`), value: filters[name]?.[0] ?? "", options, any: t("filter.any") };
  }
}
