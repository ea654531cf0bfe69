"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ReviewVerdict } from "@/domain/review";
import type { ActionResult } from "@/lib/action-result";
import type { WalkItem } from "../item-rows";
import type { WalkBatch } from "../queries";

export interface Said {
  verdict: ReviewVerdict;
  note: string;
  raise: boolean;
}

interface Sending extends Said {
  item: WalkItem;
  /** Makes sending it twice harmless. */
  key: string;
}

interface WalkOptions {
  first: WalkBatch;
  reviewId: string;
  /** "/nordwind/reviews/RV-002/walk/next" */
  nextHref: string;
  decide: (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;
  wholeParty: (input: unknown) => Promise<ActionResult<{ count: number }>>;
  conflictText: (name: string) => string;
  failedText: string;
}

/** Fetch when fewer than this many are ready, so that the next one is always there. */
const READY = 6;
const RETRY_MS = [2_000, 5_000, 10_000, 20_000];

/**
 * The records that are gone through: a queue that is filled ahead, and verdicts that are saved one after the other behind the person's back. What
 * cannot be saved, because somebody else was faster, comes back right after what is on screen.
 */
export function useWalk({ first, reviewId, nextHref, decide, wholeParty, conflictText, failedText }: WalkOptions) {
  const [queue, setQueue] = useState<WalkItem[]>(first.items);
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState<Record<string, Said>>({});
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [skipped, setSkipped] = useState<WalkItem[]>([]);
  const [left, setLeft] = useState(first.left);
  const [outbox, setOutbox] = useState<Sending[]>([]);
  const [offline, setOffline] = useState(false);
  const [loading, setLoading] = useState<"idle" | "busy" | "failed">("idle");
  const [exhausted, setExhausted] = useState(first.items.length === 0);

  const box = useRef<Sending[]>([]);
  const sending = useRef(false);
  const attempts = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const versions = useRef<Record<string, number>>({});
  const counted = useRef(new Set<string>());
  const cursor = useRef(first.items.at(-1)?.position ?? -1);
  const fetching = useRef(false);
  const place = useRef(at);
  place.current = at;
  const latest = useRef({ decide, conflictText, failedText });
  latest.current = { decide, conflictText, failedText };

  const keep = useCallback((next: Sending[]) => {
    box.current = next;
    setOutbox(next);
  }, []);

  const bringBack = useCallback((sent: Sending, message: string, fresh: WalkItem | null) => {
    const item = fresh ?? sent.item;
    setFaults((all) => ({ ...all, [item.id]: message }));
    setQueue((all) => {
      const rest = all.map((one) => (one.id === item.id ? item : one));
      if (rest.some((one, index) => one.id === item.id && index >= place.current)) return rest;
      return [...rest.slice(0, place.current + 1), item, ...rest.slice(place.current + 1)];
    });
    // What somebody else said counts as said.
    if (counted.current.delete(item.id) && item.verdict === "open") setLeft((count) => count + 1);
  }, []);

  const pump = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    clearTimeout(timer.current);
    try {
      while (box.current.length > 0) {
        const [sent] = box.current as [Sending];
        const { item, key, ...words } = sent;
        let result: ActionResult<{ version: number }> | null = null;
        try {
          result = await latest.current.decide({
            id: item.id,
            version: versions.current[item.id] ?? item.version,
            ...words,
            idempotencyKey: key,
          });
        } catch {
          // Said below: the server cannot be reached.
        }
        if (!result || (!result.ok && result.kind === "unavailable")) {
          setOffline(true);
          timer.current = setTimeout(() => void pump(), RETRY_MS[Math.min(attempts.current++, RETRY_MS.length - 1)]);
          return;
        }
        attempts.current = 0;
        setOffline(false);
        if (result.ok) {
          versions.current[item.id] = result.data.version;
          setFaults(({ [item.id]: _mended, ...rest }) => rest);
        } else {
          const fresh =
            result.kind === "conflict"
              ? await fetch(`${nextHref}?id=${item.id}`, { cache: "no-store" })
                  .then((response) => (response.ok ? (response.json() as Promise<WalkItem>) : null))
                  .catch(() => null)
              : null;
          if (fresh) versions.current[item.id] = fresh.version;
          const message =
            result.kind === "conflict"
              ? latest.current.conflictText(result.current.changedBy)
              : result.kind === "invalid"
                ? Object.values(result.fieldErrors).join(" ")
                : result.message;
          bringBack(sent, message || latest.current.failedText, fresh);
        }
        keep(box.current.filter((one) => one.key !== key));
      }
    } finally {
      sending.current = false;
    }
  }, [bringBack, keep, nextHref]);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (outbox.length === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [outbox.length]);

  const fill = useCallback(async () => {
    if (fetching.current) return;
    fetching.current = true;
    setLoading("busy");
    try {
      const response = await fetch(`${nextHref}?after=${cursor.current}`, { cache: "no-store" });
      if (!response.ok) throw new Error(String(response.status));
      const batch = (await response.json()) as WalkBatch;
      cursor.current = batch.items.at(-1)?.position ?? cursor.current;
      setQueue((all) => [...all, ...batch.items.filter(({ id }) => !all.some((one) => one.id === id))]);
      if (batch.items.length === 0) setExhausted(true);
      setLoading("idle");
    } catch {
      setLoading("failed");
    } finally {
      fetching.current = false;
    }
  }, [nextHref]);

  useEffect(() => {
    if (!exhausted && queue.length - at <= READY && loading === "idle") void fill();
  }, [at, exhausted, fill, loading, queue.length]);

  const current = queue[at] ?? null;

  const say = (words: Said) => {
    if (!current) return;
    setSaid((all) => ({ ...all, [current.id]: words }));
    setFaults(({ [current.id]: _mended, ...rest }) => rest);
    setSkipped((all) => all.filter(({ id }) => id !== current.id));
    if (current.verdict === "open" && !counted.current.has(current.id)) {
      counted.current.add(current.id);
      setLeft((count) => Math.max(0, count - 1));
    }
    keep([...box.current, { ...words, item: current, key: crypto.randomUUID() }]);
    setAt((now) => now + 1);
    void pump();
  };

  /** All of the party on screen that is still open; those that were said here first are sent first. */
  const sayWholeParty = async (): Promise<string | null> => {
    if (!current?.party) return null;
    const { id: partyId } = current.party;
    await pump();
    try {
      const result = await wholeParty({ reviewId, partyId });
      if (!result.ok) return result.message ?? failedText;
      const ahead = queue.filter(({ party, id }, index) => index >= at && party?.id === partyId && !counted.current.has(id));
      for (const { id } of ahead) counted.current.add(id);
      setLeft((count) => Math.max(0, count - result.data.count));
      // What was fetched ahead of them is read again; their verdicts stand now.
      setQueue((all) => all.filter((one, index) => index < at || one.party?.id !== partyId));
      return null;
    } catch {
      return failedText;
    }
  };

  return {
    current,
    said: current ? (said[current.id] ?? null) : null,
    fault: current ? (faults[current.id] ?? null) : null,
    left,
    count: counted.current.size,
    unsaved: outbox.length,
    offline,
    loading,
    exhausted: exhausted && current === null,
    skipped: skipped.filter(({ id }) => !queue.slice(at).some((one) => one.id === id)),
    canGoBack: at > 0,
    say,
    sayWholeParty,
    skip: () => {
      if (!current) return;
      setSkipped((all) => [...all.filter(({ id }) => id !== current.id), current]);
      setAt((now) => now + 1);
    },
    back: () => setAt((now) => Math.max(0, now - 1)),
    goSkipped: () => {
      setQueue((all) => [...all, ...skipped]);
      setSkipped([]);
    },
    sendAgain: () => void pump(),
    fetchAgain: () => void fill(),
  };
}

export type Walk = ReturnType<typeof useWalk>;
