import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { type ChainHead, CreatedFields, canonicalText, diffFields, FieldsText, toCanonicalValue } from "@/domain/audit-trail";
import { formatRef, type RefPrefix } from "@/domain/refs";
import type { LinkCoverage } from "@/domain/vocabulary";
import type { Access } from "./access-value";
import { now } from "./clock";
import type { Connection } from "./connection";
import type { Tx } from "./db";
import { columnOf, ENTITIES, type EntityName } from "./entities";
import type { EntitySpec } from "./entities/entity-spec";
import { Conflict, NotFound, ReasonRequired, Refused } from "./errors";
import { append, type PendingEntry } from "./history-append";
import { type Column, type ColumnsOfRows, columnsOf, insertRows, parameter, typeOf } from "./insert-rows";
import { pagesOfTable } from "./read-cells";
import { connectionOf, inTenant } from "./tenant";

/**
 * The one writer. Every change of a register goes through `change`: guarded by the version, recorded in the history, in one transaction.
 * Statements are put together from the names in entities.ts only, never from input.
 */

/** A record as the writer reads it: days as "YYYY-MM-DD", instants as ISO text, sets of ids as lists. */
export type Values = Record<string, unknown>;

export interface Stored {
  id: string;
  ref: string | null;
  version: number;
  values: Values;
}

export interface LinkTarget {
  targetType: string;
  targetRef: string;
  rationale: string;
  /** How far it answers the requirement; absent where that is not stated. */
  coverage?: LinkCoverage;
}

interface WriteOptions {
  reason?: string | null;
  action?: string;
  batchId?: string | null;
}

export class RecordWriter {
  /** @internal */
  readonly pending: PendingEntry[] = [];
  /** @internal */
  readonly appended: ((head: ChainHead | null) => Promise<void>)[] = [];
  /** @internal */
  readonly committed: (() => Promise<void>)[] = [];
  /** The version that this change puts in review; null takes it out; undefined leaves it. Stored with the head, so that the next change sees it. */
  inReview: string | null | undefined = undefined;
  readonly #connection: Connection;

  constructor(
    readonly access: Access,
    readonly tx: Tx,
  ) {
    this.#connection = connectionOf(tx);
  }

  /** The record with its links. Throws NotFound. */
  async get(entity: EntityName, id: string): Promise<Stored> {
    const found = (await readRecords(this.tx, this.access.organization.id, entity, [id]))[0];
    if (!found) throw new NotFound();
    return found;
  }

  /** Creates one record; its ref comes from the organisation's counter unless given. Returns what was stored. */
  async create(entity: EntityName, values: Values, options: WriteOptions = {}): Promise<Stored> {
    return (await this.createMany(entity, [values], options))[0]!;
  }

