import type { ReactNode } from "react";
import { type Cells, columnsOf, dayText, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { ENGAGEMENT_ORIGINS, ENGAGEMENT_STATUSES, ENGAGEMENT_TYPES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { EntryRow } from "../queries";
import { ENGAGEMENT_TABLE, type EngagementColumn, type EngagementFilter, type EngagementTableState, PERIODS } from "../table";
import { EntryStatusMark } from "./entry-marks";

interface EntryTableProps {
  /** "/nordwind" */
  home: string;
  state: EngagementTableState;
  page: { rows: EntryRow[]; matching: number; total: number };
  people: readonly { id: string; name: string }[];
  today: string;
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** What passed between the parties and us, the newest first. */
export function EntryTable({ home, state, page, people, today, canWrite, canExport, empty }: EntryTableProps) {
  const t = translator("engagement");
  const path = `${home}/engagement`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={ENGAGEMENT_TABLE}
      state={state}
      columns={columns(home, today)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => `${row.heldOn} ${row.summary.slice(0, 60)}`}
      matching={page.matching}
      total={page.total}
      facets={facets(state, people)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={ENGAGEMENT_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string, today: string): RegisterColumn<EntryRow, EngagementColumn>[] {
  const t = translator("engagement");
  const word = translator("vocabulary");
  const party = (row: EntryRow) =>
    row.partyRef ? (
      <span className="block min-w-40">
        <RefTag inTable href={`${home}/interested-parties/${row.partyRef}`}>
          {row.partyRef}
        </RefTag>{" "}
        <bdi>{row.partyName}</bdi>
      </span>
    ) : (
      <span className="text-muted">{row.fromName ? <bdi>{row.fromName}</bdi> : t("unknownParty")}</span>
    );
  const requirements = (row: EntryRow) => (
    <span className="flex flex-wrap gap-x-2">
      {row.requirements.slice(0, 4).map((ref) => (
        <RefTag key={ref} inTable href={`${home}/requirements/${ref}`} className="inline-flex min-h-6 items-center">
          {ref}
        </RefTag>
      ))}
      {row.requirements.length > 4 && <span className="text-muted">{t("andMore", { count: row.requirements.length - 4 })}</span>}
    </span>
  );
  const cells: Cells<EntryRow, EngagementColumn> = [
    ["ref", (row) => <RefTag retired={row.retired}>{row.ref}</RefTag>, { width: "5.5rem" }],
    ["heldOn", (row) => dayText(row.heldOn)],
    ["type", (row) => word(`engagementType.${row.type}`)],
    ["party", party, { width: "14rem" }],
    ["summary", (row) => longText(row.summary), { main: true, width: "26rem" }],
    ["channel", (row) => row.channel && word(`engagementChannel.${row.channel}`)],
    ["participants", (row) => longText(row.participants)],
    ["ours", (row) => row.ours],
    ["requirements", requirements],
    ["seen", (row) => row.seen && word(`engagementLevel.${row.seen}`)],
    ["status", (row) => <EntryStatusMark entry={row} today={today} />],
    ["feedbackKind", (row) => row.feedbackKind && word(`feedbackKind.${row.feedbackKind}`)],
    ["owner", (row) => row.ownerName],
    ["dueOn", (row) => dayText(row.dueOn)],
    ["response", (row) => longText(row.response), { width: "24rem" }],
    ["outcome", (row) => longText(row.outcome), { width: "24rem" }],
    ["toldOn", (row) => dayText(row.toldOn)],
    ["origin", (row) => word(`engagementOrigin.${row.origin}`)],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: EngagementTableState, people: EntryTableProps["people"]): Facet<EngagementFilter>[] {
  const t = translator("engagement");
  const word = translator("vocabulary");
  const all: Facet<EngagementFilter>[] = [
    {
      id: "type",
      label: t("column.type"),
      options: ENGAGEMENT_TYPES.map((value) => ({ value, label: word(`engagementType.${value}`) })),
    },
    { id: "period", label: t("filter.period"), options: PERIODS.map((value) => ({ value, label: t(`period.${value}`) })) },
    {
      id: "person",
      label: t("filter.person"),
      options: [{ value: "mine", label: t("filter.mine") }, ...people.map(({ id, name }) => ({ value: id, label: name }))],
    },
    {
      id: "status",
      label: t("column.status"),
      options: ENGAGEMENT_STATUSES.map((value) => ({ value, label: word(`engagementStatus.${value}`) })),
    },
    {
      id: "origin",
      label: t("column.origin"),
      options: ENGAGEMENT_ORIGINS.map((value) => ({ value, label: word(`engagementOrigin.${value}`) })),
    },
    { id: "retired", label: t("filter.retired"), options: [{ value: "1", label: t("filter.yes") }] },
  ];
  // Reached by links; shown so that they can be taken away.
  for (const id of ["party", "requirement"] as const) {
    const refs = state.filters[id];
    if (refs) all.push({ id, label: t(`filter.${id}`), options: refs.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
