import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { responseRate } from "@/domain/survey";
import { SURVEY_STATUSES, type SurveyStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { SurveyRow } from "../queries";
import { SURVEY_TABLE, type SurveyColumn, type SurveyTableState } from "../table";

interface SurveyTableProps {
  home: string;
  state: SurveyTableState;
  page: { rows: SurveyRow[]; matching: number; total: number };
  canRun: boolean;
  empty: ReactNode;
}

/** Surveys with their response, those that run first. */
export function SurveyTable({ home, state, page, canRun, empty }: SurveyTableProps) {
  const t = translator("surveys");
  const path = `${home}/surveys`;
  const cells: [SurveyColumn, (row: SurveyRow) => ReactNode, { align?: "end"; main?: boolean; width?: string }?][] = [
    ["ref", (row) => <RefTag retired={row.retired}>{row.ref}</RefTag>, { width: "5.5rem" }],
    ["title", (row) => <span className="line-clamp-2 [overflow-wrap:anywhere]">{row.title}</span>, { main: true }],
    ["status", (row) => <SurveyStatusMark status={row.status} />],
    ["kind", (row) => t(`kindOf.${row.anonymous ? "anonymous" : "named"}`)],
    ["answers", (row) => row.status !== "draft" && row.answers, { align: "end" }],
    ["rate", (row) => row.status !== "draft" && <ResponseRate answers={row.answers} asked={row.asked} />],
    ["closesOn", (row) => row.closesOn],
    ["parties", (row) => row.parties, { align: "end" }],
    ["owner", (row) => row.ownerName],
    ["used", (row) => row.used, { align: "end" }],
  ];
  return (
    <DataTable
      label={t("label")}
      path={path}
      config={SURVEY_TABLE}
      state={state}
      columns={cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }))}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      matching={page.matching}
      total={page.total}
      facets={[
        {
          id: "status",
          label: t("column.status"),
          options: SURVEY_STATUSES.map((value) => ({ value, label: translator("vocabulary.surveyStatus")(value) })),
        },
        {
          id: "kind",
          label: t("column.kind"),
          options: (["named", "anonymous"] as const).map((value) => ({ value, label: t(`kindOf.${value}`) })),
        },
        {
          id: "owner",
          label: t("column.owner"),
          options: [
            { value: "mine", label: t("mine") },
            { value: "none", label: t("nobody") },
          ],
        },
        { id: "retired", label: t("showRetired"), options: [{ value: "1", label: t("showRetired") }] },
      ]}
      searchLabel={t("searchLabel")}
      newHref={canRun ? `${path}/new` : undefined}
      empty={empty}
    />
  );
}

const SHAPES = { draft: "neutral", open: "open", closed: "decided" } as const;

export function SurveyStatusMark({ status }: { status: SurveyStatus }) {
  return <StatusMark shape={SHAPES[status]}>{translator("vocabulary.surveyStatus")(status)}</StatusMark>;
}

/** "41 of 60 (68 %)"; where more answered than were asked by name, only how many. */
export function ResponseRate({ answers, asked }: { answers: number; asked: number }) {
  const t = translator("surveys");
  const percent = responseRate(answers, asked);
  return (
    <>
      {percent !== null
        ? t("rate", { answers, asked, percent })
        : asked > 0
          ? t("rateOpen", { answers, asked })
          : t("rateNobody", { answers })}
    </>
  );
}
