import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { SCOPE_UNIT_KINDS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { ScopeUnitRow } from "../queries";
import { SCOPE_UNIT_TABLE, type ScopeUnitColumn, type ScopeUnitFilter, type ScopeUnitTableState } from "../table";

interface ScopeUnitTableProps {
  /** "/nordwind" */
  home: string;
  state: ScopeUnitTableState;
  page: { rows: ScopeUnitRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** Sites, organisation units, services and systems that the ISMS covers. */
export function ScopeUnitTable({ home, state, page, owners, canWrite, canExport, empty }: ScopeUnitTableProps) {
  const t = translator("scopeUnits");
  const path = `${home}/scope`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={SCOPE_UNIT_TABLE}
      state={state}
      columns={columns(path)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={SCOPE_UNIT_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(path: string): RegisterColumn<ScopeUnitRow, ScopeUnitColumn>[] {
  const [t, word] = [translator("scopeUnits"), translator("vocabulary")];
  const cells: Cells<ScopeUnitRow, ScopeUnitColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => <span className="block min-w-48">{row.title}</span>, { main: true, width: "20rem" }],
    ["kind", (row) => word(`scopeUnitKind.${row.kind}`)],
    [
      "requirements",
      (row) => (
        <a
          href={`${path}/${row.ref}#requirements`}
          data-soft=""
          className="link"
          aria-label={t("requirementsOf", { count: row.requirements, title: row.title })}
        >
          {row.requirements}
        </a>
      ),
      { align: "end" },
    ],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["description", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.description}</span>, { width: "28rem" }],
    [
      "status",
      (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{word(`recordStatus.${row.status}`)}</StatusMark>,
    ],
    ["note", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.note}</span>],
  ];
  return columnsOf(cells, t);
}

function facets(owners: ScopeUnitTableProps["owners"]): Facet<ScopeUnitFilter>[] {
  const t = translator("scopeUnits");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  return [
    { id: "kind", label: t("column.kind"), options: words("scopeUnitKind", SCOPE_UNIT_KINDS) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "unlinked", label: t("filter.unlinked"), options: [{ value: "1", label: t("filter.unlinked") }] },
    { id: "status", label: t("column.status"), options: words("recordStatus", ["active", "retired"]) },
  ];
}
