import { ENTITIES } from "@/server/entities";

/** What the history is narrowed to; the address holds it, so that a link can be sent to an auditor. */
export interface HistoryFilter {
  entity: string;
  /** Of a record, e.g. REQ-045. */
  ref: string;
  personId: string;
  action: string;
  /** Days in UTC, both inclusive. */
  from: string;
  to: string;
  /** Words of the reason. */
  q: string;
  /** What one import or one request did together. */
  batch: string;
  /** Entries with a smaller sequence (older), or null for the newest. */
  before: number | null;
}

export const ANY: HistoryFilter = { entity: "", ref: "", personId: "", action: "", from: "", to: "", q: "", batch: "", before: null };
export const ENTITY_NAMES = Object.keys(ENTITIES);
/** Entries about something that is no record. */
export const OTHER_ENTITIES = ["list-export", "register-file", "import-batch", "page", "history-entry"] as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Reads a filter from the address; what is not understood is dropped, because addresses are typed by people. */
export function parseHistoryFilter(query: Readonly<Record<string, string | string[] | undefined>>): HistoryFilter {
  const one = (name: string) => {
    const value = Object.hasOwn(query, name) ? query[name] : undefined;
    const text = (Array.isArray(value) ? value[0] : value) ?? "";
    // PostgreSQL refuses NUL in text, and no search means a control character.
    return text
      .replace(/\p{Cc}/gu, " ")
      .trim()
      .slice(0, 200);
  };
  const matching = (name: string, form: RegExp) => (form.test(one(name)) ? one(name) : "");
  const day = (name: string) => {
    const text = matching(name, DAY);
    return text && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) ? text : "";
  };
  const entity = one("entity");
  const before = matching("before", /^\d{1,15}$/);
  return {
    entity: ENTITY_NAMES.includes(entity) || (OTHER_ENTITIES as readonly string[]).includes(entity) ? entity : "",
    ref: one("ref"),
    personId: matching("person", UUID),
    action: matching("action", /^[a-z-]{1,40}$/),
    from: day("from"),
    to: day("to"),
    q: one("q"),
    batch: matching("batch", UUID),
    before: before ? Number(before) : null,
  };
}

/** The query of an address for a filter, empty or with a leading "?". */
export function historyQuery({ before, personId, ...rest }: HistoryFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...rest, person: personId })) if (value) query.set(name, value);
  if (before !== null) query.set("before", String(before));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

export function isNarrowed(filter: HistoryFilter): boolean {
  return historyQuery({ ...filter, before: null }) !== "";
}
