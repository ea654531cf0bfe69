import type { ReactNode } from "react";
import { type Cells, columnsOf, dayText, linkedRef, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { isNoteOverdue } from "@/domain/horizon";
import { HORIZON_SOURCES, HORIZON_STATUSES, type HorizonStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { NoteRow } from "../queries";
import { HORIZON_TABLE, type HorizonColumn, type HorizonFilter, type HorizonTableState } from "../table";

const SHAPES: Record<HorizonStatus, MarkShape> = { open: "open", no_effect: "neutral", effect: "decided" };

/** Where a note stands; overdue is said, not only coloured. */
export function NoteStatusMark({
  note,
  today,
}: {
  note: { status: HorizonStatus; dueOn: string | null; retiredAt: string | null };
  today: string;
}) {
  const t = translator("horizon");
  if (note.retiredAt) return <StatusMark shape="retired">{t("retired")}</StatusMark>;
  if (isNoteOverdue(note, today)) return <StatusMark shape="overdue">{t("overdue")}</StatusMark>;
  return <StatusMark shape={SHAPES[note.status]}>{translator("vocabulary.horizonStatus")(note.status)}</StatusMark>;
}

interface NoteTableProps {
  /** "/nordwind" */
  home: string;
  state: HorizonTableState;
  page: { rows: NoteRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  today: string;
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** The log of the horizon scan, what is to be assessed first. */
export function NoteTable({ home, state, page, owners, today, canWrite, canExport, empty }: NoteTableProps) {
  const t = translator("horizon");
  const path = `${home}/horizon`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={HORIZON_TABLE}
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
      exportMenu={canExport && <ExportMenu path={path} config={HORIZON_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string, today: string): RegisterColumn<NoteRow, HorizonColumn>[] {
  const t = translator("horizon");
  const word = translator("vocabulary.horizonSource");
  const cells: Cells<NoteRow, HorizonColumn> = [
    ["ref", (row) => <RefTag retired={row.retiredAt !== null}>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => <span className="block min-w-48">{row.title}</span>, { main: true, width: "22rem" }],
    ["source", (row) => word(row.source)],
    ["status", (row) => <NoteStatusMark note={row} today={today} />],
    ["dueOn", (row) => row.status === "open" && dayText(row.dueOn)],
    ["seenOn", (row) => dayText(row.seenOn)],
    ["assessment", (row) => longText(row.assessment), { width: "20rem" }],
    ["event", (row) => linkedRef(home, "trigger-events", row.eventRef)],
    ["action", (row) => linkedRef(home, "actions", row.actionRef)],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    ["decidedOn", (row) => dayText(row.decidedOn)],
    ["decidedBy", (row) => row.decidedBy],
    ["url", (row) => <span className="break-all">{row.url}</span>, { width: "16rem" }],
    ["summary", (row) => longText(row.summary), { width: "24rem" }],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: HorizonTableState, owners: NoteTableProps["owners"]): Facet<HorizonFilter>[] {
  const t = translator("horizon");
  const word = translator("vocabulary");
  const yes = [{ value: "1", label: t("yes") }];
  const all: Facet<HorizonFilter>[] = [
    {
      id: "status",
      label: t("column.status"),
      options: HORIZON_STATUSES.map((value) => ({ value, label: word(`horizonStatus.${value}`) })),
    },
    {
      id: "source",
      label: t("column.source"),
      options: HORIZON_SOURCES.map((value) => ({ value, label: word(`horizonSource.${value}`) })),
    },
    { id: "overdue", label: t("filter.overdue"), options: yes },
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
  // Reached by links; shown so that it can be taken away.
  if (state.filters.party) {
    all.push({ id: "party", label: t("column.parties"), options: state.filters.party.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
