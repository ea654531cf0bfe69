import type { ReactNode } from "react";
import { type Cells, columnsOf, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { ACTION_KINDS, ACTION_ORIGINS, ACTION_STATUSES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { ActionRow } from "../queries";
import { ACTION_TABLE, type ActionColumn, type ActionFilter, type ActionTableState } from "../table";
import { ActionOrigin, ActionStatusMark } from "./action-marks";

interface ActionTableProps {
  /** "/nordwind" */
  home: string;
  state: ActionTableState;
  page: { rows: ActionRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  today: string;
  canWrite: boolean;
  canExport: boolean;
  empty: ReactNode;
}

/** Actions, the open ones first. */
export function ActionTable({ home, state, page, owners, today, canWrite, canExport, empty }: ActionTableProps) {
  const t = translator("actions");
  const path = `${home}/actions`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={ACTION_TABLE}
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
      exportMenu={canExport && <ExportMenu path={path} config={ACTION_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string, today: string): RegisterColumn<ActionRow, ActionColumn>[] {
  const [t, word] = [translator("actions"), translator("vocabulary")];
  const cells: Cells<ActionRow, ActionColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => <span className="block min-w-56">{row.title}</span>, { main: true, width: "24rem" }],
    ["kind", (row) => word(`actionKind.${row.kind}`)],
    ["status", (row) => <ActionStatusMark action={row} today={today} />],
    ["dueAt", (row) => row.dueAt ?? <span className="text-muted">{t("noDay")}</span>],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    [
      "answers",
      (row) => (
        <span className="flex flex-wrap gap-x-2 [&>*]:min-h-6 [&>*]:leading-6">
          {row.findingRef && (
            <RefTag inTable href={`${home}/findings/${row.findingRef}`}>
              {row.findingRef}
            </RefTag>
          )}
          {row.requirementRef && (
            <RefTag inTable href={`${home}/requirements/${row.requirementRef}`}>
              {row.requirementRef}
            </RefTag>
          )}
        </span>
      ),
    ],
    ["origin", (row) => <ActionOrigin home={home} action={row} inTable />],
    ["doneAt", (row) => row.doneAt],
    ["result", (row) => longText(row.result), { width: "24rem" }],
    ["effectiveness", (row) => [row.effectivenessCheckedAt, row.effectivenessNote].filter(Boolean).join(": "), { width: "20rem" }],
    ["description", (row) => longText(row.description), { width: "24rem" }],
    ["cause", (row) => longText(row.cause), { width: "24rem" }],
    ["requestedBy", (row) => row.requestedBy],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: ActionTableState, owners: ActionTableProps["owners"]): Facet<ActionFilter>[] {
  const t = translator("actions");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  const yes = (id: ActionFilter) => ({ id, label: t(`filter.${id}`), options: [{ value: "1", label: t("yes") }] });
  const all: Facet<ActionFilter>[] = [
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    yes("overdue"),
    { id: "status", label: t("column.status"), options: words("actionStatus", ACTION_STATUSES) },
    { id: "kind", label: t("column.kind"), options: words("actionKind", ACTION_KINDS) },
    { id: "origin", label: t("column.origin"), options: words("actionOrigin", ACTION_ORIGINS) },
    yes("unchecked"),
  ];
  // Reached by links; shown so that they can be taken away.
  for (const id of ["requirement", "finding"] as const) {
    const refs = state.filters[id];
    if (refs) all.push({ id, label: t(`field.${id}`), options: refs.map((ref) => ({ value: ref, label: ref })) });
  }
  return all;
}
