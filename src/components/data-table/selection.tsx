"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";

interface SelectionState {
  /** Chosen rows of this page, in its order. */
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  all: () => void;
  clear: () => void;
}

const SelectionContext = createContext<SelectionState | null>(null);

/** Rows ticked for a deed on several at once. Rows that left the page (a filter changed) leave the selection too: nobody edits what is not seen. */
export function Selection({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const state = useMemo<SelectionState>(
    () => ({
      ids: ids.filter((id) => chosen.has(id)),
      has: (id) => chosen.has(id),
      toggle: (id) =>
        setChosen((before) => {
          const next = new Set(before);
          if (!next.delete(id)) next.add(id);
          return next;
        }),
      all: () => setChosen(new Set(ids)),
      clear: () => setChosen(new Set()),
    }),
    [ids, chosen],
  );
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
      <input type="checkbox" className="size-4 accent-ink" aria-label={label} checked={has(id)} onChange={() => toggle(id)} />
    </label>
  );
}

/** Appears at the foot of the page while rows are chosen. */
export function SelectionBar({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const { ids, all, clear } = useSelection();
  if (ids.length === 0) return null;
  return (
    <section
      aria-label={t("selection")}
      className="overlay-panel no-print sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-2 px-3 py-2 text-sm"
    >
      <span role="status" className="font-medium">
        {t("selected", { count: ids.length })}
      </span>
      <Button size="small" variant="quiet" onClick={all}>
        {t("selectPage")}
      </Button>
      <Button size="small" variant="quiet" onClick={clear}>
        {t("selectNone")}
      </Button>
      <span className="flex-1" />
      {children}
    </section>
  );
}
