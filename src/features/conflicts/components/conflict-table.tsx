import type { ReactNode } from "react";
import { type Cells, columnsOf, dayText, linkedRef, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { CONFLICT_METHODS, CONFLICT_STATUSES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { ConflictRow } from "../queries";
import { CONFLICT_TABLE, type ConflictColumn, type ConflictFilter, type ConflictTableState } from "../table";
import { ConflictStatusMark } from "./conflict-marks";

interface ConflictTableProps {
  /** "/nordwind" */
  home: string;
  state: ConflictTableState;
  page: { rows: ConflictRow[]; matching: number; total: number; maxDays: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** Conflicts, the open ones first. */
export function ConflictTable({ home, state, page, owners, canWrite, canExport, empty }: ConflictTableProps) {
  const t = translator("conflicts");
  const path = `${home}/conflicts`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={CONFLICT_TABLE}
      state={state}
      columns={columns(home, page.maxDays)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={CONFLICT_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string, maxDays: number): RegisterColumn<ConflictRow, ConflictColumn>[] {
  const t = translator("conflicts");
  const word = translator("vocabulary");
  const cells: Cells<ConflictRow, ConflictColumn> = [
    ["ref", (row) => <RefTag retired={row.retired}>{row.ref}</RefTag>, { width: "5.5rem" }],
    [
      "title",
      (row) => (
        <span className="block min-w-48">
          {row.title}
          {row.example && <span className="block text-sm text-muted">{t("keptAsExample")}</span>}
        </span>
      ),
      { main: true, width: "18rem" },
    ],
    [
      "requirements",
      (row) => (
        <ul className="min-w-44">
          {row.requirements.map((requirement) => (
            <li key={requirement.ref} className="whitespace-nowrap">
              {linkedRef(home, "requirements", requirement.ref)}{" "}
              <bdi className="inline-block max-w-48 truncate align-bottom">{requirement.partyName}</bdi>
            </li>
          ))}
        </ul>
      ),
      { width: "18rem" },
    ],
    ["status", (row) => <ConflictStatusMark status={row.status} open={row.open} />],
    ["openedOn", (row) => dayText(row.openedOn)],
    ["days", (row) => row.open && <span className="whitespace-nowrap">{t("daysOf", { days: row.open.days, max: maxDays })}</span>],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["method", (row) => row.method && word(`conflictMethod.${row.method}`)],
    ["decidedOn", (row) => dayText(row.decidedOn)],
    [
      "communicatedOn",
      (row) => (row.tellingOverdue ? <StatusMark shape="overdue">{t("notTold")}</StatusMark> : dayText(row.communicatedOn)),
    ],
    ["decidedBy", (row) => row.decidedBy],
    ["prevailing", (row) => linkedRef(home, "requirements", row.prevailingRef)],
    ["impact", (row) => longText(row.impactAssessment), { width: "24rem" }],
    ["resolution", (row) => longText(row.resolution), { width: "24rem" }],
    ["rationale", (row) => longText(row.rationale), { width: "24rem" }],
    ["communicatedTo", (row) => row.communicatedTo],
    ["risk", (row) => linkedRef(home, "risks", row.riskRef)],
    ["action", (row) => linkedRef(home, "actions", row.actionRef)],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: ConflictTableState, owners: ConflictTableProps["owners"]): Facet<ConflictFilter>[] {
  const t = translator("conflicts");
  const word = translator("vocabulary");
  const yes = [{ value: "1", label: t("yes") }];
  const all: Facet<ConflictFilter>[] = [
    {
      id: "status",
      label: t("column.status"),
      options: CONFLICT_STATUSES.map((value) => ({ value, label: word(`conflictStatus.${value}`) })),
    },
    { id: "overdue", label: t("filter.overdue"), options: yes },
    { id: "example", label: t("filter.example"), options: yes },
    {
      id: "method",
      label: t("column.method"),
      options: CONFLICT_METHODS.map((value) => ({ value, label: word(`conflictMethod.${value}`) })),
    },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "retired", label: t("filter.retired"), options: yes },
  ];
  // Reached by links; shown so that they can be taken away.
  for (const id of ["requirement", "party"] as const) {
    const refs = state.filters[id];
    if (refs) all.push({ id, label: t(`filter.${id}`), options: refs.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
