import type { ReactNode } from "react";
import { type Cells, columnsOf, dayText, longText } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { CRITERION_RESULTS, withUnit } from "@/domain/criterion";
import { PLAIN_STATUSES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { CriterionRow } from "../queries";
import { CRITERION_TABLE, type CriterionColumn, type CriterionFilter, type CriterionTableState } from "../table";
import { targetWords } from "../words";
import { CriterionState, TrendWord } from "./criterion-marks";
import { Sparkline } from "./trend-chart";

interface CriterionTableProps {
  /** "/nordwind" */
  home: string;
  state: CriterionTableState;
  page: { rows: CriterionRow[]; matching: number; total: number };
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canExport: boolean;
  /** Whether the reader may open actions. */
  canReadActions: boolean;
  empty: ReactNode;
}

/** Criteria, the missed and the overdue first. */
export function CriterionTable({ home, state, page, owners, canWrite, canExport, canReadActions, empty }: CriterionTableProps) {
  const t = translator("monitoring");
  const path = `${home}/monitoring`;
  return (
    <DataTable
      label={t("title")}
      path={path}
      config={CRITERION_TABLE}
      state={state}
      columns={columns(home, canReadActions)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      rowName={(row) => row.metric}
      matching={page.matching}
      total={page.total}
      facets={facets(state, owners)}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      exportMenu={canExport && <ExportMenu path={path} config={CRITERION_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string, canReadActions: boolean): RegisterColumn<CriterionRow, CriterionColumn>[] {
  const t = translator("monitoring");
  const number = (text: string, unit: string) => text && <span className="whitespace-nowrap tabular-nums">{withUnit(text, unit)}</span>;
  const cells: Cells<CriterionRow, CriterionColumn> = [
    ["ref", (row) => <RefTag retired={row.status === "retired"}>{row.ref}</RefTag>, { width: "5rem" }],
    ["metric", (row) => <span className="block min-w-48">{row.metric}</span>, { main: true, width: "18rem" }],
    ["result", (row) => <CriterionState criterion={row} />, { width: "11rem" }],
    ["lastValue", (row) => number(row.lastValue, row.unit), { align: "end" }],
    ["target", (row) => <span className="whitespace-nowrap">{targetWords(row)}</span>],
    [
      "trend",
      (row) => (
        <span className="flex flex-col">
          <Sparkline unit={row.unit} target={row} series={row.series} />
          <TrendWord trend={row.trend} />
        </span>
      ),
      { width: "8rem" },
    ],
    ["lastMeasuredOn", (row) => dayText(row.lastMeasuredOn)],
    ["nextOn", (row) => dayText(row.status === "active" ? row.nextOn : null)],
    [
      "requirement",
      (row) => (
        <RefTag inTable href={`${home}/requirements/${row.requirementRef}`}>
          {row.requirementRef}
        </RefTag>
      ),
    ],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark>],
    [
      "action",
      (row) =>
        row.actionRef && (
          <RefTag inTable href={canReadActions ? `${home}/actions/${row.actionRef}` : undefined} retired={row.actionStatus === "retired"}>
            {row.actionRef}
          </RefTag>
        ),
    ],
    ["threshold", (row) => number(row.threshold, row.unit), { align: "end" }],
    ["frequencyDays", (row) => row.frequencyDays, { align: "end" }],
    ["method", (row) => longText(row.method), { width: "20rem" }],
    ["status", (row) => translator("vocabulary.recordStatus")(row.status)],
    ["note", (row) => longText(row.note)],
  ];
  return columnsOf(cells, t);
}

function facets(state: CriterionTableState, owners: CriterionTableProps["owners"]): Facet<CriterionFilter>[] {
  const t = translator("monitoring");
  const word = translator("vocabulary.recordStatus");
  const all: Facet<CriterionFilter>[] = [
    { id: "result", label: t("column.result"), options: CRITERION_RESULTS.map((value) => ({ value, label: t(`result.${value}`) })) },
    { id: "overdue", label: t("filter.overdue"), options: [{ value: "1", label: t("yes") }] },
    {
      id: "owner",
      label: t("column.owner"),
      options: [
        { value: "mine", label: t("filter.mine") },
        { value: "none", label: t("unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
    { id: "status", label: t("column.status"), options: PLAIN_STATUSES.map((value) => ({ value, label: word(value) })) },
  ];
  // Reached by links; shown so that it can be taken away.
  if (state.filters.requirement) {
    all.push({
      id: "requirement",
      label: t("column.requirement"),
      options: state.filters.requirement.map((ref) => ({ value: ref, label: ref })),
    });
  }
  return all;
}
