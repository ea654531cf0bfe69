import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableDesk } from "@/components/data-table/editing";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { Menu } from "@/components/ui/menu";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { SOURCE_DOCUMENT_TYPES } from "@/domain/vocabulary";
import { exactQuery } from "@/lib/table-look";
import type { TableConfig } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { SourceRow, Term } from "../queries";
import type { SourceColumn, SourceFilter, SourceTableState } from "../table";

interface SourceTableProps {
  /** "/nordwind" */
  home: string;
  config: TableConfig<SourceColumn, SourceFilter>;
  state: SourceTableState;
  desk: TableDesk;
  page: { rows: SourceRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

/** The documents that requirements rest on (clause 7.5.3). */
export function SourceTable({ home, config, state, desk, page, owners, canWrite, canExport, empty, marks }: SourceTableProps) {
  const t = translator("sources");
  const path = `${home}/sources`;
  const file = (format: string) => `${path}/export?format=${format}${exactQuery(state, config).replace("?", "&")}`;
  return (
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
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facetsOf(state, owners)}
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
              { label: t("exportCsv"), href: file("csv"), download: true },
              { label: t("exportXlsx"), href: file("xlsx"), download: true },
            ]}
          />
        )
      }
      empty={empty}
    />
  );
}

/** The end date with what it means today. */
export function TermMark({ term, effectiveTo }: { term: Term; effectiveTo: string | null }) {
  const t = translator("sources.term");
  if (term === "ended") return <StatusMark shape="overdue">{t("endedOn", { date: effectiveTo ?? "" })}</StatusMark>;
  if (term === "upcoming") return <StatusMark shape="soon">{t("upcoming")}</StatusMark>;
  return effectiveTo ?? <span className="text-muted">{t("open")}</span>;
}

function columnsOf(home: string, marks: RowMarks | undefined): RegisterColumn<SourceRow, SourceColumn>[] {
  const t = translator("sources");
  const cells: [SourceColumn, RegisterColumn<SourceRow>["cell"], Partial<RegisterColumn<SourceRow, SourceColumn>>?][] = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    [
      "title",
      (row) => (
        <>
          <span className="block min-w-56">{row.title}</span>
          <QualityMarks marks={marks} reference={row.ref} />
        </>
      ),
      { main: true, width: "22rem" },
    ],
    ["type", (row) => translator("vocabulary.sourceDocumentType")(row.type)],
    ["edition", (row) => row.edition],
    [
      "counterparty",
      (row) =>
        row.partyRef && (
          <span className="block min-w-44">
            <RefTag href={`${home}/interested-parties/${row.partyRef}`}>{row.partyRef}</RefTag> {row.partyName}
          </span>
        ),
      { width: "14rem" },
    ],
    ["documentDate", (row) => row.documentDate],
    ["effectiveFrom", (row) => row.effectiveFrom],
    ["effectiveTo", (row) => <TermMark term={row.term} effectiveTo={row.effectiveTo} />],
    ["requirements", (row) => <Count row={row} home={home} />, { align: "end" }],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["location", (row) => row.location],
    [
      "status",
      (row) => (
        <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>
          {translator("vocabulary.recordStatus")(row.status)}
        </StatusMark>
      ),
    ],
    ["note", (row) => row.note],
  ];
  return cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }));
}

function Count({ row, home }: { row: SourceRow; home: string }) {
  const t = translator("sources");
  return (
    <Link
      href={`${home}/sources/${row.ref}#requirements`}
      prefetch={false}
      className="link"
      aria-label={t("requirementsOf", { count: row.requirements, title: row.title })}
    >
      {row.requirements}
    </Link>
  );
}

function facetsOf(state: SourceTableState, owners: SourceTableProps["owners"]): Facet<SourceFilter>[] {
  const t = translator("sources");
  const vocabulary = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const facets: Facet<SourceFilter>[] = [
    { id: "type", label: t("column.type"), options: vocabulary("sourceDocumentType", SOURCE_DOCUMENT_TYPES) },
    {
      id: "term",
      label: t("filter.term"),
      options: (["upcoming", "running", "ended"] as const).map((value) => ({ value, label: t(`term.${value}`) })),
    },
    { id: "status", label: t("column.status"), options: vocabulary("recordStatus", ["active", "retired"]) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "unused", label: t("filter.unused"), options: [{ value: "1", label: t("yes") }] },
  ];
  if (state.filters.counterparty) {
    facets.push({
      id: "counterparty",
      label: t("column.counterparty"),
      options: state.filters.counterparty.map((ref) => ({ value: ref, label: ref })),
    });
  }
  if (state.filters.unowned) facets.push({ id: "unowned", label: t("filter.unowned"), options: [{ value: "1", label: t("yes") }] });
  return facets;
}
