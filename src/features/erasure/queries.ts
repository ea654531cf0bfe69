import { entityWord } from "@/features/history/entry-lines";
import type { Access } from "@/server/access";
import { Forbidden } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { type Trace, tracesOf } from "./traces";

export interface TraceLine {
  id: string;
  record: string;
  path: string | null;
  fields: string[];
}

export interface ErasurePreview {
  terms: string[];
  live: { lines: TraceLine[]; more: number };
  minor: number;
  issued: { lines: TraceLine[]; more: number };
  entries: number;
  headers: number;
}

const MOST_LINES = 50;
const TIMEOUT = 120_000;

/** Where the terms still stand, before anything is erased. */
export async function erasurePreview(access: Access, terms: string[]): Promise<ErasurePreview> {
  if (!access.can("erasure:run")) throw new Forbidden("erasure:run");
  const traces = await inTenant(access, (tx) => tracesOf(tx, access.organization.id, terms), { timeout: TIMEOUT, snapshot: true });
  const lines = (all: readonly Trace[]) => ({
    lines: all
      .slice(0, MOST_LINES)
      .map(({ id, entity, ref, path, fields }) => ({ id, record: `${entityWord(entity)} ${ref}`.trim(), path, fields })),
    more: Math.max(0, all.length - MOST_LINES),
  });
  return {
    terms,
    live: lines(traces.live),
    minor: traces.minor.length,
    issued: lines(traces.issued),
    entries: traces.entries.length,
    headers: traces.headers,
  };
}
