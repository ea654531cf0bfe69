"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { type DraftOwner, forgetDraftsOf, forgetOldDrafts } from "./drafts";

const DraftScopeContext = createContext<DraftOwner | null>(null);

/** Says whose drafts the forms below keep on this device. Old ones are thrown away in passing. */
export function DraftScope({ person, organization, children }: DraftOwner & { children: ReactNode }) {
  const owner = useMemo(() => ({ person, organization }), [person, organization]);
  useEffect(() => {
    const store = deviceStore();
    if (store) forgetOldDrafts(store, new Date());
  }, []);
  return <DraftScopeContext.Provider value={owner}>{children}</DraftScopeContext.Provider>;
}

/** The owner of drafts here; null on pages of no organisation. */
export function useDraftOwner(): DraftOwner | null {
  return useContext(DraftScopeContext);
}

let closed = false;

/** Signing out is under way: what a page keeps on its way out would be there for the next person at this machine. */
export function draftsAreClosed(): boolean {
  return closed;
}

/** To be called when a person signs out. Without a person every draft of the device goes. */
export function forgetDrafts(person: string | null): void {
  closed = true;
  const store = deviceStore();
  if (store) forgetDraftsOf(store, person);
}

function deviceStore(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
