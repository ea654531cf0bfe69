"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";

export interface SelectedRow {
  id: string;
  ref: string;
  version: number;
}

interface SelectionState {
  /** Chosen rows of this page in its order, or all that match. */
  rows: readonly SelectedRow[];
  /** Rows beyond this page are among them. */
  everywhere: boolean;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  page: () => void;
  take: (rows: readonly SelectedRow[]) => void;
  clear: () => void;
}

const SelectionContext = createContext<SelectionState | null>(null);

/**
 * Rows ticked for a change of several at once. Rows that left the page (a filter changed) leave the selection too: nobody edits what is not seen,
 * unless all that match were taken on purpose; another search or filter lets go of those as well.
 */
export function Selection({ rows, scope, children }: { rows: readonly SelectedRow[]; scope: string; children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState<{ scope: string; rows: readonly SelectedRow[] } | null>(null);
  const everywhere = all !== null && all.scope === scope ? all.rows : null;
  const state = useMemo<SelectionState>(() => {
    const leave = () => setAll(null);
    return {
      rows: everywhere ?? rows.filter(({ id }) => chosen.has(id)),
      everywhere: everywhere !== null,
      has: (id) => (everywhere ? everywhere.some((row) => row.id === id) : chosen.has(id)),
      toggle: (id) => {
        const start = everywhere ? new Set(rows.map((row) => row.id)) : chosen;
        const next = new Set(start);
        if (!next.delete(id)) next.add(id);
        leave();
        setChosen(next);
      },
      page: () => {
        leave();
        setChosen(new Set(rows.map(({ id }) => id)));
      },
      take: (taken) => setAll({ scope, rows: taken }),
      clear: () => {
        leave();
        setChosen(new Set());
      },
    };
  }, [rows, chosen, everywhere, scope]);
  return <SelectionContext.Provider value={state}>{children}</SelectionContext.Provider>;
}

/** The selection around a bulk bar. @throws Error outside a table with a selection. */
export function useSelection(): SelectionState {
  const state = useContext(SelectionContext);
  if (!state) throw new Error("There is no selection here");
  return state;
}

export function RowCheckbox({ id, label }: { id: string; label: string }) {
  const { has, toggle } = useSelection();
  return (
    <label className="-m-1 flex size-7 items-center justify-center">
      <input
        type="checkbox"
        data-row-check=""
        className="size-4 accent-ink"
        aria-label={label}
        checked={has(id)}
        onChange={() => toggle(id)}
      />
    </label>
  );
}

/** Ticks or clears the page. */
export function PageCheckbox({ label }: { label: string }) {
  const { rows, page, clear, everywhere } = useSelection();
  return (
    <label className="-m-1 flex size-7 items-center justify-center">
      <input
        type="checkbox"
        className="size-4 accent-ink"
        aria-label={label}
        checked={rows.length > 0}
        ref={(box) => {
          if (box) box.indeterminate = rows.length > 0 && !everywhere;
        }}
        onChange={(event) => (event.target.checked ? page() : clear())}
      />
    </label>
  );
}

/** Appears at the foot of the page while rows are chosen. */
export function SelectionBar({ children, more }: { children: ReactNode; more?: ReactNode }) {
  const t = useTranslations("ui");
  const { rows, page, clear } = useSelection();
  if (rows.length === 0) return null;
  return (
    <section
      aria-label={t("selection")}
      className="overlay-panel no-print sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-2 px-3 py-2 text-sm"
    >
      <span role="status" className="font-medium">
        {t("selected", { count: rows.length })}
      </span>
      <Button size="small" variant="quiet" onClick={page}>
        {t("selectPage")}
      </Button>
      {more}
      <Button size="small" variant="quiet" onClick={clear}>
        {t("selectNone")}
      </Button>
      <span className="flex-1" />
      {children}
    </section>
  );
}
