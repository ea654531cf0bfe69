"use client";

import Link from "next/link";
import type { RefObject } from "react";
import { useTranslations } from "use-intl/react";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { cellMark, type MatrixLink } from "@/domain/matrix";
import { type CellActions, CellForm } from "./cell-form";
import type { ShownColumn, ShownRow } from "./matrix-body";
import { MatrixMark } from "./matrix-mark";

export type { CellActions } from "./cell-form";

interface CellPanelProps {
  panel: RefObject<HTMLElement | null>;
  row?: ShownRow;
  column?: ShownColumn;
  link?: MatrixLink;
  actions: CellActions | null;
  /** Leads back into the grid. */
  back: () => void;
  faulty: (yes: boolean) => void;
}

/** What the place in the grid says, and, for whoever may, the change of it. */
export function CellPanel({ panel, row, column, link, actions, back, faulty }: CellPanelProps) {
  const t = useTranslations("matrix");
  return (
    <aside
      ref={panel}
      aria-label={t("panel.label")}
      className="no-print min-h-40 border-t border-line-strong pt-3 text-sm xl:border-t-0 xl:border-l xl:pt-0 xl:pl-4"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        back();
      }}
    >
      {!row && !column && <p className="text-muted">{t("panel.hint")}</p>}
      {row && (
        <section className="mb-3">
          <RefTag href={row.href}>{row.ref}</RefTag>
          <p dir="auto" className="max-h-40 overflow-y-auto [overflow-wrap:anywhere]">
            {row.statement}
          </p>
          <p dir="auto" className="text-muted [overflow-wrap:anywhere]">
            {row.party}
          </p>
          {!column && (
            <p>{row.linked > 0 ? t("panel.rowTotal", { count: row.linked }) : <StatusMark shape="open">{t("panel.rowGap")}</StatusMark>}</p>
          )}
        </section>
      )}
      {column && (
        <section className="mb-3 border-t pt-3">
          <RefTag href={column.href}>{column.ref}</RefTag> <bdi className="[overflow-wrap:anywhere]">{column.title}</bdi>
          {column.notes.map((note) => (
            <p key={note}>
              <StatusMark shape={column.holds ? "partly" : "not-met"}>{note}</StatusMark>
            </p>
          ))}
          {!row && (
            <p>
              {column.askedAnywhere === 0 ? (
                <StatusMark shape="open">{t("unasked")}</StatusMark>
              ) : (
                t("panel.columnTotal", { here: column.asked, all: column.askedAnywhere })
              )}
            </p>
          )}
        </section>
      )}
      {row && column && (
        <section className="border-t pt-3">
          {link ? (
            <>
              <p className="flex items-center gap-2 font-medium">
                <MatrixMark mark={cellMark(link)} struck={!column.holds} />
                {t(`mark.${cellMark(link)}`)}
              </p>
              <p dir="auto" className="mt-1 [overflow-wrap:anywhere]">
                {link.rationale || <span className="text-muted">{t("panel.noRationale")}</span>}
              </p>
            </>
          ) : (
            <p className="text-muted">{t("panel.notLinked")}</p>
          )}
          <p className="mt-2">
            <Link href={`${row.href}#links`} prefetch={false} className="link">
              {t("panel.allLinks", { ref: row.ref })}
            </Link>
          </p>
          {actions && (
            <CellForm
              key={`${row.id} ${column.target} ${link?.coverage} ${link?.rationale}`}
              {...{ row, column, link, actions, back, faulty }}
            />
          )}
        </section>
      )}
    </aside>
  );
}
