import type { ReactNode } from "react";
import { type Cells, columnsOf, dayText, linkedRef, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { loggedAfter } from "@/domain/trigger-event";
import { TRIGGER_STATUSES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { EventRow } from "../queries";
import { TRIGGER_TABLE, type TriggerColumn, type TriggerFilter, type TriggerTableState } from "../table";
import { EventStatusMark, LoggedOn } from "./event-marks";

interface EventTableProps {
  /** "/nordwind" */
  home: string;
  state: TriggerTableState;
  page: { rows: EventRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  rules: readonly { key: string; title: string }[];
  today: string;
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** Trigger events, the open ones first. */
export function EventTable({ home, state, page, owners, rules, today, canWrite, canExport, empty }: EventTableProps) {
  const t = translator("triggers");
  const path = `${home}/trigger-events`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={TRIGGER_TABLE}
      state={state}
      columns={columns(home, today)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.title}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners, rules)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={TRIGGER_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string, today: string): RegisterColumn<EventRow, TriggerColumn>[] {
  const t = translator("triggers");
  const cells: Cells<EventRow, TriggerColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "dismissed"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => <span className="block min-w-48">{row.title}</span>, { main: true, width: "20rem" }],
    ["kind", (row) => <span className="block min-w-40">{row.kind}</span>, { width: "16rem" }],
    ["status", (row) => <EventStatusMark event={row} today={today} />],
    ["dueOn", (row) => dayText(row.dueOn)],
    ["occurredOn", (row) => dayText(row.occurredOn)],
    ["loggedOn", (row) => <LoggedOn loggedOn={row.loggedOn} after={loggedAfter(row)} />],
    ["review", (row) => linkedRef(home, "reviews", row.reviewRef)],
    ["parties", (row) => row.parties, { align: "end" }],
    ["action", (row) => linkedRef(home, "actions", row.actionRef)],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["closedOn", (row) => dayText(row.closedOn)],
    ["loggedBy", (row) => row.loggedBy],
    ["description", (row) => longText(row.description), { width: "24rem" }],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: TriggerTableState, owners: EventTableProps["owners"], rules: EventTableProps["rules"]): Facet<TriggerFilter>[] {
  const t = translator("triggers");
  const word = translator("vocabulary.triggerStatus");
  const all: Facet<TriggerFilter>[] = [
    { id: "status", label: t("column.status"), options: TRIGGER_STATUSES.map((value) => ({ value, label: word(value) })) },
    { id: "overdue", label: t("filter.overdue"), options: [{ value: "1", label: t("yes") }] },
    { id: "kind", label: t("column.kind"), options: rules.map(({ key, title }) => ({ value: key, label: title })) },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
  ];
  // Reached by links; shown so that it can be taken away.
  if (state.filters.party) {
    all.push({ id: "party", label: t("column.parties"), options: state.filters.party.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
