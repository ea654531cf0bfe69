"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { titleFromFileName } from "@/domain/evidence";

/** One file on its way. */
export interface UploadItem {
  key: string;
  name: string;
  size: number;
  sent: number;
  state: "waiting" | "sending" | "broken" | "done" | "refused";
  /** Why it was refused or does not go on. */
  message: string;
  uploadId: string | null;
  title: string;
}

interface Answer {
  ok?: boolean;
  message?: string;
  received?: number;
  data?: { id: string; received: number };
  fieldErrors?: Record<string, string>;
}

/** Half of what the server takes at most. */
const PIECE = 4 * 1024 * 1024;
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** The same file on the same machine, as far as a browser can tell; under it stands the upload with which to go on. */
function fingerprint(path: string, file: File): string {
  return `goldthread.upload:${path}:${file.size}:${file.lastModified}:${file.name}`;
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, id: string | null): void {
  try {
    if (id) localStorage.setItem(key, id);
    else localStorage.removeItem(key);
  } catch {
    // A browser without a store uploads all the same; it only begins anew after a reload.
  }
}

class Stop extends Error {
  constructor(
    readonly state: "refused" | "broken",
    message: string,
  ) {
    super(message);
  }
}

interface Uploads {
  items: readonly UploadItem[];
  add: (files: Iterable<File>) => void;
  remove: (key: string) => void;
  goOn: (key: string) => void;
  setTitle: (key: string, title: string) => void;
  /** Takes filed ones out of the list, without touching what is stored. */
  filed: (key: string) => void;
}

/**
 * Sends files one after the other, piece by piece. A broken connection is tried again and then waits for a click or for the network; a file that is chosen
 * again after a reload goes on where it stopped.
 * @param path "/nordwind/evidence/uploads"
 */
export function useUploads(path: string, signedOut: string): Uploads {
  const [items, setItems] = useState<UploadItem[]>([]);
  const files = useRef(new Map<string, File>());
  const busy = useRef(false);
  const latest = useRef(items);
  latest.current = items;

  const patch = useCallback((key: string, change: Partial<UploadItem>) => {
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }, []);

  const send = useCallback(
    async (key: string, file: File) => {
      const mark = fingerprint(path, file);
      let id = remembered(mark);
      let received: number | null = null;
      for (let failures = 0; ; ) {
        if (!files.current.has(key)) return;
        try {
          if (!id) {
            const begun = await call(path, { method: "POST", body: JSON.stringify({ name: file.name, size: file.size }) }, signedOut);
            id = begun.data!.id;
            received = 0;
            remember(mark, id);
          }
          if (received === null) {
            const found = await call(`${path}/${id}`, { method: "GET" }, signedOut);
            received = found.data?.received ?? null;
            if (received === null) {
              // Finished, given up or swept since: it begins anew.
              id = null;
              remember(mark, null);
              continue;
            }
          }
          patch(key, { state: "sending", sent: received, uploadId: id, message: "" });
          if (received >= file.size) break;
          const piece = file.slice(received, received + PIECE);
          const answer = await call(
            `${path}/${id}`,
            { method: "PATCH", body: piece, headers: { "upload-offset": String(received) } },
            signedOut,
          );
          received = answer.data?.received ?? answer.received ?? null;
          failures = 0;
        } catch (error) {
          if (error instanceof Stop) {
            if (error.state === "refused") remember(mark, null);
            throw error;
          }
          const pause = PAUSES_MS[failures];
          failures += 1;
          if (pause === undefined) throw new Stop("broken", "");
          received = null;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      patch(key, { state: "done", sent: file.size, uploadId: id });
    },
    [path, patch, signedOut],
  );

  const work = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    for (;;) {
      const next = latest.current.find((item) => item.state === "waiting" && files.current.has(item.key));
      if (!next) break;
      patch(next.key, { state: "sending" });
      try {
        await send(next.key, files.current.get(next.key)!);
      } catch (error) {
        const stop = error instanceof Stop ? error : new Stop("broken", "");
        patch(next.key, { state: stop.state, message: stop.message });
      }
      // The list as it is after this one.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    busy.current = false;
  }, [patch, send]);

  useEffect(() => {
    if (items.some(({ state }) => state === "waiting")) void work();
  }, [items, work]);

  const goOn = useCallback((key: string) => patch(key, { state: "waiting", message: "" }), [patch]);

  useEffect(() => {
    const back = () => {
      for (const item of latest.current) if (item.state === "broken" && item.message === "") goOn(item.key);
    };
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [goOn]);

  const add = useCallback((chosen: Iterable<File>) => {
    const fresh = [...chosen].map((file): UploadItem => {
      const key = crypto.randomUUID();
      files.current.set(key, file);
      const { name, size } = file;
      return { key, name, size, sent: 0, state: "waiting", message: "", uploadId: null, title: titleFromFileName(name) };
    });
    setItems((before) => [...before, ...fresh]);
  }, []);

  const filed = useCallback(
    (key: string) => {
      const file = files.current.get(key);
      if (file) remember(fingerprint(path, file), null);
      files.current.delete(key);
      setItems((before) => before.filter((item) => item.key !== key));
    },
    [path],
  );

  const remove = useCallback(
    (key: string) => {
      const item = latest.current.find((one) => one.key === key);
      filed(key);
      if (item?.uploadId && item.state !== "refused") void fetch(`${path}/${item.uploadId}`, { method: "DELETE" }).catch(() => {});
    },
    [filed, path],
  );

  const setTitle = useCallback((key: string, title: string) => patch(key, { title }), [patch]);
  return { items, add, remove, goOn, setTitle, filed };
}

/** One request. Throws Stop for an answer that trying again does not change; anything else that goes wrong is worth another try. */
async function call(path: string, init: RequestInit, signedOut: string): Promise<Answer> {
  const response = await fetch(path, init);
  const answer = (await response.json()) as Answer;
  if (response.ok || response.status === 409) return answer;
  if (response.status === 404 && init.method !== "POST") return {};
  if (response.status === 401) throw new Stop("broken", signedOut);
  if (response.status < 500) throw new Stop("refused", Object.values(answer.fieldErrors ?? {})[0] ?? answer.message ?? "");
  throw new Error(answer.message);
}
