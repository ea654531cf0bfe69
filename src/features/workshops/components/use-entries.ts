"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { v7 as uuid } from "uuid";
import type { PestleFactor } from "@/domain/vocabulary";
import type { WorkshopStatus } from "@/domain/workshop";
import type { EntriesSince, WorkshopEntry } from "../queries";
import { useLive } from "./use-live";
import type { Ask } from "./workshop-form";

/** Under which question, or in which field of the canvas, something is said. */
export interface Place {
  prompt: string;
  pestle: PestleFactor | null;
}

interface Batch extends Place {
  department: string;
  entries: { id: string; text: string }[];
  key: string;
}

interface Options {
  workshopId: string;
  first: EntriesSince;
  /** "/nordwind/workshops/WS-001/entries" */
  href: string;
  add: Ask<{ ids: string[] }>;
  author: string;
}

/**
 * What was said, live: one's own entries stand there at once and are sent one batch after the other; everybody else's arrive within a second or so.
 * What has not arrived is kept in the browser's store, so that a lost network or a closed tab loses nothing.
 */
export function useEntries({ workshopId, first, href, add, author }: Options) {
  const store = `goldthread:workshop:${workshopId}`;
  const [known, setKnown] = useState<ReadonlyMap<string, WorkshopEntry>>(() => new Map(first.entries.map((entry) => [entry.id, entry])));
  const [status, setStatus] = useState<WorkshopStatus>(first.status);
  const [outbox, setOutbox] = useState<Batch[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const cursor = useRef(first.cursor);
  const box = useRef<Batch[]>([]);
  const sending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(add);
  latest.current = add;

  const live = useLive<EntriesSince>(
    () => (status === "open" ? `${href}?since=${cursor.current}` : null),
    (news) => {
      cursor.current = Math.max(cursor.current, news.cursor);
      setStatus(news.status);
      if (news.entries.length > 0) {
        setKnown((before) => {
          const after = new Map(before);
          for (const entry of news.entries) after.set(entry.id, entry);
          return after;
        });
      }
    },
  );
  const ask = live.now;

  const keep = useCallback(
    (next: Batch[]) => {
      box.current = next;
      setOutbox(next);
      try {
        if (next.length === 0) localStorage.removeItem(store);
        else localStorage.setItem(store, JSON.stringify(next));
      } catch {
        // Then it lives in this tab only.
      }
    },
    [store],
  );

  const pump = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    clearTimeout(timer.current);
    try {
      while (box.current.length > 0) {
        const [{ key, ...batch }] = box.current as [Batch];
        try {
          const result = await latest.current({ workshopId, ...batch, idempotencyKey: key });
          if (!result.ok) {
            if (result.kind === "unavailable" || result.kind === "unauthenticated") {
              timer.current = setTimeout(() => void pump(), 4_000);
              return;
            }
            // It will not be taken: it stays visible until the person discards it.
            setRefused(result.message ?? "");
            return;
          }
        } catch {
          timer.current = setTimeout(() => void pump(), 3_000);
          return;
        }
        setRefused(null);
        // They stay on screen until the server's own answer brings them.
        const at = new Date().toISOString();
        setKnown((before) => {
          const after = new Map(before);
          for (const { id, text } of batch.entries) {
            if (!after.has(id))
              after.set(id, {
                ...EMPTY,
                id,
                text,
                prompt: batch.prompt,
                pestle: batch.pestle,
                department: batch.department,
                author,
                createdAt: at,
              });
          }
          return after;
        });
        keep(box.current.filter((other) => other.key !== key));
        ask();
      }
    } finally {
      sending.current = false;
    }
  }, [ask, author, keep, workshopId]);

  useEffect(() => {
    try {
      const kept = JSON.parse(localStorage.getItem(store) ?? "[]") as Batch[];
      if (Array.isArray(kept) && kept.length > 0) keep(kept);
    } catch {
      // Nothing readable was kept.
    }
    void pump();
    return () => clearTimeout(timer.current);
  }, [keep, pump, store]);

  const say = (texts: readonly string[], place: Place, department: string) => {
    if (texts.length === 0) return;
    keep([...box.current, { ...place, department, entries: texts.map((text) => ({ id: uuid(), text })), key: crypto.randomUUID() }]);
    void pump();
  };
  const replace = (id: string, changes: Partial<WorkshopEntry>) =>
    setKnown((before) => {
      const entry = before.get(id);
      return entry ? new Map(before).set(id, { ...entry, ...changes }) : before;
    });

  const waiting = outbox.flatMap(({ entries, key: _key, ...place }) =>
    entries.filter(({ id }) => !known.has(id)).map((entry): ShownEntry => ({ ...EMPTY, ...place, ...entry, author, pending: true })),
  );
  const arrived = [...known.values()].sort((a, b) =>
    a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1,
  );
  return {
    entries: [...arrived, ...waiting] as ShownEntry[],
    status,
    unsent: waiting.length,
    refused,
    connected: live.connected,
    signedOut: live.signedOut,
    say,
    replace,
    sendAgain: () => void pump(),
    discard: () => {
      setRefused(null);
      keep(box.current.slice(1));
      void pump();
    },
    ask,
  };
}

export type ShownEntry = WorkshopEntry & { pending?: boolean };

const EMPTY: WorkshopEntry = {
  id: "",
  text: "",
  prompt: "",
  pestle: null,
  department: "",
  author: null,
  status: "open",
  partyRef: null,
  partyName: null,
  reason: "",
  decidedBy: null,
  decidedAt: null,
  createdAt: "9999",
};
