import Link from "next/link";
import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { PriorityReason } from "@/domain/priority";
import { PRIORITIES, REQUIREMENT_KINDS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { RankedRequirement, Ranking } from "../queries";
import { PRIORITY_TABLE, type PriorityColumn, type PriorityFilter, type PriorityTableState } from "../table";

interface RankingTableProps {
  /** "/nordwind" */
  home: string;
  state: PriorityTableState;
  ranking: Ranking;
  objectives: readonly { ref: string; title: string }[];
  canExport: boolean;
  empty: ReactNode;
}

export function RankingTable({ home, state, ranking, objectives, canExport, empty }: RankingTableProps) {
  const t = translator("priorities");
  return (
    <DataTable
      label={t("title")}
      path={`${home}/priorities`}
      config={PRIORITY_TABLE}
      state={state}
      columns={columns(home)}
      rows={ranking.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${home}/requirements/${row.ref}`}
      rowName={(row) => row.ref}
      matching={ranking.matching}
      total={ranking.total}
      facets={facets(objectives)}
      searchLabel={t("searchLabel")}
      exportMenu={canExport && <ExportMenu path={`${home}/priorities`} config={PRIORITY_TABLE} state={state} />}
      empty={empty}
    />
  );
}

function columns(home: string): RegisterColumn<RankedRequirement, PriorityColumn>[] {
  const t = translator("priorities");
  const cells: Cells<RankedRequirement, PriorityColumn> = [
    ["ref", (row) => <RefTag>{row.ref}</RefTag>, { width: "5rem" }],
    ["statement", (row) => <bdi className="line-clamp-3 min-w-56">{row.statement}</bdi>, { main: true, width: "22rem" }],
    [
      "party",
      (row) => (
        <>
          <RefTag href={`${home}/interested-parties/${row.partyRef}`} inTable>
            {row.partyRef}
          </RefTag>{" "}
          <span className="line-clamp-3 [overflow-wrap:anywhere]">
            {row.adverse ? <StatusMark shape="adverse">{row.partyName}</StatusMark> : <bdi>{row.partyName}</bdi>}
          </span>
        </>
      ),
    ],
    ["priority", (row) => <PriorityWord row={row} />],
    ["sum", (row) => <Sum reasons={row.proposal.because} />, { width: "15rem" }],
    [
      "proposed",
      (row) =>
        row.proposal.proposed ? (
          translator("vocabulary.priority")(row.proposal.proposed)
        ) : (
          <span className="text-muted">{t("nothing")}</span>
        ),
    ],
    [
      "decided",
      (row) =>
        row.decidedAt && (
          <>
            <span className="block whitespace-nowrap tabular-nums">{row.decidedAt}</span>
            {row.decidedBy ?? t("somebody")}
          </>
        ),
    ],
    [
      "justification",
      (row) => row.justification && <span className="line-clamp-4 whitespace-pre-line">{row.justification}</span>,
      { width: "16rem" },
    ],
    [
      "objectives",
      (row) =>
        row.objectives.map((objective) => (
          <Link
            key={objective.ref}
            href={`${home}/objectives/${objective.ref}`}
            prefetch={false}
            title={objective.title}
            className="link mr-2 font-mono text-[0.8125rem]"
          >
            {objective.ref}
          </Link>
        )),
    ],
  ];
  return columnsOf(cells, t);
}

/** The priority that counts, who gave it (a person or the rule), and whether the person departed from the rule. */
function PriorityWord({ row }: { row: RankedRequirement }) {
  const t = translator("priorities");
  const word = translator("vocabulary.priority");
  const { proposed } = row.proposal;
  if (row.priority === null) {
    return <StatusMark shape="open">{proposed ? `${word(proposed)}, ${t("proposal")}` : t("nothing")}</StatusMark>;
  }
  return (
    <>
      <StatusMark shape="decided">{word(row.priority)}</StatusMark>
      {row.overridden && (
        <span className="block text-muted">{proposed ? t("overriddenMark", { proposed: word(proposed) }) : t("overriddenNothing")}</span>
      )}
    </>
  );
}

/** Everything that spoke for a priority or could not speak, the deciding reason first. */
function Sum({ reasons }: { reasons: readonly PriorityReason[] }) {
  const t = translator("priorities.sum");
  const word = translator("vocabulary.priority");
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.code} className={reason.gives === null ? "text-muted" : undefined}>
          {reason.code === "power_times_impact"
            ? t(reason.code, {
                power: reason.power,
                impact: reason.impact,
                product: reason.product,
                priority: word(reason.gives).toLowerCase(),
              })
            : t(reason.code)}
        </li>
      ))}
    </ul>
  );
}

function facets(objectives: readonly { ref: string; title: string }[]): Facet<PriorityFilter>[] {
  const t = translator("priorities.filter");
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translator(`vocabulary.${group}`)(value) }));
  return [
    { id: "priority", label: t("priority"), options: [...words("priority", PRIORITIES), { value: "none", label: t("none") }] },
    {
      id: "decision",
      label: t("decision"),
      options: (["open", "followed", "overridden"] as const).map((value) => ({ value, label: t(value) })),
    },
    { id: "kind", label: t("kind"), options: words("requirementKind", REQUIREMENT_KINDS) },
    {
      id: "objective",
      label: t("objective"),
      options: [
        ...objectives.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` })),
        { value: "none", label: t("noObjective") },
      ],
    },
  ];
}
