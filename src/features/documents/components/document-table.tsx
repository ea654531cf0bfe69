import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import { QualityMarks, type RowMarks } from "@/components/data-table/quality-marks";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { ISMS_DOCUMENT_TYPES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { DocumentRow } from "../queries";
import { DOCUMENT_TABLE, type DocumentColumn, type DocumentFilter, type DocumentTableState } from "../table";
import { InForce, Location, ReviewMark } from "./document-marks";

interface DocumentTableProps {
  /** "/nordwind" */
  home: string;
  state: DocumentTableState;
  page: { rows: DocumentRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
  /** Faults of the rows shown, by ref. */
  marks?: RowMarks;
}

/** Policies, procedures and other documents of the ISMS (7.5). */
export function DocumentTable({ home, state, page, owners, canWrite, canExport, empty, marks }: DocumentTableProps) {
  const t = translator("documents");
  const path = `${home}/documents`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={DOCUMENT_TABLE}
      state={state}
      columns={columns(path, marks)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={DOCUMENT_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(path: string, marks: RowMarks | undefined): RegisterColumn<DocumentRow, DocumentColumn>[] {
  const [t, word] = [translator("documents"), translator("vocabulary")];
  const cells: Cells<DocumentRow, DocumentColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "4.5rem" }],
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
    ["type", (row) => word(`ismsDocumentType.${row.type}`)],
    ["edition", (row) => row.edition],
    ["inForce", (row) => <InForce current={row.current} />],
    ["approvedOn", (row) => row.approvedOn ?? <StatusMark shape="open">{t("notApproved")}</StatusMark>],
    ["reviewDueAt", (row) => <ReviewMark day={row.reviewDueAt} review={row.review} />],
    [
      "registerVersion",
      (row) =>
        row.quotesAnother ? (
          <StatusMark shape="minor">{t("otherVersionShort", { version: row.quotedRegisterVersion })}</StatusMark>
        ) : (
          row.quotedRegisterVersion
        ),
    ],
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
    ["audience", (row) => row.audience],
    ["location", (row) => <Location location={row.location} />, { width: "18rem" }],
    [
      "status",
      (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{word(`recordStatus.${row.status}`)}</StatusMark>,
    ],
    ["note", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.note}</span>],
  ];
  return columnsOf(cells, t);
}

function facets(state: DocumentTableState, owners: DocumentTableProps["owners"]): Facet<DocumentFilter>[] {
  const t = translator("documents");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const all: Facet<DocumentFilter>[] = [
    { id: "type", label: t("column.type"), options: words("ismsDocumentType", ISMS_DOCUMENT_TYPES) },
    {
      id: "review",
      label: t("filter.review"),
      options: ["overdue", "soon", "none"].map((value) => ({ value, label: t(`review.${value}`) })),
    },
    { id: "inForce", label: t("column.inForce"), options: ["yes", "no"].map((value) => ({ value, label: t(value) })) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "unlinked", label: t("filter.unlinked"), options: [{ value: "1", label: t("yes") }] },
    { id: "status", label: t("column.status"), options: words("recordStatus", ["active", "retired"]) },
  ];
  if (state.filters.unapproved) all.push({ id: "unapproved", label: t("notApproved"), options: [{ value: "1", label: t("yes") }] });
  return all;
}
