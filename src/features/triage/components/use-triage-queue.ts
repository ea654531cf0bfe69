"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { answersSoFar, settles, type TriageAnswer } from "@/domain/triage";
import type { ActionResult, FieldErrors } from "@/lib/action-result";
import type { Triaged } from "../mutations";
import type { TriageBatch, TriageItem } from "../queries";

export type TriageAction = (input: unknown) => Promise<ActionResult<Triaged>>;

/** An answer on its way to the server. It is kept in the browser's store until it has arrived. */
interface Sending {
  id: string;
  ref: string;
  version: number;
  answer: TriageAnswer;
  /** Makes sending it twice harmless. */
  key: string;
}

export interface Fault {
  message: string;
  fields: FieldErrors;
}

interface QueueOptions {
  first: TriageBatch;
  /** Names the store of answers that are on their way. */
  organization: string;
  /** "/nordwind/triage/next" with the filter in its query. */
  nextHref: string;
  action: TriageAction;
  conflictText: (name: string) => string;
  failedText: string;
}

/** Fetch when fewer than this many are ready, so that the next one is always there. */
const READY = 6;
const RETRY_MS = [2_000, 5_000, 10_000, 20_000];

/**
 * The requirements that are gone through: a queue in the browser that is filled ahead, and answers that are saved one after the other behind the
 * person's back. What cannot be saved comes back into the queue with everything that was answered.
 */
