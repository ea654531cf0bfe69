import type { ReactNode } from "react";
import { type Cells, columnsOf } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import type { RegisterColumn } from "@/components/data-table/table-model";
import { RefTag } from "@/components/ui/ref-tag";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";
import type { Orphan } from "../queries";
import { ORPHAN_KINDS, ORPHAN_TABLE, type OrphanColumn, type OrphanKind, type OrphanTableState } from "../table";

interface OrphanTableProps {
  home: string;
  state: OrphanTableState;
  page: { rows: Orphan[]; matching: number; total: number; counts: Record<OrphanKind, number> };
  empty: ReactNode;
}

const TYPE = { control: "control", risk: "risk", document: "policy", evidence: "evidence" } as const;

/** What stands in the ISMS without a requirement that asks for it. */
export function OrphanTable({ home, state, page, empty }: OrphanTableProps) {
  const t = translator("threads.orphans");
  const pathOf = (row: Orphan) => home + targetPath({ type: TYPE[row.kind], ref: row.ref });
  return (
    <DataTable
      label={t("title")}
      path={`${home}/threads/backwards`}
      config={ORPHAN_TABLE}
      state={state}
      columns={columns()}
      rows={page.rows}
      rowId={(row) => `${row.kind}-${row.ref}`}
      rowHref={pathOf}
      rowName={(row) => `${row.ref} ${row.title}`}
      matching={page.matching}
      total={page.total}
      facets={[
        {
          id: "kind",
          label: t("column.kind"),
          options: ORPHAN_KINDS.map((value) => ({ value, label: t(`kind.${value}`), count: page.counts[value] })),
        },
        { id: "mine", label: t("mine"), options: [{ value: "1", label: t("mine") }] },
      ]}
      searchLabel={t("searchLabel")}
      empty={empty}
    />
  );
}

function columns(): RegisterColumn<Orphan, OrphanColumn>[] {
  const t = translator("threads.orphans");
  const reason = translator("vocabulary.soaReason");
  const cells: Cells<Orphan, OrphanColumn> = [
    ["ref", (row) => <RefTag>{row.ref}</RefTag>, { width: "5rem" }],
    ["title", (row) => row.title, { main: true, width: "22rem" }],
    ["kind", (row) => t(`kind.${row.kind}`)],
    [
      "why",
      (row) => (
        <span className="text-muted">
          {row.kind === "control" && row.reasons.length > 0
            ? t("controlWithReasons", {
                reasons: row.reasons.map((one) => (reason.has(one) ? reason(one) : t(`reason.${one}`))).join(", "),
              })
            : t(`why.${row.kind}`)}
        </span>
      ),
      { width: "30rem" },
    ],
  ];
  return columnsOf(cells, t);
}