  /**
   * Creates many records of one kind, each with its own history entry. `values.id` and `values.ref` are kept when given (register files bring them),
   * otherwise drawn. Many are stored slice by slice, the next being made ready meanwhile; `onStored` hears how many a slice had.
   * Throws Refused("ref-taken") when a given ref exists.
   */
  async createMany(
    entity: EntityName,
    rows: readonly Values[],
    { onStored, ...options }: WriteOptions & { onStored?: (count: number) => void } = {},
  ): Promise<Stored[]> {
    if (rows.length === 0) return [];
    const spec: EntitySpec = ENTITIES[entity];
    const refs = spec.prefix ? await this.drawRefs(spec.prefix, rows) : [];
    const columns = await columnsOf(this.#connection, spec.table);
    const making = new Making(this.access, entity, columns, rows[0]!);
    const stored: Stored[] = [];
    let storing: Promise<unknown> = Promise.resolve();
    for (let start = 0; start < rows.length; start += SLICE) {
      const made: Stored[] = [];
      for (let at = start; at < Math.min(start + SLICE, rows.length); at += 1) {
        const { record, fields } = making.one(rows[at]!, refs[at] ?? null);
        made.push(record);
        this.pending.push({
          action: options.action ?? "create",
          entity,
          entityId: record.id,
          entityRef: record.ref ?? spec.title(record.values),
          fields,
          reason: options.reason ?? null,
          batchId: options.batchId ?? null,
        });
        if (at % STRETCH === STRETCH - 1) await breathe();
      }
      const inserts = making.take();
      await storing;
      storing = this.store(spec, inserts, made).then(() => onStored?.(made.length));
      // It is awaited one slice later; until then nobody must take its failure for unhandled.
      storing.catch(() => {});
      for (const record of made) stored.push(record);
    }
    await storing;
    return stored;
  }

  private async store(spec: EntitySpec, inserts: ColumnsOfRows, records: readonly Stored[]): Promise<void> {
    await insertRows(this.#connection, spec.table, inserts);
    for (const name of Object.keys(spec.links)) await this.insertLinks(spec, name, records);
    if (spec.targets) await this.insertTargets(records);
  }

  /**
   * Changes fields of one record, guarded by the version the person started from. Unchanged fields cost nothing; without any change the record
   * stays as it is. `reasonNeeded` says for the state before whether a reason must be given.
   * Throws NotFound, Conflict (with what stands there now), ReasonRequired.
   */
  async update(
    entity: EntityName,
    id: string,
    expectedVersion: number,
    patch: Values | ((before: Stored) => Values),
    options: WriteOptions & { reasonNeeded?: (before: Values, changed: readonly string[]) => boolean } = {},
  ): Promise<Stored> {
    const spec: EntitySpec = ENTITIES[entity];
    const before = await this.get(entity, id);
    if (before.version !== expectedVersion) throw await this.conflict(entity, before, expectedVersion);
    const wanted = typeof patch === "function" ? patch(before) : patch;
    const after: Values = { ...before.values };
    for (const [field, value] of Object.entries(wanted)) {
      if (!(field in spec.fields) && !(field in spec.links) && !(spec.targets && field === "links"))
        throw new Error(`${entity} has no field ${field}`);
      after[field] = inOrder(spec, field, value);
    }
    const fields = diffFields(before.values, after);
    const changed = Object.keys(fields);
    if (changed.length === 0) return before;
    const reason = options.reason?.trim() || null;
    if (!reason && options.reasonNeeded?.(before.values, changed)) throw new ReasonRequired();
    const version = before.version + 1;
    const row: Record<string, unknown> = {};
    for (const field of changed) if (field in spec.fields) row[columnOf(field)] = after[field];
    for (const [field, value] of Object.entries(spec.derive(after))) row[columnOf(field)] = value;
    const columns = await columnsOf(this.#connection, spec.table);
    const values: unknown[] = [this.access.organization.id, id, expectedVersion, now().toISOString()];
    const assignments = Object.keys(row).map((column) => {
      const type = typeOf(columns, column);
      return `"${column}" = $${values.push(parameter(row[column], type))}::${type}, `;
    });
    const count = await this.#connection.count(
      `UPDATE "${spec.table}" SET ${assignments.join("")}"version" = "version" + 1, "updated_at" = $4::timestamptz
        WHERE "organization_id" = $1::uuid AND "id" = $2::uuid AND "version" = $3::int`,
      values,
      { often: true },
    );
    // Somebody was faster between our reading and our writing; the row lock made us wait for their commit.
    if (count === 0) throw await this.conflict(entity, await this.get(entity, id), expectedVersion);
    const result: Stored = { id, ref: before.ref, version, values: after };
    for (const name of Object.keys(spec.links)) if (name in fields) await this.replaceLinks(spec, name, result);
    if (spec.targets && "links" in fields) await this.replaceTargets(result);
    this.pending.push({
      action: options.action ?? "update",
      entity,
      entityId: id,
      entityRef: before.ref ?? spec.title(after),
      fields: { ...fields, version: { before: before.version, after: version } },
      reason,
      batchId: options.batchId ?? null,
    });
    return result;
  }

  /**
   * Changes the same fields of many records in one statement, each guarded by its version and with its own history entry. Links are not among them.
   * Throws Conflict for the first record that somebody changed first; then nothing is changed.
   */
  async updateMany(
    entity: EntityName,
    records: readonly { id: string; version: number }[],
    patch: Values,
    options: WriteOptions = {},
  ): Promise<void> {
    const spec: EntitySpec = ENTITIES[entity];
    for (const field of Object.keys(patch)) if (!(field in spec.fields)) throw new Error(`${entity} has no plain field ${field}`);
    const found = await readRecords(
      this.tx,
      this.access.organization.id,
      entity,
      records.map(({ id }) => id),
    );
    const byId = new Map(found.map((before) => [before.id, before]));
    const rows: Record<string, unknown>[] = [];
    for (const { id, version } of records) {
      const before = byId.get(id);
      if (!before) throw new NotFound();
      if (before.version !== version) throw await this.conflict(entity, before, version);
      const after: Values = { ...before.values, ...patch };
      const fields = diffFields(before.values, after);
      if (Object.keys(fields).length === 0) continue;
      const row: Record<string, unknown> = { id, version };
      for (const field of Object.keys(patch)) row[columnOf(field)] = after[field];
      for (const [field, value] of Object.entries(spec.derive(after))) row[columnOf(field)] = value;
      rows.push(row);
      this.pending.push({
        action: options.action ?? "update",
        entity,
        entityId: id,
        entityRef: before.ref ?? spec.title(after),
        fields: { ...fields, version: { before: version, after: version + 1 } },
        reason: options.reason?.trim() || null,
        batchId: options.batchId ?? null,
      });
    }
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0]!).filter((column) => column !== "id" && column !== "version");
    const assignments = columns.map((column) => `"${column}" = r."${column}", `).join("");
    const count = await this.#connection.count(
      `UPDATE "${spec.table}" t SET ${assignments}"version" = t."version" + 1, "updated_at" = $3::timestamptz
         FROM jsonb_populate_recordset(NULL::"${spec.table}", $1::jsonb) r
        WHERE t."organization_id" = $2::uuid AND t."id" = r."id" AND t."version" = r."version"`,
      [JSON.stringify(rows), this.access.organization.id, now().toISOString()],
    );
    if (count === rows.length) return;
    for (const { id, version } of records) {
      const current = await this.get(entity, id);
      // Their change came between our reading and our writing; the row lock made us wait for it.
      if (current.version !== version + 1) throw await this.conflict(entity, current, version);
    }
  }

  /** An entry about something that changed no record, e.g. an export or an import as a whole. */
  note(
    entity: string,
    entityId: string,
    entityRef: string,
    action: string,
    { reason = null, note, batchId = null }: { reason?: string | null; note?: string; batchId?: string | null } = {},
  ): void {
    this.pending.push({ action, entity, entityId, entityRef, fields: {}, reason, batchId, ...(note === undefined ? {} : { note }) });
  }

  /** Runs at the end of the change, in its transaction, with the head that its entries made (null: it made none). No entry can be added any more. */
  afterAppend(work: (head: ChainHead | null) => Promise<void>): void {
    this.appended.push(work);
  }

  /** Runs once everything is stored for good, outside of the transaction. It must not fail: nobody can undo anything then. */
  afterCommit(work: () => Promise<void>): void {
    this.committed.push(work);
  }

  private async drawRefs(prefix: RefPrefix, rows: readonly Values[]): Promise<string[]> {
    const given = rows.map((row) => (typeof row.ref === "string" && row.ref ? row.ref : null));
    const numbers = given.map((ref) => (ref ? Number(new RegExp(`^${prefix}-0*(\\d{1,9})$`).exec(ref)?.[1] ?? 0) : 0));
    const highest = Math.max(0, ...numbers);
    const missing = given.filter((ref) => ref === null).length;
    // Refs brought along push the counter up as well, so that none is ever given twice.
    const [counter] = await this.#connection.rows<{ last: number }>(
      `INSERT INTO ref_counter (organization_id, prefix, last) VALUES ($1::uuid, $2, $3::int + $4::int)
       ON CONFLICT (organization_id, prefix) DO UPDATE SET last = greatest(ref_counter.last, $3::int) + $4::int RETURNING last`,
      [this.access.organization.id, prefix, highest, missing],
      { often: true },
    );
    let next = counter!.last - missing + 1;
    return given.map((ref) => ref ?? formatRef(prefix, next++));
  }

  private async insertLinks(spec: EntitySpec, name: string, records: readonly Stored[]): Promise<void> {
    const { table, own, other, ordered } = spec.links[name]!;
    const rows: Record<string, unknown[]> = { organization_id: [], [own]: [], [other]: [], ...(ordered ? { position: [] } : {}) };
    for (const record of records) {
      for (const [position, otherId] of (record.values[name] as string[]).entries()) {
        rows.organization_id!.push(this.access.organization.id);
        rows[own]!.push(record.id);
        rows[other]!.push(otherId);
        rows.position?.push(position);
      }
    }
    await insertRows(this.#connection, table, rows);
  }

  private async replaceLinks(spec: EntitySpec, name: string, record: Stored): Promise<void> {
    const { table, own } = spec.links[name]!;
    await this.#connection.count(
      `DELETE FROM "${table}" WHERE "organization_id" = $1::uuid AND "${own}" = $2::uuid`,
      [this.access.organization.id, record.id],
      { often: true },
    );
    await this.insertLinks(spec, name, [record]);
  }

  private async insertTargets(records: readonly Stored[]): Promise<void> {
    const links = records.flatMap((record) => (record.values.links as LinkTarget[]).map((link) => ({ id: record.id, ...link })));
    await insertRows(this.#connection, "requirement_link", {
      organization_id: links.map(() => this.access.organization.id),
      requirement_id: links.map(({ id }) => id),
      target_type: links.map(({ targetType }) => targetType),
      target_ref: links.map(({ targetRef }) => targetRef),
      rationale: links.map(({ rationale }) => rationale),
      coverage: links.map(({ coverage }) => coverage ?? ""),
    });
  }

  private async replaceTargets(record: Stored): Promise<void> {
    await this.#connection.count(
      "DELETE FROM requirement_link WHERE organization_id = $1::uuid AND requirement_id = $2::uuid",
      [this.access.organization.id, record.id],
      { often: true },
    );
    await this.insertTargets([record]);
  }

  private async conflict(entity: EntityName, current: Stored, expectedVersion: number): Promise<Conflict> {
    const since = Math.max(1, current.version - expectedVersion);
    const rows = await this.tx.$queryRaw<{ payload: string; at: Date; name: string | null }[]>`
      SELECT p.payload, e.at, u.name FROM history_entry e
        LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
        LEFT JOIN user_account u ON u.id = e.actor_id
       WHERE e.organization_id = ${this.access.organization.id}::uuid AND e.entity = ${entity} AND e.entity_id = ${current.id}::uuid
         -- Reading leaves entries too; they changed nothing.
         AND e.action NOT LIKE 'download%'
       ORDER BY e.sequence DESC LIMIT ${since}`;
    const fields = new Set<string>();
    for (const row of rows)
      for (const name of Object.keys(row.payload ? (JSON.parse(row.payload) as { fields: object }).fields : {})) fields.add(name);
    fields.delete("version");
    return new Conflict({
      version: current.version,
      values: current.values,
      changedBy: rows[0]?.name ?? "system",
      changedAt: rows[0]?.at.toISOString() ?? "",
      fields: [...fields],
    });
  }
}

