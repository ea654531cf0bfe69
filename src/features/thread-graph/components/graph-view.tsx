import Link from "next/link";
import { FilterForm } from "@/components/form/filter-form";
import { buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { type InfluenceVector, ISMS_DECISIONS, REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { tableHref, tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { drawGraph, PAGE_COLOURS } from "../drawing";
import type { GraphPicture } from "../queries";
import { GRAPH_TABLE, type GraphState } from "../table";
import { GraphCanvas } from "./graph-canvas";
import { GraphList } from "./graph-list";

interface GraphViewProps {
  home: string;
  state: GraphState;
  picture: GraphPicture;
  owners: readonly { id: string; name: string }[];
  vectors: Readonly<Record<InfluenceVector, string>>;
  mayExport: boolean;
}

/** The selection, what it holds, the picture, and the same in words. */
export function GraphView({ home, state, picture, owners, vectors, mayExport }: GraphViewProps) {
  const [t, word] = [translator("graph"), translator("vocabulary")];
  const path = `${home}/graph`;
  const { graph, laid, matching, narrower, unknown } = picture;
  const { filters } = state;
  const narrowed = tableQuery(state, GRAPH_TABLE) !== "";
  const choice = (name: "kind" | "vector" | "owner" | "decision", options: { value: string; label: string }[]) => ({
    name,
    label: t(`filter.${name}`),
    value: filters[name]?.[0] ?? "",
    options,
    any: t("filter.any"),
  });
  return (
    <>
      <FilterForm
        action={path}
        label={t("filter.label")}
        submitLabel={t("filter.apply")}
        clear={narrowed ? { href: path, label: t("filter.clear") } : undefined}
        fields={[
          { name: "around", label: t("filter.around"), value: filters.around?.[0] ?? "", placeholder: t("filter.aroundHint") },
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
        ]}
      />
      {unknown && (
        <Callout tone="warn" className="mb-3">
          {t("unknownRef", { given: filters.around?.[0] ?? "" })}
        </Callout>
      )}
      {graph.leftOut > 0 && (
        <Callout title={t("leftOut", { drawn: graph.drawn, total: matching, leftOut: graph.leftOut })} className="mb-3">
          {narrower.length > 0 && (
            <p>
              {t("narrowTo")}{" "}
              {narrower.map(({ ref, name, requirements }, index) => (
                <span key={ref}>
                  {index > 0 && ", "}
                  <Link href={tableHref(path, state, GRAPH_TABLE, { filters: { ...filters, around: [ref] } })} className="link">
                    <bdi>{name}</bdi>
                  </Link>{" "}
                  ({requirements})
                </span>
              ))}
            </p>
          )}
        </Callout>
      )}
      {graph.nodes.length === 0 ? (
        <p className="border-y py-8 text-muted">{t("nothingMatches")}</p>
      ) : (
        <>
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-3 text-sm">
            <p>{t("count", { requirements: graph.drawn, nodes: graph.nodes.length })}</p>
            {mayExport && (
              <a href={`${path}/export${tableQuery(state, GRAPH_TABLE)}`} download className={`no-print ${buttonStyle({ size: "small" })}`}>
                {t("asSvg")}
              </a>
            )}
          </div>
          <GraphCanvas
            key={`${laid.width} ${laid.height} ${laid.nodes.length}`}
            svg={drawGraph(laid, { home, colours: PAGE_COLOURS, label: t("title") })}
            width={laid.width}
            height={laid.height}
          />
          <section aria-labelledby="graph-list" className="mt-6">
            <h2 id="graph-list" className="mb-2 font-serif text-xl font-semibold">
              {t("list")}
            </h2>
            <GraphList home={home} graph={graph} />
          </section>
        </>
      )}
    </>
  );
}
