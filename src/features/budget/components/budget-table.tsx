import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { BudgetLineRow } from "../queries";
import { BUDGET_TABLE, type BudgetColumn, type BudgetFilter, type BudgetTableState } from "../table";
import { Amount } from "./amount";

interface BudgetTableProps {
  /** "/nordwind" */
  home: string;
  state: BudgetTableState;
  page: { rows: BudgetLineRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** The money, what it pays for, and how many requirements stand behind that. */
export function BudgetTable({ home, state, page, owners, canWrite, canExport, empty }: BudgetTableProps) {
  const t = translator("budget");
  const path = `${home}/budget`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={BUDGET_TABLE}
      state={state}
      columns={columns(path)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={BUDGET_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(path: string): RegisterColumn<BudgetLineRow, BudgetColumn>[] {
  const [t, word] = [translator("budget"), translator("vocabulary")];
  const cells: Cells<BudgetLineRow, BudgetColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => <span className="block min-w-48">{row.title}</span>, { main: true, width: "20rem" }],
    ["period", (row) => row.period],
    ["amount", (row) => <Amount amount={row.amount} currency={row.currency} />, { align: "end" }],
    ["targets", (row) => <span className="font-mono text-[0.8125em]">{row.targetRefs.join(", ")}</span>, { width: "16rem" }],
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
    [
      "status",
      (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{word(`recordStatus.${row.status}`)}</StatusMark>,
    ],
    ["note", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.note}</span>],
  ];
  return columnsOf(cells, t);
}

function facets(state: BudgetTableState, owners: BudgetTableProps["owners"]): Facet<BudgetFilter>[] {
  const t = translator("budget");
  const status = translator("vocabulary.recordStatus");
  const all: Facet<BudgetFilter>[] = [
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
    { id: "status", label: t("column.status"), options: ["active", "retired"].map((value) => ({ value, label: status(value) })) },
  ];
  if (state.filters.target) {
    all.push({ id: "target", label: t("column.targets"), options: state.filters.target.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
