import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableDesk } from "@/components/data-table/editing";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { Menu } from "@/components/ui/menu";
import { RefTag } from "@/components/ui/ref-tag";
import { ScoreDots } from "@/components/ui/score";
import { StatusMark } from "@/components/ui/status-mark";
import {
  BINDINGS,
  CIA,
  FULFILMENT_STATUSES,
  IMPACT_CATEGORIES,
  ISMS_DECISIONS,
  PRIORITIES,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  REQUIREMENT_STATUSES,
  SOURCE_TYPES,
  STRENGTHS,
} from "@/domain/vocabulary";
import { exactQuery } from "@/lib/table-look";
import { defaultTableState, isNarrowed, type TableConfig, tableHref } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { RequirementRow } from "../queries";
import { READY_FILTERS, type RequirementColumn, type RequirementFilter, type RequirementTableState } from "../table";
import { restsOn } from "../terms";
import { OpenMark, RequirementMark } from "./requirement-marks";

interface RequirementTableProps {
  /** "/nordwind" */
  home: string;
  config: TableConfig<RequirementColumn, RequirementFilter>;
  state: RequirementTableState;
  desk: TableDesk;
  page: { rows: RequirementRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  /** Other management systems that requirements name. */
  systems: readonly string[];
  canCreate: boolean;
  canExport: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

/** The register of requirements: the work place of clause 4.2 b and c. */
export function RequirementTable({
  home,
  config,
  state,
  desk,
  page,
  owners,
  systems,
  canCreate,
  canExport,
  empty,
  marks,
}: RequirementTableProps) {
  const t = translator("requirements");
  const path = `${home}/requirements`;
  const only = state.filters.party?.length === 1 ? `?party=${encodeURIComponent(state.filters.party[0]!)}` : "";
  return (
    <>
      {(page.total > 0 || isNarrowed(state)) && <ReadyFilters path={path + (desk.plainQuery ?? "")} config={config} state={state} />}
      <DataTable
        label={t("title")}
        path={path}
        config={config}
        desk={desk}
        state={state}
        columns={columnsOf(home, marks)}
        rows={page.rows}
        rowId={(row) => row.id}
        rowHref={(row) => `${path}/${row.ref}`}
        rowName={(row) => `${row.ref} ${row.statement}`}
        matching={page.matching}
        total={page.total}
        facets={facetsOf(state, page.rows, owners, systems)}
        searchLabel={t("searchLabel")}
        newHref={canCreate ? `${path}/new${only}` : undefined}
        exportMenu={canExport && <ExportMenu path={path} query={exactQuery(state, config)} />}
        empty={empty}
      />
    </>
  );
}

/** Lists that one asks for again and again, as links: the open points first. */
function ReadyFilters({ path, config, state }: { path: string } & Pick<RequirementTableProps, "config" | "state">) {
  const t = translator("requirements.ready");
  const same = (filters: RequirementTableState["filters"]) => JSON.stringify(filters) === JSON.stringify(state.filters);
  return (
    <nav aria-label={t("label")} className="no-print mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {READY_FILTERS.map(({ id, filters }) => {
        const current = same(filters);
        const plain = { ...defaultTableState(config), columns: state.columns, density: state.density, pageSize: state.pageSize };
        return (
          <Link
            key={id}
            prefetch={false}
            href={tableHref(path, { ...plain, filters: current ? {} : filters }, config)}
            aria-current={current ? "true" : undefined}
            className={current ? "font-semibold underline underline-offset-4" : "link"}
          >
            {t(id)}
          </Link>
        );
      })}
    </nav>
  );
}

function ExportMenu({ path, query }: { path: string; query: string }) {
  const t = translator("requirements");
  const href = (format: string) => `${path}/export?format=${format}${query.replace("?", "&")}`;
  return (
    <Menu
      label={t("export")}
      trigger={
        <>
          <Download aria-hidden className="size-4" />
          {t("export")}
        </>
      }
      items={[
        { label: t("exportCsv"), href: href("csv"), download: true },
        { label: t("exportXlsx"), href: href("xlsx"), download: true },
      ]}
    />
  );
}