export function useTriageQueue({ first, organization, nextHref, action, conflictText, failedText }: QueueOptions) {
  const store = `goldthread:triage:${organization}`;
  const [items, setItems] = useState<Record<string, TriageItem>>(() => Object.fromEntries(first.items.map((item) => [item.id, item])));
  const [order, setOrder] = useState<string[]>(() => first.items.map(({ id }) => id));
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState<Record<string, TriageAnswer>>({});
  const [faults, setFaults] = useState<Record<string, Fault>>({});
  const [skipped, setSkipped] = useState<string[]>([]);
  const [left, setLeft] = useState(first.left);
  const [decided, setDecided] = useState(0);
  const [outbox, setOutbox] = useState<Sending[]>([]);
  const [trouble, setTrouble] = useState<"offline" | "signed-out" | null>(null);
  const [loading, setLoading] = useState<"idle" | "busy" | "failed">("idle");
  const [exhausted, setExhausted] = useState(first.items.length === 0);

  const versions = useRef<Record<string, number>>({});
  /** Taken off the count of what is left. */
  const counted = useRef(new Set<string>());
  const known = useRef(items);
  known.current = items;
  const box = useRef<Sending[]>([]);
  const sending = useRef(false);
  const attempts = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const place = useRef(at);
  place.current = at;
  const cursor = useRef(first.items.at(-1)?.ref ?? null);
  const fetching = useRef(false);
  const latest = useRef({ action, conflictText, failedText });
  latest.current = { action, conflictText, failedText };

  const keep = useCallback(
    (next: Sending[]) => {
      box.current = next;
      setOutbox(next);
      try {
        if (next.length === 0) localStorage.removeItem(store);
        else localStorage.setItem(store, JSON.stringify(next));
      } catch {
        // Without a store the answers live in this tab only; leaving it asks first.
      }
    },
    [store],
  );

  /** Back into the queue, right after what is on screen. */
  const bringBack = useCallback((sent: Sending, fault: Fault) => {
    setFaults((all) => ({ ...all, [sent.id]: fault }));
    setAnswers((all) => ({ ...all, [sent.id]: sent.answer }));
    setOrder((all) => {
      // Already on screen or still ahead: it is met there.
      if (all.indexOf(sent.id, place.current) !== -1) return all;
      return [...all.slice(0, place.current + 1), sent.id, ...all.slice(place.current + 1)];
    });
    if (counted.current.delete(sent.id)) {
      setLeft((count) => count + 1);
      setDecided((count) => count - 1);
    }
  }, []);

  const refetch = useCallback(
    async (ref: string): Promise<TriageItem | null> => {
      const response = await fetch(`${nextHref.split("?")[0]}?ref=${ref}`, { cache: "no-store" });
      return response.ok ? ((await response.json()) as TriageItem) : null;
    },
    [nextHref],
  );

  const pump = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    clearTimeout(timer.current);
    try {
      while (box.current.length > 0) {
        const [sent] = box.current as [Sending];
        let result: ActionResult<Triaged>;
        try {
          const version = versions.current[sent.id] ?? sent.version;
          result = await latest.current.action({ id: sent.id, ...sent.answer, version, idempotencyKey: sent.key });
        } catch {
          setTrouble("offline");
          timer.current = setTimeout(() => void pump(), RETRY_MS[Math.min(attempts.current++, RETRY_MS.length - 1)]);
          return;
        }
        if (!result.ok && (result.kind === "unavailable" || result.kind === "unauthenticated")) {
          setTrouble(result.kind === "unavailable" ? "offline" : "signed-out");
          if (result.kind === "unavailable")
            timer.current = setTimeout(() => void pump(), RETRY_MS[Math.min(attempts.current++, RETRY_MS.length - 1)]);
          return;
        }
        attempts.current = 0;
        setTrouble(null);
        if (result.ok) {
          const { version } = result.data;
          versions.current[sent.id] = version;
          setFaults(({ [sent.id]: _mended, ...rest }) => rest);
        } else {
          let shown = known.current[sent.id] ?? null;
          if (result.kind === "conflict" || !shown) {
            const fresh = await refetch(sent.ref).catch(() => null);
            shown = fresh ?? shown;
            if (fresh) {
              versions.current[sent.id] = fresh.version;
              setItems((all) => ({ ...all, [sent.id]: fresh }));
            }
          }
          const message =
            result.kind === "conflict"
              ? latest.current.conflictText(result.current.changedBy)
              : result.kind === "invalid"
                ? Object.values(result.fieldErrors).join(" ")
                : result.message;
          // A requirement that is gone for good has nothing to show it on.
          if (shown)
            bringBack(sent, { message: message || latest.current.failedText, fields: result.kind === "invalid" ? result.fieldErrors : {} });
        }
        keep(box.current.filter(({ key }) => key !== sent.key));
      }
    } finally {
      sending.current = false;
    }
  }, [bringBack, keep, refetch]);

  // Answers of an earlier visit that never arrived.
  useEffect(() => {
    try {
      const kept = JSON.parse(localStorage.getItem(store) ?? "[]") as Sending[];
      if (Array.isArray(kept) && kept.length > 0) {
        const ids = new Set(kept.map(({ id }) => id));
        keep(kept);
        setOrder((all) => all.filter((id) => !ids.has(id)));
        setLeft((count) => count - kept.filter(({ answer }) => settles(answer)).length);
      }
    } catch {
      // An unreadable store holds nothing.
    }
    void pump();
    return () => clearTimeout(timer.current);
  }, [keep, pump, store]);

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
      const href = cursor.current ? `${nextHref}${nextHref.includes("?") ? "&" : "?"}after=${cursor.current}` : nextHref;
      const response = await fetch(href, { cache: "no-store" });
      if (!response.ok) throw new Error(String(response.status));
      const batch = (await response.json()) as TriageBatch;
      cursor.current = batch.items.at(-1)?.ref ?? cursor.current;
      setItems((all) => ({ ...Object.fromEntries(batch.items.map((item) => [item.id, item])), ...all }));
      setOrder((all) => [
        ...all,
        ...batch.items.map(({ id }) => id).filter((id) => !all.includes(id) && !box.current.some((sent) => sent.id === id)),
      ]);
      setLeft(Math.max(0, batch.left - box.current.filter(({ answer }) => settles(answer)).length));
      if (batch.items.length === 0) setExhausted(true);
      setLoading("idle");
    } catch {
      setLoading("failed");
    } finally {
      fetching.current = false;
    }
  }, [nextHref]);

  useEffect(() => {
    if (!exhausted && order.length - at <= READY && loading === "idle") void fill();
  }, [at, exhausted, fill, loading, order.length]);

  const id = order[at];
  const current = id ? (items[id] ?? null) : null;

  return {
    current,
    answer: current ? (answers[current.id] ?? answersSoFar(current)) : null,
    fault: current ? (faults[current.id] ?? null) : null,
    left,
    decided,
    unsaved: outbox.length,
    /** Could not be saved and stand in the queue again. */
    returned: Object.keys(faults).filter((other) => other !== current?.id).length,
    trouble,
    loading,
    exhausted,
    skipped: skipped.filter((skippedId) => order.indexOf(skippedId, at) === -1),
    canGoBack: at > 0,
    setAnswer: (answer: TriageAnswer) => {
      if (current) setAnswers((all) => ({ ...all, [current.id]: answer }));
    },
    /** Sends the answer off and shows the next one at once. */
    save: (answer: TriageAnswer) => {
      if (!current) return;
      const sent = { id: current.id, ref: current.ref, version: current.version, answer, key: crypto.randomUUID() };
      setAnswers((all) => ({ ...all, [current.id]: answer }));
      setFaults(({ [current.id]: _mended, ...rest }) => rest);
      setSkipped((all) => all.filter((other) => other !== current.id));
      if (settles(answer) && !counted.current.has(current.id)) {
        counted.current.add(current.id);
        setLeft((count) => Math.max(0, count - 1));
        setDecided((count) => count + 1);
      }
      keep([...box.current, sent]);
      setAt((now) => now + 1);
      void pump();
    },
    skip: () => {
      if (!current) return;
      setSkipped((all) => [...all.filter((other) => other !== current.id), current.id]);
      setAt((now) => now + 1);
    },
    back: () => setAt((now) => Math.max(0, now - 1)),
    goSkipped: () => {
      setOrder((all) => [...all, ...skipped]);
      setSkipped([]);
    },
    sendAgain: () => void pump(),
    fetchAgain: () => void fill(),
  };
}

export type TriageQueue = ReturnType<typeof useTriageQueue>;
