import Link from "next/link";
import type { ReactNode } from "react";
import type { Cells } from "@/components/data-table/cells";
import { DataTable, type Facet } from "@/components/data-table/data-table";
import type { TableEditing } from "@/components/data-table/editing";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { GapCode, Station, WeaknessCode } from "@/domain/thread";
import { REQUIREMENT_KINDS } from "@/domain/vocabulary";
import type { ThreadRecord } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { LISTED_GAPS, LISTED_WEAKNESSES, THREAD_TABLE, type ThreadColumn, type ThreadFilter, type ThreadTableState } from "../table";

interface ThreadTableProps {
  /** "/nordwind" */
  home: string;
  state: ThreadTableState;
  page: { rows: ThreadRecord[]; matching: number; total: number; gaps: Partial<Record<GapCode, number>> };
  owners: readonly { id: string; name: string }[];
  editing?: TableEditing;
  /** The deed that closes a gap, for whoever may do it. */
  deed: ((gap: GapCode, requirementRef: string) => { label: string; href: string }) | null;
  empty: ReactNode;
}

/** All addressed requirements with what is missing in their threads. */
export function ThreadTable({ home, state, page, owners, editing, deed, empty }: ThreadTableProps) {
  const t = translator("threads");
  return (
    <DataTable
      label={t("title")}
      path={`${home}/threads`}
      config={THREAD_TABLE}
      state={state}
      desk={{ editing }}
      columns={columns(home, deed)}
      rows={page.rows}
      rowId={(row) => row.id}
      rowHref={(row) => `${home}/requirements/${row.ref}`}
      rowName={(row) => `${row.ref} ${row.thread.statement}`}
      matching={page.matching}
      total={page.total}
      facets={facets(state, page, owners)}
      searchLabel={t("room.searchLabel")}
      empty={empty}
    />
  );
}

function columns(home: string, deed: ThreadTableProps["deed"]): RegisterColumn<ThreadRecord, ThreadColumn>[] {
  const t = translator("threads");
  const cells: Cells<ThreadRecord, ThreadColumn> = [
    ["ref", (row) => <RefTag>{row.ref}</RefTag>, { width: "5rem" }],
    [
      "party",
      (row) => (
        <span className="line-clamp-2 min-w-36">
          <RefTag inTable href={`${home}/interested-parties/${row.party.ref}`}>
            {row.party.ref}
          </RefTag>{" "}
          {row.party.name}
        </span>
      ),
      { width: "12rem" },
    ],
    ["statement", (row) => <span className="line-clamp-2 min-w-60">{row.thread.statement}</span>, { main: true, width: "22rem" }],
    ["gaps", (row) => <Gaps row={row} deed={deed} />, { width: "15rem" }],
    ["thread", (row) => <Chain stations={row.thread.stations} />, { width: "16rem" }],
    ["owner", (row) => row.ownerName ?? <StatusMark shape="open">{t("room.unowned")}</StatusMark>],
  ];
  return cells.map(([id, cell, more]) => ({ id, header: t(`room.column.${id}`), cell, ...more }));
}

function Gaps({ row, deed }: { row: ThreadRecord; deed: ThreadTableProps["deed"] }) {
  const t = translator("threads");
  const { gaps, weaknesses } = row.thread;
  if (gaps.length === 0 && weaknesses.length === 0) return <StatusMark shape="decided">{t("room.whole")}</StatusMark>;
  const weak = new Map<WeaknessCode, string[]>();
  for (const { ref, code } of weaknesses) weak.set(code, [...(weak.get(code) ?? []), ref || t("noRisk")]);
  return (
    <ul className="min-w-52">
      {gaps.map((gap) => {
        const close = deed?.(gap, row.ref);
        return (
          <li key={gap} className="min-h-6">
            <StatusMark shape="open">
              {close ? (
                <Link
                  href={close.href}
                  prefetch={false}
                  className="link inline-block min-h-6 leading-6"
                  aria-label={`${row.ref}: ${close.label}`}
                >
                  {t(`gap.${gap}`)}
                </Link>
              ) : (
                t(`gap.${gap}`)
              )}
            </StatusMark>
          </li>
        );
      })}
      {[...weak].map(([code, refs]) => (
        <li key={code} className="text-muted">
          <StatusMark shape="partly">
            {refs.join(", ")} {t(`weakShort.${code}`)}
          </StatusMark>
        </li>
      ))}
    </ul>
  );
}

/** What is linked, station by station, in the mono. */
function Chain({ stations }: { stations: readonly Station[] }) {
  const t = translator("threads");
  const answers = stations.filter(({ kind }) => kind === "control" || kind === "risk" || kind === "document" || kind === "evidence");
  return (
    <span className="block min-w-40 font-mono text-[0.8125em]">
      {answers.map(({ kind, items }, index) => (
        <span key={kind}>
          {index > 0 && <span className="text-muted"> → </span>}
          {items.length > 0 ? items.map((item) => item.ref || t("noRisk")).join(", ") : "—"}
        </span>
      ))}
    </span>
  );
}

function facets(state: ThreadTableState, page: ThreadTableProps["page"], owners: ThreadTableProps["owners"]): Facet<ThreadFilter>[] {
  const t = translator("threads");
  const kind = translator("vocabulary.requirementKind");
  const found: Facet<ThreadFilter>[] = [
    {
      id: "gap",
      label: t("room.gap"),
      options: LISTED_GAPS.map((value) => ({ value, label: t(`gap.${value}`), count: page.gaps[value] })),
    },
    { id: "weak", label: t("room.weak"), options: LISTED_WEAKNESSES.map((value) => ({ value, label: t(`weakShort.${value}`) })) },
    { id: "whole", label: t("room.state"), options: ["no", "yes"].map((value) => ({ value, label: t(`room.state_${value}`) })) },
    { id: "kind", label: t("room.kind"), options: REQUIREMENT_KINDS.map((value) => ({ value, label: kind(value) })) },
    {
      id: "owner",
      label: t("room.column.owner"),
      options: [
        { value: "mine", label: t("room.mine") },
        { value: "none", label: t("room.unowned") },
        ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
      ],
    },
  ];
  // They come by links and stand among the filters only while they narrow the list, so that their chips have words.
  for (const id of ["party", "target"] as const) {
    const values = state.filters[id];
    if (values) found.push({ id, label: t(`room.${id}`), options: values.map((value) => ({ value, label: value })) });
  }
  return found;
}