/** So many records go in one statement. */
const SLICE = 1_000;
/** So many are made ready at a stretch: a large import must not keep the server from answering others. */
const STRETCH = 250;

/** Records of one kind in the making: what is stored of them column by column, and what the history tells of each. */
class Making {
  readonly #spec: EntitySpec;
  readonly #fields: readonly string[];
  /** Columns that stay out of the history (a token's hash, the day of creation): those that the first record brings. */
  readonly #extra: readonly string[];
  /** A record of which nothing was said. Copies of it are made several times as fast, and smaller, than objects to which fifty names are added. */
  readonly #usual: Values;
  readonly #created = new CreatedFields({ version: 1 });
  readonly #at = now().toISOString();
  #made: { given: Values; record: Stored; derived: Record<string, string> }[] = [];

  constructor(
    private readonly access: Access,
    private readonly entity: EntityName,
    columns: ReadonlyMap<string, Column>,
    first: Values,
  ) {
    const spec: EntitySpec = ENTITIES[entity];
    this.#spec = spec;
    this.#fields = Object.keys(spec.fields);
    const sets = [...Object.keys(spec.links), ...(spec.targets ? ["links"] : [])];
    const usual: Values = {};
    for (const field of this.#fields) usual[field] = columns.get(columnOf(field))?.usual ?? null;
    for (const set of sets) usual[set] = [];
    this.#usual = JSON.parse(JSON.stringify(usual)) as Values;
    const known = new Set(["id", "ref", "createdAt", "links", ...Object.keys(usual)]);
    this.#extra = Object.keys(first).filter((field) => !known.has(field));
  }

  one(given: Values, ref: string | null): { record: Stored; fields: FieldsText } {
    const spec = this.#spec;
    const values: Values = { ...this.#usual };
    for (const field of Object.keys(given)) {
      const value = given[field];
      if (value !== null && value !== undefined && Object.hasOwn(values, field)) values[field] = inOrder(spec, field, value);
    }
    if (spec.prefix) values.ref = ref;
    const id = typeof given.id === "string" ? given.id : uuid();
    const record = { id, ref: typeof values.ref === "string" ? values.ref : null, version: 1, values };
    this.#made.push({ given, record, derived: spec.derive(values) });
    return { record, fields: this.#created.of(values) };
  }

  /** The columns of those made since it was last asked. */
  take(): ColumnsOfRows {
    const made = this.#made;
    this.#made = [];
    const same = (value: unknown) => new Array<unknown>(made.length).fill(value);
    const columns: Record<string, readonly unknown[]> = {
      organization_id: same(this.access.organization.id),
      id: made.map(({ record }) => record.id),
      version: same(1),
      updated_at: same(this.#at),
    };
    for (const field of this.#extra) columns[columnOf(field)] = made.map(({ given }) => given[field] ?? null);
    for (const field of this.#fields) columns[columnOf(field)] = made.map(({ record }) => record.values[field]);
    for (const field of Object.keys(made[0]?.derived ?? {})) columns[columnOf(field)] = made.map(({ derived }) => derived[field]);
    if (this.entity !== "organization") columns.created_at = made.map(({ given }) => given.createdAt ?? this.#at);
    if (this.#spec.authored) columns.created_by_id = same(this.access.user?.id ?? null);
    return columns;
  }
}

/** Sets come back from the database in one order; a set given in another is the same set. */
function inOrder(spec: EntitySpec, field: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (spec.targets && field === "links") {
    const order = (link: LinkTarget) => `${link.targetType}\n${link.targetRef}`;
    const unique = new Map(
      (value as LinkTarget[]).map(({ coverage, ...link }) => [order({ ...link }), coverage ? { ...link, coverage } : link] as const),
    );
    return [...unique.keys()].sort().map((key) => unique.get(key));
  }
  const link = spec.links[field];
  if (!link) return value;
  const unique = [...new Set(value as string[])];
  return link.ordered ? unique : unique.sort();
}

const batches = new AsyncLocalStorage<string>();

/** Everything that `work` changes bears this batch in the history, however many transactions it takes; a change with a batch of its own keeps that. */
export function inBatch<T>(batchId: string, work: () => Promise<T>): Promise<T> {
  return batches.run(batchId, work);
}

const writers = new AsyncLocalStorage<RecordWriter>();
const idempotency = new AsyncLocalStorage<{ key: string; fingerprint: string; used: number }>();

/** Runs a write under the key its form sent along: the second time the same key arrives, the first answer is given again and nothing is done. */
export function withIdempotencyKey<T>(key: string, input: unknown, work: () => Promise<T>): Promise<T> {
  const fingerprint = createHash("sha256")
    .update(canonicalText(toCanonicalValue(input)))
    .digest("hex");
  return idempotency.run({ key, fingerprint, used: 0 }, work);
}

/**
 * Runs a change of the register in one transaction. What `work` did through the writer is appended to the history at its end, the head locked last.
 * Throws Refused where `access` reads the past. Called inside another change it joins that one. `T` must be plain data where an idempotency key is in play.
 */
export async function change<T>(
  access: Access,
  work: (record: RecordWriter) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  const open = writers.getStore();
  if (open) return work(open);
  const idempotent = idempotency.getStore();
  const key = idempotent ? `${idempotent.key}:${idempotent.used++}` : null;
  let writer: RecordWriter | null = null;
  const answer = await inTenant(
    access,
    async (tx) => {
      if (key && idempotent) {
        const earlier = await claim(tx, access, key, idempotent.fingerprint);
        if (earlier) return earlier.data as T;
      }
      const made = new RecordWriter(access, tx);
      writer = made;
      const result = await writers.run(made, () => work(made));
      // What is opened or taken along is noted; nothing is changed from there, whichever action was called.
      if (access.past && made.pending.some(({ fields }) => fields instanceof FieldsText || Object.keys(fields).length > 0))
        throw new Refused("past-read_only");
      const head = await append(connectionOf(tx), access, made.pending, batches.getStore() ?? null, made.inReview);
      for (const last of made.appended) await last(head);
      if (key) {
        await tx.$executeRaw`UPDATE idempotency_key SET answer = ${JSON.stringify({ data: result ?? null })}::jsonb
                              WHERE organization_id = ${access.organization.id}::uuid AND key = ${key}`;
      }
      return result;
    },
    { ...options, live: true },
  );
  for (const last of (writer as RecordWriter | null)?.committed ?? []) await last();
  return answer;
}

async function claim(tx: Tx, access: Access, key: string, fingerprint: string): Promise<{ data: unknown } | null> {
  const { id: organizationId } = access.organization;
  const userId = access.user?.id ?? organizationId;
  // A second request with the same key waits here for the first to commit.
  const claimed = await tx.$executeRaw`
    INSERT INTO idempotency_key (organization_id, key, user_id, fingerprint, answer, created_at)
    VALUES (${organizationId}::uuid, ${key}, ${userId}::uuid, ${fingerprint}, '{}'::jsonb, ${now()}) ON CONFLICT DO NOTHING`;
  if (claimed === 1) return null;
  const [row] = await tx.$queryRaw<{ user_id: string; fingerprint: string; answer: { data: unknown } }[]>`
    SELECT user_id, fingerprint, answer FROM idempotency_key WHERE organization_id = ${organizationId}::uuid AND key = ${key}`;
  if (!row || row.user_id !== userId || row.fingerprint !== fingerprint) throw new Refused("key-reused");
  return row.answer;
}

/** The sets of a record "t" as expressions by field name, each in the one order in which sets are compared. */
function linkExpressions(spec: EntitySpec): [name: string, sql: string][] {
  const links = Object.entries(spec.links).map(([name, { table, own, other, ordered }]): [string, string] => [
    name,
    `(SELECT coalesce(jsonb_agg(l."${other}" ORDER BY ${ordered ? "l.position, " : ""}l."${other}"), '[]') FROM "${table}" l WHERE l.organization_id = t.organization_id AND l."${own}" = t.id)`,
  ]);
  if (spec.targets) {
    links.push([
      "links",
      `(SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('targetType', l.target_type, 'targetRef', l.target_ref, 'rationale', l.rationale, 'coverage', nullif(l.coverage, ''))) ORDER BY l.target_type COLLATE "C", l.target_ref COLLATE "C"), '[]')
          FROM requirement_link l WHERE l.organization_id = t.organization_id AND l.requirement_id = t.id)`,
    ]);
  }
  return links;
}

const LIVE_PAGE = 2_000;

/**
 * Every record of one kind, page by page, for holding the tables against the history. A page travels as a single text: through the client row by row,
 * 100,000 records would take longer than everything else that the verification does.
 */
export async function* liveRecords(tx: Tx, organizationId: string, entity: EntityName): AsyncGenerator<Stored[]> {
  const spec: EntitySpec = ENTITIES[entity];
  const links = linkExpressions(spec);
  const fields = Object.entries(spec.fields);
  const columns = await columnsOf(connectionOf(tx), spec.table);
  const cells = [
    { sql: "t.id", type: "uuid", given: true },
    { sql: "t.version", type: "integer", given: true },
    ...fields.map(([field]) => ({ sql: `t."${columnOf(field)}"`, type: typeOf(columns, columnOf(field)) })),
    ...links.map(([, sql]) => ({ sql, type: "jsonb", given: true })),
  ];
  for await (const page of pagesOfTable(connectionOf(tx), organizationId, spec.table, cells, LIVE_PAGE))
    yield page.map((row): Stored => {
      const values: Values = {};
      for (let index = 0; index < fields.length; index += 1) {
        const [field, type] = fields[index]!;
        const value = row[index + 2];
        values[field] = type === "instant" && typeof value === "string" ? new Date(value).toISOString() : value;
      }
      for (let index = 0; index < links.length; index += 1) values[links[index]![0]] = row[fields.length + 2 + index];
      return { id: row[0] as string, ref: (values.ref as string | undefined) ?? null, version: row[1] as number, values };
    });
}

/**
 * Records with their links, read in one statement, in the form the history holds. Used by the writer.
 * @param ids null: all of the organisation
 */
export async function readRecords(tx: Tx, organizationId: string, entity: EntityName, ids: readonly string[] | null): Promise<Stored[]> {
  const spec: EntitySpec = ENTITIES[entity];
  const links = linkExpressions(spec).map(([name, sql]) => `${sql} AS "${name}"`);
  const sql = `SELECT to_jsonb(t) AS "row"${links.map((part) => `, ${part}`).join("")} FROM "${spec.table}" t
     WHERE t.organization_id = $1::uuid${ids ? " AND t.id = ANY($2::uuid[])" : ""}`;
  const rows = await connectionOf(tx).rows<{ row: Record<string, unknown> } & Record<string, unknown>>(
    sql,
    ids ? [organizationId, ids] : [organizationId],
    { often: true },
  );
  return rows.map(({ row, ...sets }) => {
    const values: Values = { ...sets };
    for (const [field, type] of Object.entries(spec.fields)) {
      const value = row[columnOf(field)] ?? null;
      values[field] = type === "instant" && typeof value === "string" ? new Date(value).toISOString() : value;
    }
    return { id: row.id as string, ref: (row.ref as string | undefined) ?? null, version: row.version as number, values };
  });
}
