import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Position, Positions } from "../positions";
import type { GridParty } from "../queries";

export type Change = (id: string, fields: Partial<GridParty>) => ReadonlyMap<string, GridParty>;

/** The parties as the server sent them, with what was changed here since; the newer version of a record wins. */
export function useParties(sent: readonly GridParty[]): [ReadonlyMap<string, GridParty>, Change] {
  const [parties, setParties] = useState<ReadonlyMap<string, GridParty>>(() => new Map(sent.map((party) => [party.id, party])));
  const current = useRef(parties);
  const from = useRef(sent);
  if (from.current !== sent) {
    from.current = sent;
    const known = current.current;
    current.current = new Map(
      sent.map((party) => {
        const here = known.get(party.id);
        return [party.id, here && here.version > party.version ? here : party];
      }),
    );
    setParties(current.current);
  }
  const change = useCallback<Change>((id, fields) => {
    const party = current.current.get(id);
    if (party) current.current = new Map(current.current).set(id, { ...party, ...fields });
    setParties(current.current);
    return current.current;
  }, []);
  return [parties, change];
}

/** The history as the server read it, with the moves made here since. */
export function usePositions(sent: Positions | null): [Positions | null, (id: string, position: Position) => void] {
  const [own, setOwn] = useState<Positions>({});
  const [from, setFrom] = useState(sent);
  if (from !== sent) {
    setFrom(sent);
    setOwn({});
  }
  const positions = useMemo(() => {
    if (sent === null) return null;
    const merged: Record<string, readonly Position[]> = { ...sent };
    for (const [id, steps] of Object.entries(own)) merged[id] = [...(sent[id] ?? []), ...steps];
    return merged;
  }, [sent, own]);
  const add = useCallback(
    (id: string, position: Position) => setOwn((known) => ({ ...known, [id]: [...(known[id] ?? []), position] })),
    [],
  );
  return [positions, add];
}

/** A text that lasts as long as the tab. */
export function useSessionText(key: string): [string, (text: string) => void] {
  const [text, setText] = useState("");
  useEffect(() => {
    try {
      setText(sessionStorage.getItem(key) ?? "");
    } catch {
      // Storage may be switched off; the reason then lasts as long as the page.
    }
  }, [key]);
  const keep = useCallback(
    (next: string) => {
      setText(next);
      try {
        sessionStorage.setItem(key, next);
      } catch {
        // As above.
      }
    },
    [key],
  );
  return [text, keep];
}

const PAUSE_MS = 250;

/** Keeps the address in step with the picture, so that a link shows the same; no page is loaded for it. */
export function useAddress(address: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => window.history.replaceState(null, "", address), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [address]);
}
