import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { VALIDITY_STATES } from "@/domain/evidence";
import { EVIDENCE_TYPES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { sizeWords } from "../form-fields";
import type { EvidenceRow } from "../queries";
import { EVIDENCE_TABLE, type EvidenceColumn, type EvidenceFilter, type EvidenceTableState } from "../table";
import { Place, ValidityMark } from "./evidence-marks";

interface EvidenceTableProps {
  /** "/nordwind" */
  home: string;
  state: EvidenceTableState;
  page: { rows: EvidenceRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** The room of evidence as a list. */
export function EvidenceTable({ home, state, page, owners, canWrite, canExport, empty }: EvidenceTableProps) {
  const t = translator("evidence");
  const path = `${home}/evidence`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={EVIDENCE_TABLE}
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
      exportMenu={canExport && <ExportMenu path={path} config={EVIDENCE_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(path: string): RegisterColumn<EvidenceRow, EvidenceColumn>[] {
  const [t, word] = [translator("evidence"), translator("vocabulary")];
  const cells: Cells<EvidenceRow, EvidenceColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "4.5rem" }],
    ["title", (row) => <span className="block min-w-56">{row.title}</span>, { main: true, width: "22rem" }],
    ["type", (row) => word(`evidenceType.${row.type}`)],
    ["dated", (row) => <span className="whitespace-nowrap">{row.dated}</span>],
    ["validUntil", (row) => <ValidityMark day={row.validUntil} validity={row.validity} />],
    ["origin", (row) => row.origin],
    [
      "file",
      (row) => (row.contentHash ? <span className="wrap-anywhere">{row.fileName}</span> : <Place location={row.location} />),
      { width: "16rem" },
    ],
    [
      "requirements",
      (row) => (
        <a
          href={`${path}/${row.ref}#asked-for`}
          data-soft=""
          className="link"
          aria-label={t("requirementsOf", { count: row.requirements, title: row.title })}
        >
          {row.requirements}
        </a>
      ),
      { align: "end" },
    ],
    ["addedBy", (row) => row.addedBy ?? t("somebody")],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["size", (row) => (row.size === null ? "" : sizeWords(row.size)), { align: "end" }],
    ["hash", (row) => <code className="wrap-anywhere font-mono text-xs">{row.contentHash}</code>, { width: "16rem" }],
    [
      "status",
      (row) => <StatusMark shape={row.status === "retired" ? "retired" : "neutral"}>{word(`recordStatus.${row.status}`)}</StatusMark>,
    ],
    ["note", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.note}</span>],
  ];
  return columnsOf(cells, t);
}

function facets(owners: EvidenceTableProps["owners"]): Facet<EvidenceFilter>[] {
  const t = translator("evidence");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  return [
    {
      id: "validity",
      label: t("filter.validity"),
      options: [...VALIDITY_STATES].reverse().map((value) => ({ value, label: t(`validity.${value}`) })),
    },
    { id: "type", label: t("column.type"), options: words("evidenceType", EVIDENCE_TYPES) },
    { id: "holds", label: t("filter.holds"), options: ["file", "link"].map((value) => ({ value, label: t(`holds.${value}`) })) },
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
}
