"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** Well under the two seconds within which everybody must see what was said. */
const POLL_MS = 900;
const SLOW_MS = 4_000;

/**
 * Asks an address about once a second for what is new, one question at a time; not at all while the page is hidden, at once when it is shown again.
 * @param href null: stop asking (closed)
 */
export function useLive<T>(
  href: () => string | null,
  take: (answer: T) => void,
): { connected: boolean; signedOut: boolean; now: () => void } {
  const [connected, setConnected] = useState(true);
  const [signedOut, setSignedOut] = useState(false);
  const latest = useRef({ href, take });
  latest.current = { href, take };
  const ask = useRef<() => void>(() => {});

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let busy = false;
    let again = false;
    let over = false;
    async function poll() {
      clearTimeout(timer);
      if (busy) {
        again = true;
        return;
      }
      const address = latest.current.href();
      if (address === null || over || document.hidden) return;
      busy = true;
      again = false;
      let wait = POLL_MS;
      try {
        const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
        setSignedOut(response.status === 401);
        if (!response.ok) throw new Error(String(response.status));
        latest.current.take((await response.json()) as T);
        setConnected(true);
      } catch {
        setConnected(false);
        wait = SLOW_MS;
      } finally {
        busy = false;
      }
      if (over) return;
      if (again) void poll();
      else timer = setTimeout(() => void poll(), wait + Math.random() * 100);
    }
    ask.current = () => void poll();
    const onShow = () => void poll();
    document.addEventListener("visibilitychange", onShow);
    timer = setTimeout(() => void poll(), POLL_MS);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShow);
    };
  }, []);

  return { connected, signedOut, now: useCallback(() => ask.current(), []) };
}
