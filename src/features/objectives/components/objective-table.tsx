import Link from "next/link";
import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableDesk } from "@/components/data-table/editing";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { TableConfig } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { ObjectiveRow } from "../queries";
import type { ObjectiveColumn, ObjectiveFilter, ObjectiveTableState } from "../table";

interface ObjectiveTableProps {
  /** "/nordwind" */
  home: string;
  config: TableConfig<ObjectiveColumn, ObjectiveFilter>;
  state: ObjectiveTableState;
  desk: TableDesk;
  owners: readonly { id: string; name: string }[];
  page: { rows: ObjectiveRow[]; matching: number; total: number };
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

export function ObjectiveTable({ home, config, state, desk, owners, page, canWrite, canExport, empty }: ObjectiveTableProps) {
  const t = translator("objectives");
  const path = `${home}/objectives`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={config}
      desk={desk}
      state={state}
      columns={columns(home)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={config} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string): RegisterColumn<ObjectiveRow, ObjectiveColumn>[] {
  const t = translator("objectives");
  const status = translator("vocabulary.recordStatus");
  const cells: Cells<ObjectiveRow, ObjectiveColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => row.title, { main: true, width: "24rem" }],
    [
      "requirements",
      (row) => (
        <Link
          href={`${home}/objectives/${row.ref}#requirements`}
          prefetch={false}
          className="link"
          aria-label={t("requirementsOf", { count: row.requirements, title: row.title })}
        >
          {row.requirements}
        </Link>
      ),
      { align: "end" },
    ],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["status", (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{status(row.status)}</StatusMark>],
    ["description", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.description}</span>, { width: "24rem" }],
  ];
  return columnsOf(cells, t);
}

function facets(owners: ObjectiveTableProps["owners"]): Facet<ObjectiveFilter>[] {
  const t = translator("objectives.filter");
  const status = translator("vocabulary.recordStatus");
  return [
    { id: "status", label: t("status"), options: ["active", "retired"].map((value) => ({ value, label: status(value) })) },
    {
      id: "owner",
      label: translator("objectives.column")("owner"),
      options: [
        { value: "mine", label: t("mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "noRequirement", label: t("noRequirement"), options: [{ value: "1", label: t("noRequirement") }] },
    { id: "unowned", label: t("unowned"), options: [{ value: "1", label: t("unowned") }] },
  ];
}
