// biome-ignore-all lint/a11y/useSemanticElements: a table of 46,000 cells would not scroll; a grid may leave its empty cells out
// biome-ignore-all lint/a11y/useFocusableInteractive: rows take no focus, their cells do
import { memo } from "react";
import { cellMark, type MatrixLink } from "@/domain/matrix";
import style from "./matrix.module.css";
import { MatrixMark } from "./matrix-mark";

/** A row with its words, made on the server. */
export interface ShownRow {
  id: string;
  ref: string;
  version: number;
  statement: string;
  party: string;
  linked: number;
  reasonNeeded: boolean;
  href: string;
}

/** A column with its words, made on the server. */
export interface ShownColumn {
  /** As it is shown; `target` is what a link names. */
  ref: string;
  target: string;
  type: string;
  title: string;
  href: string;
  holds: boolean;
  asked: number;
  askedAnywhere: number;
  notes: string[];
}

interface MatrixBodyProps {
  rows: readonly ShownRow[];
  columns: readonly ShownColumn[];
  cells: readonly (readonly MatrixLink[])[];
  words: {
    requirements: string;
    total: string;
    none: string;
    unasked: string;
    struck: string;
    mark: Readonly<Record<"fully" | "partly" | "linked", string>>;
  };
}

/**
 * The rows as plain elements: no component and no handler for a cell, and no element for an empty one (the grid makes one where the focus goes). It is
 * drawn again only when the data change.
 */
export const MatrixBody = memo(function MatrixBody({ rows, columns, cells, words }: MatrixBodyProps) {
  return (
    <>
      <div role="row" aria-rowindex={1} className={style.top} data-row={-1}>
        <div role="columnheader" aria-colindex={1} className={style.corner}>
          <span>{words.requirements}</span>
          <span>{words.total}</span>
        </div>
        {columns.map((column, at) => (
          <div
            key={column.target}
            role="columnheader"
            aria-colindex={at + 2}
            data-column={at}
            tabIndex={-1}
            aria-label={[column.ref, column.title, String(column.asked), column.askedAnywhere === 0 ? words.unasked : "", ...column.notes]
              .filter(Boolean)
              .join(", ")}
            className={column.holds ? style.column : `${style.column} ${style.struck}`}
          >
            <a href={column.href} tabIndex={-1}>
              {column.ref}
            </a>
            <span className="tabular-nums">{column.asked}</span>
            {column.askedAnywhere === 0 && <span aria-hidden className={style.unasked} />}
          </div>
        ))}
      </div>
      {rows.map((row, index) => (
        <div key={row.id} role="row" aria-rowindex={index + 2} className={style.row} data-row={index}>
          <div role="rowheader" aria-colindex={1} data-column={-1} tabIndex={index === 0 ? 0 : -1} className={style.heading}>
            <span className={style.line} dir="auto">
              <a href={row.href} tabIndex={-1} className="link font-mono">
                {row.ref}
              </a>{" "}
              {row.statement}
            </span>
            <span className={`${style.line} text-muted`} dir="auto">
              {row.party}
            </span>
            <span className={style.total}>
              {row.linked > 0 ? row.linked : <span className="rounded-sm border border-dashed border-gold px-1">{words.none}</span>}
            </span>
          </div>
          {cells[index]!.map((link, at) => {
            const column = columns[link.column]!;
            const mark = cellMark(link);
            return (
              <div
                key={`${link.column} ${at}`}
                role="gridcell"
                aria-colindex={link.column + 2}
                aria-label={`${column.ref}: ${words.mark[mark]}${column.holds ? "" : `, ${words.struck}`}`}
                data-column={link.column}
                tabIndex={-1}
                style={{ gridColumn: link.column + 2, gridRow: 1 }}
                className={style.cell}
              >
                <MatrixMark mark={mark} struck={!column.holds} />
              </div>
            );
          })}
        </div>
      ))}
    </>
  );
});