function columnsOf(home: string, marks: RowMarks | undefined): RegisterColumn<RequirementRow, RequirementColumn>[] {
  const t = translator("requirements");
  const word = (group: string, value: string | null | undefined) => (value ? translator(`vocabulary.${group}`)(value) : null);
  const clamp = (text: string | undefined) => text && <span className="line-clamp-2 min-w-56">{text}</span>;
  const cells: [RequirementColumn, RegisterColumn<RequirementRow>["cell"], Partial<RegisterColumn<RequirementRow, RequirementColumn>>?][] =
    [
      ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
      ["party", (row) => <Party row={row} home={home} />, { width: "13rem" }],
      [
        "statement",
        (row) => (
          <>
            <span className="line-clamp-2 min-w-72">{row.statement}</span>
            <QualityMarks marks={marks} reference={row.ref} />
          </>
        ),
        { main: true, width: "24rem" },
      ],
      ["kind", (row) => word("requirementKind", row.kind)],
      ["strength", (row) => word("strength", row.strength)],
      [
        "binding",
        (row) => (row.binding === "undecided" ? <OpenMark>{word("binding", row.binding)}</OpenMark> : word("binding", row.binding)),
      ],
      ["source", (row) => <Source row={row} />, { width: "12rem" }],
      ["cia", (row) => <Goals row={row} />],
      ["relevance", (row) => <RequirementMark group="requirementRelevance" value={row.relevance} />],
      [
        "isms",
        (row) =>
          row.relevance === "discarded" ? (
            <span className="text-muted">{t("cell.notAsked")}</span>
          ) : (
            <RequirementMark group="ismsDecision" value={row.ismsDecision} />
          ),
      ],
      ["priority", (row) => word("priority", row.priority) ?? <span className="text-muted">{t("cell.notSet")}</span>],
      [
        "owner",
        (row) =>
          row.ownerName ?? <OpenMark>{row.ownerLabel ? t("cell.sheetOwner", { name: row.ownerLabel }) : t("cell.unowned")}</OpenMark>,
      ],
      ["confirmed", (row) => <Confirmed row={row} />],
      ["fulfilment", (row) => <RequirementMark group="fulfilmentStatus" value={row.fulfilmentStatus} />],
      ["status", (row) => <RequirementMark group="requirementStatus" value={row.status} />],
      [
        "links",
        (row) =>
          row.links?.map((link) => (
            <RefTag key={link} className="mr-2">
              {link}
            </RefTag>
          )),
        { width: "10rem" },
      ],
      ["howAddressed", (row) => clamp(row.howAddressed), { width: "16rem" }],
      [
        "obligations",
        (row) => row.obligations?.map((obligation) => obligation.citation || obligation.title).join("; "),
        { width: "12rem" },
      ],
      ["impact", (row) => <ScoreDots value={row.impactIfUnmet ?? null} label={t("cell.impact", { value: row.impactIfUnmet ?? 0 })} />],
      [
        "impactCategories",
        (row) => row.impactCategories?.map((category) => word("impactCategory", category)).join(", "),
        { width: "12rem" },
      ],
      ["climate", (row) => (row.climateRelated ? t("yes") : null)],
      ["managementSystems", (row) => row.managementSystems?.join(", "), { width: "12rem" }],
      ["elicitation", (row) => [word("elicitationMethod", row.elicitationMethod), row.elicitedAt].filter(Boolean).join(", ")],
      ["effectiveTo", (row) => row.effectiveTo],
      ["lastReviewed", (row) => row.lastReviewedAt ?? <span className="text-muted">{t("cell.never")}</span>],
      ["partyWording", (row) => clamp(row.partyWording), { width: "16rem" }],
      ["discardReason", (row) => clamp(row.discardReason), { width: "16rem" }],
      ["ismsRationale", (row) => clamp(row.ismsDecisionRationale), { width: "16rem" }],
      ["note", (row) => clamp(row.note), { width: "16rem" }],
    ];
  return cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }));
}

function Party({ row, home }: { row: RequirementRow; home: string }) {
  const name = (
    <>
      <RefTag href={`${home}/interested-parties/${row.partyRef}`}>{row.partyRef}</RefTag> {row.partyName}
    </>
  );
  return <span className="line-clamp-2 min-w-44">{row.partyAdverse ? <StatusMark shape="adverse">{name}</StatusMark> : name}</span>;
}

