import {
  type ActorKind,
  type ChainHead,
  type ChainProblem,
  ChainVerifier,
  type Difference,
  ERASURE,
  type FieldChange,
  type HistoryPayload,
  parsePayload,
  Reconciliation,
  Replay,
} from "@/domain/audit-trail";
import { guestHistoryEntities } from "@/domain/guest-access";
import { Prisma } from "@/generated/prisma/client";
import { writeCsv } from "@/lib/csv";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import type { Tx } from "@/server/db";
import { ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { liveRecords, type Stored } from "@/server/record";
import { connectionOf, inTenant } from "@/server/tenant";
import { actionWord, type EntryLine, entityWord, entryLines, idsIn } from "./entry-lines";
import { pathOf } from "./field-words";
import { ANY, type HistoryFilter } from "./filter";

const addedLater = (entity: string) => (ENTITIES as Readonly<Record<string, EntitySpec>>)[entity]?.addedLater ?? {};

export interface HistoryItem {
  sequence: number;
  /** Instant in UTC. */
  at: string;
  /** As the person was called at the time. */
  who: string;
  action: string;
  entity: string;
  /** The ref, or what the record is called where it has none. */
  record: string;
  /** Below the organisation's own address; null where the record has no page. */
  path: string | null;
  reason: string | null;
  note: string | null;
  batchId: string | null;
  /** What the entry said was erased on purpose, or cannot be read any more. */
  erased: boolean;
  /** Who erased it on purpose, and when. */
  erasure: { by: string; at: string } | null;
  lines: EntryLine[];
}

export interface HistoryPage {
  items: HistoryItem[];
  /** Older entries follow after the last item. */
  more: boolean;
}

export const PAGE_SIZE = 50;

/** Entries of the whole organisation, newest first, narrowed by the filter. Needs one round trip for the entries and one for the names in them. */
export async function listHistory(access: Access, filter: HistoryFilter, limit = PAGE_SIZE): Promise<HistoryPage> {
  return inTenant(access, async (tx) => page(access, tx, conditions(access, filter), limit));
}

/** What happened to one record, newest first. Empty for roles that may not read the history. */
export async function historyOf(
  access: Access,
  entity: EntityName,
  id: string,
  { limit = 10, before = null }: { limit?: number; before?: number | null } = {},
): Promise<HistoryPage> {
  if (!access.can("history:read")) return { items: [], more: false };
  const where = Prisma.sql`${conditions(access, { ...ANY, before })} AND e.entity = ${entity} AND e.entity_id = ${id}::uuid`;
  return inTenant(access, async (tx) => page(access, tx, where, limit));
}

export interface HistoryChoices {
  people: { id: string; name: string }[];
  actions: string[];
}

/** Who and what there is to narrow to. */
export async function historyChoices(access: Access): Promise<HistoryChoices> {
  const organizationId = access.organization.id;
  // Who else works here is no part of a guest's scope.
  if (access.guest) return { people: [], actions: [] };
  return inTenant(access, async (tx) => {
    const people = await tx.$queryRaw<{ id: string; name: string }[]>`
      SELECT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = ${organizationId}::uuid ORDER BY lower(u.name) LIMIT 2000`;
    // A walk over the distinct values by the index of each, instead of reading every entry.
    const actions = await tx.$queryRaw<{ action: string }[]>`
      SELECT DISTINCT action FROM history_entry WHERE organization_id = ${organizationId}::uuid ORDER BY action`;
    return { people, actions: actions.map(({ action }) => action) };
  });
}

const EXPORT_MOST = 100_000;
const EXPORT_PAGE = 2_000;

/** The entries of a filter as CSV, oldest last, one row for each changed field; `truncated` when there are more than 100,000 entries. */
export async function exportHistory(access: Access, filter: HistoryFilter): Promise<{ csv: string; entries: number; truncated: boolean }> {
  const t = translator("history");
  const rows: (string | number)[][] = [];
  let entries = 0;
  let before = filter.before;
  let more = true;
  while (more && entries < EXPORT_MOST) {
    const part = await listHistory(access, { ...filter, before }, EXPORT_PAGE);
    for (const item of part.items) {
      const head = [item.sequence, item.at, item.who, actionWord(item.action), entityWord(item.entity), item.record];
      const tail = [item.reason ?? "", item.note ?? ""];
      if (item.lines.length === 0) rows.push([...head, "", "", "", ...tail]);
      for (const line of item.lines) rows.push([...head, line.label, line.before, line.after, ...tail]);
    }
    entries += part.items.length;
    before = part.items.at(-1)?.sequence ?? null;
    more = part.more && before !== null;
  }
  const header = ["sequence", "at", "who", "action", "kind", "record", "field", "before", "after", "reason", "note"].map((name) =>
    t(`csv.${name}`),
  );
  return { csv: writeCsv(header, rows), entries, truncated: more };
}

interface Row {
  sequence: number;
  at: Date;
  actor_kind: string;
  actor_name: string | null;
  action: string;
  entity: string;
  entity_id: string;
  entity_ref: string;
  batch_id: string | null;
  payload: string | null;
  erased_at: Date | null;
  erased_by: string | null;
  /** A vote that nobody has opened yet: that somebody voted is told, not how. */
  sealed: boolean;
}

/** What a guest may see of the history: their areas and period, up to the version they read. Outside of it nothing exists. */
function scopeOfGuest({ guest, past }: Access): Prisma.Sql[] {
  if (!guest) return [];
  if (!guest.period || !past) return [Prisma.sql`false`];
  return [
    Prisma.sql`e.entity = ANY(${guestHistoryEntities(guest.areas)}::text[])`,
    Prisma.sql`e.sequence <= ${past.sequence}::bigint`,
    Prisma.sql`e.at >= (${guest.period.from}::date)::timestamp AT TIME ZONE 'UTC'`,
    ...(guest.period.to ? [Prisma.sql`e.at < (${guest.period.to}::date + 1)::timestamp AT TIME ZONE 'UTC'`] : []),
  ];
}

function conditions(access: Access, filter: HistoryFilter): Prisma.Sql {
  const parts = [Prisma.sql`e.organization_id = ${access.organization.id}::uuid`, ...scopeOfGuest(access)];
  if (filter.entity) parts.push(Prisma.sql`e.entity = ${filter.entity}`);
  if (filter.ref) parts.push(Prisma.sql`lower(e.entity_ref) = lower(${filter.ref})`);
  if (filter.personId) parts.push(Prisma.sql`e.actor_id = ${filter.personId}::uuid`);
  if (filter.action) parts.push(Prisma.sql`e.action = ${filter.action}`);
  if (filter.batch) parts.push(Prisma.sql`e.batch_id = ${filter.batch}::uuid`);
  if (filter.from) parts.push(Prisma.sql`e.at >= (${filter.from}::date)::timestamp AT TIME ZONE 'UTC'`);
  if (filter.to) parts.push(Prisma.sql`e.at < (${filter.to}::date + 1)::timestamp AT TIME ZONE 'UTC'`);
  if (filter.before !== null) parts.push(Prisma.sql`e.sequence < ${filter.before}::bigint`);
  if (filter.q) {
    // The reason is the last member of the canonical text. Read as text, not as JSON: a payload that somebody damaged must not stop the page.
    const words = JSON.stringify(filter.q)
      .slice(1, -1)
      .replace(/[\\%_]/g, "\\$&");
    parts.push(Prisma.sql`substring(p.payload from '"reason":"(.*)') ILIKE ${`%${words}%`}`);
  }
  return Prisma.join(parts, " AND ");
}

async function page(access: Access, tx: Tx, where: Prisma.Sql, limit: number): Promise<HistoryPage> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT e.sequence::float8 AS sequence, e.at, e.actor_kind, u.name AS actor_name, e.action, e.entity, e.entity_id, e.entity_ref, e.batch_id, p.payload,
           p.erased_at, CASE WHEN p.erased_at IS NOT NULL THEN (
             SELECT coalesce(w.name, '') FROM history_entry x LEFT JOIN user_account w ON w.id = x.actor_id
              WHERE x.organization_id = e.organization_id AND x.entity = ${ERASURE.entity} AND x.action = ${ERASURE.action}
                AND x.entity_id = (lpad(e.sequence::text, 32, '0'))::uuid LIMIT 1) END AS erased_by,
           e.entity = 'workshop-vote' AND EXISTS (SELECT 1 FROM workshop_vote v JOIN workshop w ON w.organization_id = v.organization_id AND w.id = v.workshop_id
             WHERE v.organization_id = e.organization_id AND v.id = e.entity_id AND w.status = 'open') AS sealed
      FROM history_entry e
      LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
      LEFT JOIN user_account u ON u.id = e.actor_id
     WHERE ${where} ORDER BY e.sequence DESC LIMIT ${limit + 1}`);
  const shown = rows.slice(0, limit);
  const payloads = shown.map((row) => readPayload(row.payload));
  const ids = new Set(
    shown.flatMap((row, index) => [
      ...(row.entity === "membership" ? [row.entity_id] : []),
      ...idsIn(row.entity, payloads[index]?.fields ?? {}),
    ]),
  );
  const names = await namesOf(access, tx, [...ids]);
  const support = access.can("party-support:read");
  return {
    more: rows.length > limit,
    items: shown.map((row, index) => {
      const payload = payloads[index] ?? null;
      const record = row.entity_ref || names.get(row.entity_id) || "";
      return {
        sequence: row.sequence,
        at: row.at.toISOString(),
        who: payload?.actorName || row.actor_name || translator("history")(row.actor_kind === "user" ? "somebody" : "system"),
        action: row.action,
        entity: row.entity,
        record,
        path: pathOf(row.entity, row.entity_ref),
        reason: payload?.reason ?? null,
        note: payload?.note ?? null,
        batchId: row.batch_id,
        erased: payload === null,
        erasure: row.erased_at ? { by: row.erased_by || translator("history")("system"), at: row.erased_at.toISOString() } : null,
        lines: payload && !row.sealed ? entryLines(row.entity, payload.fields, names, { support }) : [],
      };
    }),
  };
}

function readPayload(text: string | null): HistoryPayload | null {
  if (text === null) return null;
  try {
    const payload = parsePayload(text);
    return typeof payload?.fields === "object" && payload.fields !== null ? payload : null;
  } catch {
    return null;
  }
}

/** Which column of a record's table says what it is called; from constants only. */
const CALLED: Readonly<Record<string, string>> = {
  "interested-party": "name",
  requirement: "statement",
  source: "title",
  obligation: "title",
  "context-issue": "title",
  risk: "title",
  document: "title",
  "scope-unit": "title",
  "budget-line": "title",
  workshop: "title",
  action: "title",
  "trigger-event": "title",
  finding: "title",
  "own-control": "title",
  objective: "title",
  evidence: "title",
};

const NAMES_OF_RECORDS = Object.entries(ENTITIES)
  .filter(([, spec]) => spec.prefix !== null)
  .map(([entity, spec]) => {
    const called = CALLED[entity];
    const label = called ? `ref || ' ' || left("${called}", 80)` : "ref";
    return `SELECT id, ${label} AS label FROM "${spec.table}" WHERE organization_id = $1::uuid AND id = ANY($2::uuid[])`;
  });

/** Names of people and records of this organisation by id, in one statement; what is not found keeps its id. */
async function namesOf(access: Access, tx: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRawUnsafe<{ id: string; label: string }[]>(
    [
      `SELECT u.id, u.name AS label FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1::uuid AND u.id = ANY($2::uuid[])`,
      `SELECT m.id, u.name AS label FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1::uuid AND m.id = ANY($2::uuid[])`,
      ...NAMES_OF_RECORDS,
    ].join(" UNION ALL "),
    access.organization.id,
    ids,
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
}

export type { EntryLine } from "./entry-lines";

export interface RecordInWords {
  /** What kind of record it is. */
  kind: string;
  /** Of its page, below the organisation's home; null where it has none. */
  path: string | null;
  lines: EntryLine[];
}

/** Changes of records in the words of the history, names of people and records looked up at once. Fields that the reader may not see are left out. */
export async function recordsInWords(
  access: Access,
  records: readonly { entity: string; ref: string | null; fields: Readonly<Record<string, FieldChange>> }[],
): Promise<RecordInWords[]> {
  const ids = [...new Set(records.flatMap(({ entity, fields }) => idsIn(entity, fields)))];
  const names = await inTenant(access, (tx) => namesOf(access, tx, ids));
  const support = access.can("party-support:read");
  return records.map(({ entity, ref, fields }) => ({
    kind: entityWord(entity),
    path: ref === null && entity !== "organization" ? null : pathOf(entity, ref ?? ""),
    lines: entryLines(entity, fields, names, { support }),
  }));
}

export interface LiveProblem {
  kind: "field" | "record_missing" | "record_unknown";
  table: string;
  entity: string;
  id: string;
  ref: string | null;
  field?: string;
  /** What the history says stands there. */
  expected?: string;
  /** What stands there. */
  found?: string;
}

export interface Verification {
  ok: boolean;
  /** When it was looked at. */
  at: string;
  entries: number;
  records: number;
  head: ChainHead;
  milliseconds: number;
  chainProblems: ChainProblem[];
  liveProblems: LiveProblem[];
  /** How many differences there are in the live tables; at most 200 are named. */
  liveProblemCount: number;
}

const VERIFY_PAGE = 2_500;
const VERIFY_YIELD = 1_000;
const MOST_LIVE_PROBLEMS = 200;
/** Between the parts of one entry and between entries. JSON text never holds them raw, so only a damaged entry can. */
const UNIT = "\u001f";
const RECORD = "\u001e";

/**
 * Verifies the history of the organisation: every entry against its hash and its predecessor, the columns beside it, its payload, the head, and then
 * the live tables against what the history says they hold. Reads one moment, so that others may go on writing; lets other requests run in between.
 */
export async function verifyHistory(access: Access): Promise<Verification> {
  const startedAt = performance.now();
  const organizationId = access.organization.id;
  const verifier = new ChainVerifier({ organizationId });
  const replay = new Replay();
  return inTenant(
    access,
    async (tx) => {
      const { head, last } = await headOf(tx, organizationId);
      let entries = 0;
      let pending = last > 0 ? entriesFrom(tx, organizationId, 1) : Promise.resolve([]);
      // The tables are asked for while the last entries are hashed.
      let live: AsyncIterableIterator<LivePage> | undefined;
      for (let first = 1; first <= last; first += VERIFY_PAGE) {
        const rows = await pending;
        // The database fetches the next page while this one is hashed.
        if (first + VERIFY_PAGE <= last) {
          pending = entriesFrom(tx, organizationId, first + VERIFY_PAGE);
          // It is awaited when its turn comes; until then nobody must take its failure for unhandled.
          pending.catch(() => {});
        } else live = ahead(livePages(tx, organizationId));
        for (const row of rows) {
          const header = verifier.add(row);
          if (header) applyReadable(replay, row, header);
          entries += 1;
          if (entries % VERIFY_YIELD === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
      const chain = verifier.finish(head);
      const reconciliation = new Reconciliation(replay.records, addedLater);
      let records = 0;
      for await (const { entity, page } of live ?? livePages(tx, organizationId)) {
        for (const { id, ref, version, values } of page) {
          values.version = version;
          reconciliation.compare({ entity, id, ref, fields: values });
          records += 1;
          if (records % VERIFY_YIELD === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
      const differences = reconciliation.finish({ entities: new Set(Object.keys(ENTITIES)) });
      if (!head) chain.problems.push({ kind: "head_mismatch", sequence: entries, entity: null, entityId: null, entityRef: null });
      return {
        ok: chain.problems.length === 0 && differences.length === 0,
        at: now().toISOString(),
        entries,
        records,
        head: chain.head,
        milliseconds: Math.round(performance.now() - startedAt),
        chainProblems: chain.problems,
        liveProblems: differences.slice(0, MOST_LIVE_PROBLEMS).map((difference) => named(difference, access)),
        liveProblemCount: differences.length,
      };
    },
    { timeout: 120_000, snapshot: true },
  );
}

interface LivePage {
  entity: EntityName;
  page: Stored[];
}

/** Every record of the organisation, kind by kind. Kinds of which there is none are left out in one question instead of one each. */
async function* livePages(tx: Tx, organizationId: string): AsyncGenerator<LivePage> {
  const entities = Object.keys(ENTITIES) as EntityName[];
  const asked = entities.map((entity) => `EXISTS (SELECT 1 FROM "${ENTITIES[entity].table}" WHERE organization_id = $1::uuid)`);
  const [row] = await connectionOf(tx).rows<{ present: boolean[] }>(`SELECT ARRAY[${asked.join(", ")}] AS present`, [organizationId], {
    often: true,
  });
  for (const [at, entity] of entities.entries()) {
    if (!row?.present[at]) continue;
    for await (const page of liveRecords(tx, organizationId, entity)) yield { entity, page };
  }
}

/** The same pages, each asked for while the one before it is worked on. */
async function* ahead<T>(pages: AsyncGenerator<T>): AsyncIterableIterator<T> {
  const asked = () => {
    const next = pages.next();
    // It is awaited when its turn comes; until then nobody must take its failure for unhandled.
    next.catch(() => {});
    return next;
  };
  let pending = asked();
  for (;;) {
    const { done, value } = await pending;
    if (done) return;
    pending = asked();
    yield value;
  }
}

/** The head of the chain and the number of its last entry. From here on the database writes instants as UTC. */
async function headOf(tx: Tx, organizationId: string): Promise<{ head: ChainHead | null; last: number }> {
  const [row] = await connectionOf(tx).rows<{ sequence: number | null; hash: string | null; last: number }>(
    `SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true), h.sequence::float8 AS sequence, h.hash, e.last
       FROM (SELECT coalesce(max(sequence), 0)::float8 AS last FROM history_entry WHERE organization_id = $1::uuid) e
       LEFT JOIN history_head h ON h.organization_id = $1::uuid`,
    [organizationId],
  );
  const { sequence, hash, last } = row!;
  return { head: sequence === null || hash === null ? null : { sequence, hash }, last };
}

type EntryRow = Parameters<ChainVerifier["add"]>[0];

/** A payload that is no JSON has been reported by the verifier already; here it only means that nothing can be said of the record. */
function applyReadable(replay: Replay, row: EntryRow, header: NonNullable<ReturnType<ChainVerifier["add"]>>): void {
  try {
    replay.apply(row, header);
  } catch {
    replay.apply({ header: row.header, payloadText: null }, header);
  }
}

/**
 * The entries from `first` on, one page by number (the numbers of a whole chain have no gap). They travel as two texts, joined here by their number:
 * handing 5,000 rows of fourteen values through the client one by one takes longer than hashing them, and a join in the database is at the mercy of
 * its statistics. Where somebody put a separator into an entry, the page is read row by row instead.
 */
async function entriesFrom(tx: Tx, organizationId: string, first: number): Promise<Iterable<EntryRow>> {
  const connection = connectionOf(tx);
  const range = [organizationId, first, first + VERIFY_PAGE - 1];
  const [row] = await connection.rows<{ entries: string | null; count: number; payloads: string | null; sealed: number }>(PAGE, range, {
    often: true,
  });
  const entries = row?.entries?.split(RECORD) ?? [];
  const payloads = row?.payloads?.split(RECORD) ?? [];
  if (entries.length === row?.count && payloads.length === row.sealed && entries.every(hasParts(12)) && payloads.every(hasParts(4))) {
    return joined(
      entries.length,
      (index) => entries[index]!.split(UNIT),
      (index) => payloads[index]?.split(UNIT),
    );
  }
  const single = await connection.rows<{ parts: string[] }>(
    `SELECT ARRAY[${PARTS_OF_ENTRY}] AS parts FROM history_entry WHERE ${IN_PAGE} ORDER BY sequence`,
    range,
  );
  const sealed = await connection.rows<{ parts: string[] }>(
    `SELECT ARRAY[${PARTS_OF_PAYLOAD}] AS parts FROM history_payload WHERE ${IN_PAGE} ORDER BY sequence`,
    range,
  );
  return joined(
    single.length,
    (index) => single[index]!.parts,
    (index) => sealed[index]?.parts,
  );
}

/** Entries with their payloads, both in the order of their numbers; made one at a time, because a whole page of them is what the collector would copy. */
function* joined(
  count: number,
  entryAt: (index: number) => string[],
  payloadAt: (index: number) => string[] | undefined,
): Generator<EntryRow> {
  let next = 0;
  let payload = payloadAt(next);
  for (let index = 0; index < count; index += 1) {
    const entry = entryAt(index);
    while (payload && Number(payload[0]) < Number(entry[0])) payload = payloadAt(++next);
    yield entryOf(entry, payload?.[0] === entry[0] ? payload : undefined);
  }
}

const hasParts = (width: number) => (text: string) => {
  let separators = 0;
  for (let at = text.indexOf(UNIT); at >= 0; at = text.indexOf(UNIT, at + 1)) separators += 1;
  return separators === width - 1;
};

const IN_PAGE = "organization_id = $1::uuid AND sequence BETWEEN $2::bigint AND $3::bigint";
const PARTS_OF_ENTRY = `sequence::text, hash, header, at::text, coalesce(actor_id::text, ''), actor_kind, action, entity, entity_id::text, entity_ref, request_id, coalesce(batch_id::text, '')`;
const PARTS_OF_PAYLOAD = "sequence::text, coalesce(salt, ''), coalesce(payload, ''), CASE WHEN erased_at IS NULL THEN '' ELSE 'erased' END";
const PAGE = `
  SELECT e.entries, e.count, p.payloads, p.sealed
    FROM (SELECT string_agg(concat_ws(E'\\x1f', ${PARTS_OF_ENTRY}), E'\\x1e' ORDER BY sequence) AS entries, count(*)::int AS count
            FROM history_entry WHERE ${IN_PAGE}) e,
         (SELECT string_agg(concat_ws(E'\\x1f', ${PARTS_OF_PAYLOAD}), E'\\x1e' ORDER BY sequence) AS payloads, count(*)::int AS sealed
            FROM history_payload WHERE ${IN_PAGE}) p`;

let lastInstant = { text: "", iso: "" };

/** An instant as the database writes it in UTC ("2026-11-21 22:03:00.5+00") as the header has it. Formatting it there takes longer than all the rest. */
function instantOf(text: string): string {
  if (text !== lastInstant.text) {
    const fraction = text.slice(20, -3);
    const usual = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,3})?\+00$/.test(text);
    // Anything else cannot come from us; as it is, it differs from every header.
    lastInstant = { text, iso: usual ? `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, "0")}Z` : text };
  }
  return lastInstant.iso;
}

function entryOf(parts: string[], payload: string[] | undefined): EntryRow {
  const [sequence, hash, header, at, actorId, actorKind, action, entity, entityId, entityRef, requestId, batchId] = parts as EntryParts;
  const erased = payload?.[3] === "erased";
  return {
    sequence: Number(sequence),
    hash,
    header,
    payloadText: erased ? null : (payload?.[2] ?? null),
    saltHex: erased ? null : (payload?.[1] ?? null),
    erased,
    // Whose entry it is needs no column here: the rows were found by it, and the verifier holds it against each header.
    columns: {
      at: instantOf(at),
      actorId: actorId || "system",
      actorKind: actorKind as ActorKind,
      action,
      entity,
      entityId,
      entityRef,
      requestId,
      batchId: batchId || null,
    },
  };
}

type EntryParts = [
  sequence: string,
  hash: string,
  header: string,
  at: string,
  actorId: string,
  actorKind: string,
  action: string,
  entity: string,
  entityId: string,
  entityRef: string,
  requestId: string,
  batchId: string,
];

function named(difference: Difference, access: Access): LiveProblem {
  const { kind, entity, id, ref } = difference;
  const table = ENTITIES[entity as EntityName]?.table ?? entity;
  if (kind !== "field") return { kind, table, entity, id, ref };
  const hidden = !access.can("party-support:read");
  const [line] = entryLines(entity, { [difference.field]: { before: difference.expected, after: difference.found } }, new Map(), {
    support: !hidden,
  });
  const raw = (value: unknown) => (value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));
  return {
    kind,
    table,
    entity,
    id,
    ref,
    field: difference.field,
    expected: line?.before ?? (hidden ? "" : raw(difference.expected)),
    found: line?.after ?? (hidden ? "" : raw(difference.found)),
  };
}
