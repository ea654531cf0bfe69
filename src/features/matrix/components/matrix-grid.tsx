// biome-ignore-all lint/a11y/useSemanticElements: a table of 46,000 cells would not scroll; a grid may leave its empty cells out
"use client";

import { useRouter } from "next/navigation";
import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { type GridPlace, linksByRow, type MatrixLink, movePlace } from "@/domain/matrix";
import { type CellActions, CellPanel } from "./cell-panel";
import style from "./matrix.module.css";
import { MatrixBody, type ShownColumn, type ShownRow } from "./matrix-body";

interface MatrixGridProps {
  label: string;
  rows: readonly ShownRow[];
  columns: readonly ShownColumn[];
  links: readonly MatrixLink[];
  /** Null for whoever may only read. */
  actions: CellActions | null;
}

/** The matrix as one grid: a single place takes the focus, keys move it, and what the cell says stands beside. All events are heard in one place. */
export function MatrixGrid({ label, rows, columns, links, actions }: MatrixGridProps) {
  const t = useTranslations("matrix");
  const router = useRouter();
  const frame = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const [at, setAt] = useState<GridPlace | null>(null);
  const [under, setUnder] = useState<GridPlace | null>(null);
  const cells = useMemo(() => linksByRow(rows.length, links), [rows, links]);
  const words = useMemo(
    () => ({
      requirements: t("requirements"),
      total: t("columnTotal"),
      none: t("none"),
      unasked: t("unasked"),
      struck: t("struck"),
      mark: { fully: t("mark.fully"), partly: t("mark.partly"), linked: t("mark.linked") },
    }),
    [t],
  );

  const focusPlace = useCallback(
    ({ row, column }: GridPlace) => {
      const line = frame.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
      if (!line) return;
      let cell = line.querySelector<HTMLElement>(`[data-column="${column}"]:not([data-cursor])`);
      if (!cell) {
        // An empty cell exists only while the focus is on it.
        cell = line.querySelector<HTMLElement>("[data-cursor]") ?? document.createElement("div");
        cell.setAttribute("role", "gridcell");
        cell.className = style.cell!;
        cell.dataset.cursor = "";
        cell.dataset.column = String(column);
        cell.style.gridColumn = String(column + 2);
        cell.style.gridRow = "1";
        cell.setAttribute("aria-colindex", String(column + 2));
        cell.setAttribute("aria-label", t("emptyCell", { ref: columns[column]?.ref ?? "" }));
        line.append(cell);
      }
      for (const other of frame.current!.querySelectorAll<HTMLElement>('[tabindex="0"][data-column]')) other.tabIndex = -1;
      cell.tabIndex = 0;
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      for (const stale of frame.current!.querySelectorAll("[data-cursor]")) if (stale !== cell) stale.remove();
    },
    [columns, t],
  );

  // A cell that has just been linked takes over from the empty one; other columns or rows begin anew.
  const place = useRef(at);
  place.current = at;
  useEffect(() => {
    const cursor = frame.current?.querySelector("[data-cursor]");
    if (!cursor || !place.current) return;
    const { row, column } = place.current;
    if (!cells[row]?.some((link) => link.column === column)) return;
    const focused = document.activeElement === cursor;
    cursor.remove();
    if (focused) focusPlace({ row, column });
    else frame.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)?.setAttribute("tabindex", "0");
  }, [cells, focusPlace]);

  function placeOf(target: EventTarget, clientX?: number): GridPlace | null {
    const line = (target as HTMLElement).closest<HTMLElement>("[data-row]");
    if (!line) return null;
    const row = Number(line.dataset.row);
    const cell = (target as HTMLElement).closest<HTMLElement>("[data-column]");
    if (cell) return { row, column: Number(cell.dataset.column) };
    if (clientX === undefined || row < 0) return null;
    const head = line.querySelector<HTMLElement>("[data-column]")!.offsetWidth;
    const size = (line.getBoundingClientRect().width - head) / columns.length;
    const wide = Number.parseFloat(getComputedStyle(line).gridTemplateColumns.split(" ")[1] ?? "") || size;
    const column = Math.floor((clientX - line.getBoundingClientRect().left - head) / wide);
    return column >= 0 && column < columns.length ? { row, column } : null;
  }

  function pressed(event: KeyboardEvent) {
    const from = placeOf(event.target);
    if (!from || event.altKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const link = (event.target as HTMLElement).querySelector("a");
      if (link && (from.row < 0 || from.column < 0)) router.push(link.getAttribute("href")!);
      else panel.current?.querySelector<HTMLElement>("select, a, [tabindex]")?.focus();
      return;
    }
    const screenful = Math.max(1, Math.floor((frame.current!.clientHeight - 112) / 40) - 1);
    const to = movePlace(from, event.key, event.ctrlKey || event.metaKey, { rows: rows.length, columns: columns.length, screenful });
    if (!to) return;
    event.preventDefault();
    focusPlace(to);
  }

  function clicked(event: PointerEvent<HTMLDivElement> | React.MouseEvent<HTMLDivElement>) {
    if ((event.target as HTMLElement).closest("a")) return;
    const found = placeOf(event.target, event.clientX);
    if (found) focusPlace(found);
  }

  function hovered(event: PointerEvent) {
    if (event.pointerType !== "mouse" || panel.current?.contains(document.activeElement)) return;
    const found = placeOf(event.target, event.clientX);
    setUnder((before) => (before?.row === found?.row && before?.column === found?.column ? before : found));
  }

  function focused(event: FocusEvent) {
    setUnder(null);
    setAt(placeOf(event.target));
  }

  const shown = under ?? at;
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_16rem]">
      <div ref={frame} className={`scroll-region ${style.frame}`}>
        <div
          role="grid"
          tabIndex={-1}
          aria-label={label}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          className={style.grid}
          style={{ "--columns": columns.length } as React.CSSProperties}
          onKeyDown={pressed}
          onClick={clicked}
          onFocus={focused}
          onPointerMove={hovered}
          onPointerLeave={() => setUnder(null)}
        >
          <MatrixBody rows={rows} columns={columns} cells={cells} words={words} />
        </div>
      </div>
      <CellPanel
        panel={panel}
        row={shown ? rows[shown.row] : undefined}
        column={shown ? columns[shown.column] : undefined}
        link={shown ? cells[shown.row]?.find(({ column }) => column === shown.column) : undefined}
        actions={under ? null : actions}
        back={() => at && focusPlace(at)}
        faulty={(yes) => {
          const cell = at && frame.current?.querySelector(`[data-row="${at.row}"] [data-column="${at.column}"]`);
          if (yes) cell?.setAttribute("data-faulty", "");
          else cell?.removeAttribute("data-faulty");
        }}
      />
    </div>
  );
}