function Source({ row }: { row: RequirementRow }) {
  const t = translator("requirements.cell");
  const text = [row.sourceRef || restsOn(row), row.sourceLocator].filter(Boolean).join(", ");
  if (text) return <span className="line-clamp-2 min-w-40">{text}</span>;
  if (row.sourceType === null || row.sourceType === "template") return <OpenMark>{t("noSource")}</OpenMark>;
  return translator("vocabulary.sourceType")(row.sourceType);
}

function Goals({ row }: { row: RequirementRow }) {
  const t = translator("requirements.cell");
  if (row.cia.length === 0) return row.ciaRationale ? t("ismsItself") : <span className="text-muted">{t("noGoal")}</span>;
  const word = translator("vocabulary.cia");
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden>{row.cia.map((goal) => word(goal).charAt(0)).join(" ")}</span>
      <span className="sr-only">{row.cia.map((goal) => word(goal)).join(", ")}</span>
    </span>
  );
}

function Confirmed({ row }: { row: RequirementRow }) {
  const t = translator("requirements.cell");
  const quiet = (text: string) => <span className="text-muted">{text}</span>;
  if (row.confirmedAt) return <StatusMark shape="decided">{row.confirmedAt}</StatusMark>;
  if (row.partyAdverse) return quiet(t("neverAsked"));
  if (row.sourceType === "law" || (row.obligationCount ?? 0) > 0) return quiet(t("lawItself"));
  if (row.sourceType === "contract") return quiet(t("contractItself"));
  if (row.relevance === "discarded") return quiet(t("notAsked"));
  return <OpenMark>{t("notConfirmed")}</OpenMark>;
}

function facetsOf(
  state: RequirementTableState,
  rows: readonly RequirementRow[],
  owners: RequirementTableProps["owners"],
  systems: readonly string[],
): Facet<RequirementFilter>[] {
  const t = translator("requirements");
  const vocabulary = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const none = { value: "none", label: t("filter.none") };
  const facets: Facet<RequirementFilter>[] = [
    { id: "relevance", label: t("column.relevance"), options: vocabulary("requirementRelevance", REQUIREMENT_RELEVANCES) },
    { id: "isms", label: t("column.isms"), options: vocabulary("ismsDecision", ISMS_DECISIONS) },
    { id: "kind", label: t("column.kind"), options: vocabulary("requirementKind", REQUIREMENT_KINDS) },
    { id: "strength", label: t("column.strength"), options: [...vocabulary("strength", STRENGTHS), none] },
    { id: "binding", label: t("column.binding"), options: vocabulary("binding", BINDINGS) },
    { id: "source", label: t("filter.sourceType"), options: [...vocabulary("sourceType", SOURCE_TYPES), none] },
    { id: "cia", label: t("column.cia"), options: [...vocabulary("cia", CIA), none] },
    { id: "priority", label: t("column.priority"), options: [...vocabulary("priority", PRIORITIES), none] },
    { id: "fulfilment", label: t("column.fulfilment"), options: vocabulary("fulfilmentStatus", FULFILMENT_STATUSES) },
    { id: "impactCategories", label: t("column.impactCategories"), options: [...vocabulary("impactCategory", IMPACT_CATEGORIES), none] },
    { id: "status", label: t("column.status"), options: vocabulary("requirementStatus", REQUIREMENT_STATUSES) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("filter.nobody") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
  ];
  // Offered once there is one to choose.
  const named = [...new Set([...systems, ...(state.filters.system ?? []).filter((name) => name !== "none")])];
  if (named.length > 0 || state.filters.system) {
    facets.push({
      id: "system",
      label: t("column.managementSystems"),
      options: [...named.map((name) => ({ value: name, label: name })), none],
    });
  }
  // A party and the open points come by links; they stand among the filters only while they narrow the list, so that their chips have words.
  if (state.filters.party) {
    const nameOf = (ref: string) => rows.find((row) => row.partyRef === ref)?.partyName;
    facets.push({
      id: "party",
      label: t("column.party"),
      options: state.filters.party.map((ref) => ({ value: ref, label: [ref, nameOf(ref)].filter(Boolean).join(" ") })),
    });
  }
  for (const point of ["undecided", "unowned", "unsourced", "unconfirmed", "placeholder", "overdue", "climate", "worth"] as const) {
    if (state.filters[point]) facets.push({ id: point, label: t(`ready.${point}`), options: [{ value: "1", label: t("yes") }] });
  }
  return facets;
}
