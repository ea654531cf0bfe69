import Link from "next/link";
import { NO_RISK_REF } from "@/domain/risk";
import { tableHref } from "@/lib/table-state";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";
import type { Matrix } from "../queries";
import { MATRIX_TABLE, type MatrixState } from "../table";
import { axisWord, columnNotes } from "../words";
import type { CellActions } from "./cell-panel";
import { MatrixGrid } from "./matrix-grid";
import { MatrixMark } from "./matrix-mark";

interface MatrixViewProps {
  home: string;
  state: MatrixState;
  matrix: Matrix;
  actions: CellActions | null;
}

/** How much is shown, what the shapes mean, the grid itself, and the way to further rows. */
export function MatrixView({ home, state, matrix, actions }: MatrixViewProps) {
  const t = translator("matrix");
  const path = `${home}/matrix`;
  const { rows, columns, links, matching, total, gaps, page, pages } = matrix;
  return (
    <>
      <p className="mb-1 text-sm">
        {t("count", { rows: matching, total })}
        {pages > 1 && ` ${t("pageOf", { page, pages })}`}{" "}
        {gaps > 0 && (
          <Link href={tableHref(path, state, MATRIX_TABLE, { filters: { ...state.filters, gap: ["1"] } })} className="link">
            {t("gaps", { count: gaps, axis: axisWord(state) })}
          </Link>
        )}
      </p>
      <ul aria-label={t("legend")} className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        {(["fully", "partly", "linked"] as const).map((mark) => (
          <li key={mark} className="flex items-center gap-1.5">
            <MatrixMark mark={mark} /> {t(`mark.${mark}`)}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <MatrixMark mark="linked" struck /> {t("struck")}
        </li>
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="inline-block w-5 border-t-2 border-dashed border-gold" /> {t("gapMark")}
        </li>
      </ul>
      {rows.length === 0 || columns.length === 0 ? (
        <p className="border-y py-8 text-muted">{rows.length === 0 ? t("nothingMatches") : t("noColumns")}</p>
      ) : (
        <MatrixGrid
          label={t("gridLabel", { axis: axisWord(state) })}
          rows={rows.map(({ id, ref, version, statement, partyRef, partyName, linked, reasonNeeded }) => ({
            id,
            ref,
            version,
            statement,
            party: `${partyRef} ${partyName}`,
            linked,
            reasonNeeded,
            href: `${home}/requirements/${ref}`,
          }))}
          columns={columns.map((column) => ({
            ref: column.ref === NO_RISK_REF ? t("noRiskColumn") : column.ref,
            target: column.ref,
            type: column.type,
            title: column.title,
            href: column.ref === NO_RISK_REF ? `${home}/threads` : home + targetPath(column),
            holds: column.holds,
            asked: column.asked,
            askedAnywhere: column.askedAnywhere,
            notes: columnNotes(column),
          }))}
          links={links}
          actions={actions}
        />
      )}
      {pages > 1 && (
        <nav aria-label={t("pages")} className="no-print mt-3 flex flex-wrap gap-3 text-sm">
          {page > 1 && (
            <Link href={tableHref(path, state, MATRIX_TABLE, { page: page - 1 })} className="link">
              {t("previous")}
            </Link>
          )}
          {page < pages && (
            <Link href={tableHref(path, state, MATRIX_TABLE, { page: page + 1 })} className="link">
              {t("next")}
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
