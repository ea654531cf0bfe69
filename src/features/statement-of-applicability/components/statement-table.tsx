import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import type { TableEditing } from "@/components/data-table/editing";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import { statementFacets } from "../facets";
import type { LiveLine } from "../live";
import { STATEMENT_TABLE, type StatementColumn, type StatementTableState } from "../table";
import { Applicability, Challenges, Implementation, Reasons } from "./reasons";

interface StatementTableProps {
  /** "/nordwind" */
  home: string;
  state: StatementTableState;
  owners: readonly { id: string; name: string }[];
  page: { rows: LiveLine[]; matching: number; total: number };
  /** Absent for readers. */
  editing?: TableEditing;
  exportMenu: ReactNode;
}

/** Every control and what is decided about it; cells are edited where they stand, and several rows at once. */
export function StatementTable({ home, state, owners, page, editing, exportMenu }: StatementTableProps) {
  const t = translator("statement");
  return (
    <DataTable
      label={t("title")}
      path={`${home}/statement-of-applicability`}
      config={STATEMENT_TABLE}
      state={state}
      columns={columns()}
      rows={page.rows}
      rowId={(row) => row.control}
      rowHref={(row) => `${home}/controls/${row.control}`}
      rowName={(row) => `${row.control} ${row.title}`}
      matching={page.matching}
      total={page.total}
      facets={statementFacets(owners)}
      searchLabel={t("searchLabel")}
      desk={{ editing }}
      exportMenu={exportMenu}
      empty={null}
    />
  );
}

function columns(): RegisterColumn<LiveLine, StatementColumn>[] {
  const [t, word] = [translator("statement"), translator("vocabulary")];
  const cells: Cells<LiveLine, StatementColumn> = [
    ["control", (row) => <RefTag>{row.control}</RefTag>, { width: "5rem" }],
    ["title", (row) => row.title, { main: true, width: "14rem" }],
    ["applicable", (row) => <Applicability applicable={row.applicable} />, { width: "8.5rem" }],
    ["reasons", (row) => <Reasons written={row.written} stated={row.reasons} most={2} />, { width: "22rem" }],
    [
      "implementation",
      (row) => (row.applicable !== true && !row.implementationStatus ? null : <Implementation status={row.implementationStatus} />),
      { width: "8.5rem" },
    ],
    ["owner", (row) => row.owner ?? (row.applicable !== true ? null : <StatusMark shape="open">{t("unowned")}</StatusMark>)],
    ["challenges", (row) => (row.challenges.length > 0 ? <Challenges challenges={row.challenges} /> : null), { width: "18rem" }],
    ["justification", (row) => <span className="line-clamp-4 whitespace-pre-line">{row.justification}</span>, { width: "16rem" }],
    ["note", (row) => <span className="line-clamp-4 whitespace-pre-line">{row.implementationNote}</span>, { width: "16rem" }],
    ["asked", (row) => row.asked, { align: "end" }],
    ["decided", (row) => (row.decidedAt ? t("decidedBy", { day: row.decidedAt, name: row.decidedBy ?? t("somebody") }) : null)],
    ["theme", (row) => word(`controlTheme.${row.theme}`)],
  ];
  return columnsOf(cells, t);
}
