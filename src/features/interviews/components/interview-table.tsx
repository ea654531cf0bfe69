import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { ELICITATION_METHODS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { InterviewRow } from "../queries";
import { INTERVIEW_STATUSES, INTERVIEW_TABLE, type InterviewColumn, type InterviewTableState } from "../table";

interface InterviewTableProps {
  home: string;
  state: InterviewTableState;
  page: { rows: InterviewRow[]; matching: number; total: number };
  canWrite: boolean;
  empty: ReactNode;
}

/** Conversations with parties, the newest first. */
export function InterviewTable({ home, state, page, canWrite, empty }: InterviewTableProps) {
  const t = translator("interviews");
  const word = translator("vocabulary.elicitationMethod");
  const path = `${home}/interviews`;
  const cells: [InterviewColumn, (row: InterviewRow) => ReactNode, { align?: "end"; main?: boolean; width?: string }?][] = [
    ["ref", (row) => <RefTag>{row.ref}</RefTag>, { width: "5rem" }],
    ["party", (row) => <bdi className="line-clamp-2 [overflow-wrap:anywhere]">{row.partyName}</bdi>, { main: true }],
    ["heldOn", (row) => row.heldOn],
    ["status", (row) => <InterviewStatus status={row.status} />],
    ["method", (row) => word(row.method)],
    ["interviewees", (row) => row.interviewees],
    ["interviewer", (row) => row.interviewer],
    ["answers", (row) => row.answers, { align: "end" }],
    ["used", (row) => row.used, { align: "end" }],
  ];
  return (
    <DataTable
      label={t("label")}
      path={path}
      config={INTERVIEW_TABLE}
      state={state}
      columns={cells.map(([id, cell, more]) => ({ id, header: t(`column.${id}`), cell, ...more }))}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.ref}`}
      matching={page.matching}
      total={page.total}
      facets={[
        { id: "status", label: t("column.status"), options: INTERVIEW_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })) },
        { id: "method", label: t("column.method"), options: ELICITATION_METHODS.map((value) => ({ value, label: word(value) })) },
        { id: "interviewer", label: t("column.interviewer"), options: [{ value: "mine", label: t("mine") }] },
      ]}
      searchLabel={t("searchLabel")}
      newHref={canWrite ? `${path}/new` : undefined}
      empty={empty}
    />
  );
}

export function InterviewStatus({ status }: { status: "open" | "closed" }) {
  return <StatusMark shape={status === "open" ? "open" : "decided"}>{translator("interviews")(`status.${status}`)}</StatusMark>;
}
