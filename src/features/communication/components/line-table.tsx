import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { LINE_STATES } from "@/domain/communication";
import { translator } from "@/lib/translate";
import type { LineRow } from "../queries";
import { COMMUNICATION_TABLE, type CommunicationColumn, type CommunicationFilter, type CommunicationTableState } from "../table";
import { LineMark } from "./line-mark";

interface LineTableProps {
  /** "/nordwind" */
  home: string;
  state: CommunicationTableState;
  page: { rows: LineRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  events: readonly { key: string; title: string }[];
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** The communication plan, what is overdue first. */
export function LineTable({ home, state, page, owners, events, canWrite, canExport, empty }: LineTableProps) {
  const t = translator("communication");
  const path = `${home}/communication`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={COMMUNICATION_TABLE}
      state={state}
      columns={columns(home)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.what}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners, events)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={COMMUNICATION_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string): RegisterColumn<LineRow, CommunicationColumn>[] {
  const t = translator("communication");
  const cells: Cells<LineRow, CommunicationColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5.5rem" }],
    [
      "party",
      (row) => (
        <span className="block min-w-36">
          <RefTag inTable href={`${home}/interested-parties/${row.partyRef}`}>
            {row.partyRef}
          </RefTag>{" "}
          <bdi>{row.partyName}</bdi>
        </span>
      ),
      { width: "14rem" },
    ],
    ["what", (row) => <span className="block min-w-48">{row.what}</span>, { main: true, width: "18rem" }],
    ["when", (row) => <span className="block min-w-36">{row.when}</span>, { width: "14rem" }],
    ["nextDue", (row) => <LineMark line={row} />],
    ["withWhom", (row) => row.withWhom],
    ["how", (row) => row.how],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["lastDone", (row) => <span className="whitespace-nowrap">{row.lastDoneOn}</span>],
    ["note", (row) => <span className="line-clamp-3 whitespace-pre-line">{row.note}</span>],
  ];
  return columnsOf(cells, t);
}

function facets(
  state: CommunicationTableState,
  owners: LineTableProps["owners"],
  events: LineTableProps["events"],
): Facet<CommunicationFilter>[] {
  const t = translator("communication");
  const all: Facet<CommunicationFilter>[] = [
    { id: "state", label: t("column.state"), options: LINE_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "event", label: t("form.event"), options: events.map(({ key, title }) => ({ value: key, label: title })) },
  ];
  // Reached by links; shown so that it can be taken away.
  if (state.filters.party)
    all.push({ id: "party", label: t("column.party"), options: state.filters.party.map((ref) => ({ value: ref, label: ref })) });
  return all;
}
