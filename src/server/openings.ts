import { parseReference } from "@/domain/references";
import { parseRef } from "@/domain/refs";
import type { Access } from "./access-value";
import { now } from "./clock";
import { log } from "./log";
import { change } from "./record";
import type { RequestFacts } from "./request";

/**
 * What an external auditor opened stands in the history: they see everything, they belong to another house, and both sides may have to show later what
 * was looked at. Said to them in the auditor's room. Nobody else's reading is recorded.
 */

/** A page that is drawn anew (after an action, by going back) was opened once. */
const ONCE_IN = 60_000;
const MOST_REMEMBERED = 5_000;
const LONGEST_NOTE = 500;

const remembered = new Map<string, number>();

/** Writes down, after the answer is sent, that this page was opened. Never fails and never keeps the page waiting; `refused` is asked at the end. */
export async function openedByAuditor(access: Access, request: RequestFacts, refused: () => boolean): Promise<void> {
  const path = pageOf(access, request);
  if (path === null) return;
  const { after } = await import("next/server");
  after(async () => {
    if (!refused()) await recordOpening(access, path);
  });
}

/** The address of the page that a person asked for, without what Next adds; null where nobody looks, or where it was opened a moment ago. */
export function pageOf(access: Access, { path: asked, aside }: RequestFacts): string | null {
  if (aside || !asked || access.actor.kind === "system") return null;
  const [page, query] = asked.split("?") as [string, string | undefined];
  const home = `/${access.organization.slug}`;
  if (page !== home && !page.startsWith(`${home}/`)) return null;
  const key = `${access.organization.id} ${access.actor.id} ${page}`;
  const at = now().getTime();
  const before = remembered.get(key);
  if (before !== undefined && Math.abs(at - before) < ONCE_IN) return null;
  remembered.delete(key);
  remembered.set(key, at);
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
  const rest = new URLSearchParams(query);
  rest.delete("_rsc");
  return (rest.size > 0 ? `${page}?${rest}` : page).slice(0, LONGEST_NOTE);
}

/** One entry "open" in the history, about the page and the record on it. It is no entry of that record: nothing of the record changed. */
export async function recordOpening(access: Access, path: string): Promise<void> {
  try {
    await change(access, async (record) => {
      // A guest's openings are the story of their access, and are listed there.
      if (access.guest) record.note("guest-access", access.guest.id, access.guest.ref, "open", { note: path });
      else record.note("page", access.organization.id, recordOn(path), "open", { note: path });
    });
  } catch (error) {
    log("error", "an opening by the auditor could not be recorded", error);
  }
}

/** The ref of the record that a page is about: the last part of its address that is one; else the address below the organisation. */
export function recordOn(path: string): string {
  const parts = path.split("?")[0]!.split("/").slice(2).map(readable);
  for (const part of parts.toReversed()) {
    if (parseRef(part)) return part;
    const parsed = parseReference(part);
    if (parsed.kind === "control") return parsed.ref;
  }
  if (parts[0] === "clauses" && parts[1]) return `Clause ${parts[1]}`;
  return `/${parts.join("/")}`;
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
