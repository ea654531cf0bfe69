import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableDesk } from "@/components/data-table/editing";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { Menu } from "@/components/ui/menu";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { ISSUE_CATEGORIES, PESTLE_FACTORS } from "@/domain/vocabulary";
import { exactQuery } from "@/lib/table-look";
import type { TableConfig } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { IssueRow } from "../queries";
import type { IssueColumn, IssueFilter, IssueTableState } from "../table";

interface IssueTableProps {
  path: string;
  config: TableConfig<IssueColumn, IssueFilter>;
  state: IssueTableState;
  desk: TableDesk;
  owners: readonly { id: string; name: string }[];
  page: { rows: IssueRow[]; matching: number; total: number };
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

export function IssueTable({ path, config, state, desk, owners, page, canWrite, canExport, empty }: IssueTableProps) {
  const t = translator("contextIssues");
  const query = exactQuery(state, config).replace("?", "&");
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={config}
      desk={desk}
      state={state}
      columns={columns()}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={
        canExport && (
          <Menu
            label={t("export")}
            trigger={
              <>
                <Download aria-hidden className="size-4" />
                {t("export")}
              </>
            }
            items={[
              { label: t("exportCsv"), href: `${path}/export?format=csv${query}`, download: true },
              { label: t("exportXlsx"), href: `${path}/export?format=xlsx${query}`, download: true },
            ]}
          />
        )
      }
      empty={empty}
    />
  );
}

function columns(): RegisterColumn<IssueRow, IssueColumn>[] {
  const t = translator("contextIssues");
  const word = translator("vocabulary");
  const cells: [IssueColumn, RegisterColumn<IssueRow>["cell"], Pick<RegisterColumn<IssueRow>, "align" | "main">?][] = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>],
    ["title", (row) => <span className="inline-block min-w-44">{row.title}</span>, { main: true }],
    ["category", (row) => word(`issueCategory.${row.category}`)],
    ["pestle", (row) => row.pestle.map((factor) => word(`pestle.${factor}`)).join(", ")],
    ["climate", (row) => (row.climateRelated ? t("yes") : null)],
    ["parties", (row) => row.parties, { align: "end" }],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("nobody")}</StatusMark>],
    [
      "status",
      (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{word(`recordStatus.${row.status}`)}</StatusMark>,
    ],
    ["description", (row) => <span className="inline-block min-w-60 whitespace-pre-line">{row.description}</span>],
  ];
  return cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }));
}

function facets(state: IssueTableState, owners: IssueTableProps["owners"]): Facet<IssueFilter>[] {
  const t = translator("contextIssues");
  const vocabulary = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const shown: Facet<IssueFilter>[] = [
    { id: "status", label: t("column.status"), options: vocabulary("recordStatus", ["active", "retired"]) },
    { id: "category", label: t("column.category"), options: vocabulary("issueCategory", ISSUE_CATEGORIES) },
    { id: "pestle", label: t("column.pestle"), options: vocabulary("pestle", PESTLE_FACTORS) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("nobody") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    {
      id: "climate",
      label: t("column.climate"),
      options: [
        { value: "yes", label: t("yes") },
        { value: "no", label: t("no") },
      ],
    },
  ];
  for (const point of ["noParty", "unowned"] as const) {
    if (state.filters[point]) shown.push({ id: point, label: t(`filter.${point}`), options: [{ value: "1", label: t("yes") }] });
  }
  return shown;
}
