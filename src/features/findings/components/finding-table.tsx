import type { ReactNode } from "react";
import { type Cells, columnsOf, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isFindingOverdue } from "@/domain/finding";
import { FINDING_ORIGINS, FINDING_SEVERITIES, FINDING_STATUSES, type FindingSeverity } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { FindingRow } from "../queries";
import { FINDING_TABLE, type FindingColumn, type FindingFilter, type FindingTableState } from "../table";

interface FindingTableProps {
  /** "/nordwind" */
  home: string;
  state: FindingTableState;
  page: { rows: FindingRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  today: string;
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** Findings of audits, the open ones first. */
export function FindingTable({ home, state, page, owners, today, canWrite, canExport, empty }: FindingTableProps) {
  const t = translator("findings");
  const path = `${home}/findings`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={FINDING_TABLE}
      state={state}
      columns={columns(home, today)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={FINDING_TABLE} state={state} />}
      empty={empty}
    />
  );
}

const SEVERITY_SHAPES: Record<FindingSeverity, MarkShape> = { major: "major", minor: "minor", ofi: "opportunity" };

export function FindingSeverityMark({ severity }: { severity: FindingSeverity }) {
  return <StatusMark shape={SEVERITY_SHAPES[severity]}>{translator("vocabulary.findingSeverity")(severity)}</StatusMark>;
}

/** Where a finding stands; overdue is said, not only coloured. */
export function FindingStatusMark({ finding, today }: { finding: Pick<FindingRow, "status" | "dueAt">; today: string }) {
  const word = translator("vocabulary.findingStatus");
  if (isFindingOverdue(finding, today)) return <StatusMark shape="overdue">{translator("findings")("overdue")}</StatusMark>;
  const shape: MarkShape = finding.status === "closed" ? "decided" : finding.status === "retired" ? "retired" : "open";
  return <StatusMark shape={shape}>{word(finding.status)}</StatusMark>;
}

function columns(home: string, today: string): RegisterColumn<FindingRow, FindingColumn>[] {
  const [t, word] = [translator("findings"), translator("vocabulary")];
  const cells: Cells<FindingRow, FindingColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "4.5rem" }],
    ["title", (row) => <span className="block min-w-56">{row.title}</span>, { main: true, width: "22rem" }],
    ["severity", (row) => <FindingSeverityMark severity={row.severity} />],
    ["clause", (row) => <span className="font-mono text-[0.8125em] whitespace-nowrap">{row.clause}</span>],
    ["status", (row) => <FindingStatusMark finding={row} today={today} />],
    ["dueAt", (row) => <span className="whitespace-nowrap">{row.dueAt}</span>],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["origin", (row) => word(`findingOrigin.${row.origin}`)],
    ["raisedAt", (row) => <span className="whitespace-nowrap">{row.raisedAt}</span>],
    [
      "repeatOf",
      (row) =>
        row.repeatOf && (
          <RefTag inTable href={`${home}/findings/${row.repeatOf}`}>
            {row.repeatOf}
          </RefTag>
        ),
    ],
    ["auditName", (row) => row.auditName],
    ["closedAt", (row) => row.closedAt],
    ["records", (row) => <span className="font-mono text-[0.8125em]">{row.recordRefs.join(", ")}</span>],
    ["statement", (row) => longText(row.statement), { width: "24rem" }],
    ["cause", (row) => longText(row.cause), { width: "24rem" }],
    ["correctiveAction", (row) => longText(row.correctiveAction), { width: "24rem" }],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: FindingTableState, owners: FindingTableProps["owners"]): Facet<FindingFilter>[] {
  const t = translator("findings");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const yes = (id: FindingFilter) => ({ id, label: t(`filter.${id}`), options: [{ value: "1", label: t("yes") }] });
  const all: Facet<FindingFilter>[] = [
    { id: "status", label: t("column.status"), options: words("findingStatus", FINDING_STATUSES) },
    { id: "severity", label: t("column.severity"), options: words("findingSeverity", FINDING_SEVERITIES) },
    yes("overdue"),
    { id: "origin", label: t("column.origin"), options: words("findingOrigin", FINDING_ORIGINS) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    yes("repeat"),
  ];
  // Reached by links; shown so that it can be taken away.
  if (state.filters.record) {
    all.push({ id: "record", label: t("column.records"), options: state.filters.record.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
