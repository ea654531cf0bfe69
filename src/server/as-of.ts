import { v7 as uuid } from "uuid";
import { Replay, type ReplayedRecord } from "@/domain/audit-trail";
import type { Access } from "./access-value";
import { now } from "./clock";
import type { Connection } from "./connection";
import { columnOf, ENTITIES, type EntityName } from "./entities";
import type { EntitySpec } from "./entities/entity-spec";
import { columnsOf } from "./insert-rows";
import { PAST_ENTITIES, PAST_TABLES } from "./past-tables";
import type { LinkTarget } from "./record";
import { connectionOf, inTenant } from "./tenant";

/**
 * Moments of the past, made readable: the history up to an entry is replayed once into the tables of the schema "past" (see past-schema.ts), and from
 * then on every query reads that moment as it reads today. What is there is a cache: it may be thrown away at any time.
 */
export interface PastPoint {
  /** Names its rows. */
  id: string;
  /** The last entry of the history that it knows. */
  sequence: number;
}

const PAGE = 5_000;
const ROWS = 1_000;
/** So many moments of one organisation are kept; those that somebody has read within the hour in any case. */
const MOST_POINTS = 12;
const READ_AGAIN = 10 * 60_000;
const IN_USE = 60 * 60_000;
/** A large register's history takes seconds, once. */
const TIMEOUT = 120_000;

/** The last entry of the history on or before this day (UTC); 0 when the day is before the first. */
export async function lastSequenceOn(access: Access, day: string): Promise<number> {
  return inTenant(access, async (tx) => {
    const [row] = await connectionOf(tx).rows<{ sequence: number }>(
      `SELECT coalesce(max(sequence), 0)::int AS sequence FROM history_entry
        WHERE organization_id = $1::uuid AND at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'`,
      [access.organization.id, day],
    );
    return row!.sequence;
  });
}

/** The moment after this entry of the history, readable: made now unless it is there. Two that ask at once make one. */
export async function pointAt(access: Access, sequence: number): Promise<PastPoint> {
  const organizationId = access.organization.id;
  return inTenant(
    access,
    async (tx) => {
      const connection = connectionOf(tx);
      const find = async () =>
        (
          await connection.rows<{ id: string; read: Date }>(
            "SELECT id, last_read_at AS read FROM as_of_point WHERE organization_id = $1::uuid AND sequence = $2::int",
            [organizationId, sequence],
            { often: true },
          )
        )[0];
      const known = await find();
      if (known) {
        if (Math.abs(now().getTime() - known.read.getTime()) > READ_AGAIN)
          await connection.count(
            "UPDATE as_of_point SET last_read_at = $3::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid",
            [organizationId, known.id, now().toISOString()],
          );
        return { id: known.id, sequence };
      }
      const id = uuid();
      // Whoever asks for the same moment meanwhile waits here until this one is committed.
      const made = await connection.count(
        `INSERT INTO as_of_point (organization_id, id, sequence, built_at, last_read_at) VALUES ($1::uuid, $2::uuid, $3::int, $4::timestamptz, $4::timestamptz)
         ON CONFLICT (organization_id, sequence) DO NOTHING`,
        [organizationId, id, sequence, now().toISOString()],
      );
      if (made === 0) return { id: (await find())!.id, sequence };
      await fill(connection, organizationId, id, await replayed(connection, organizationId, sequence));
      await forgetOld(connection, organizationId);
      return { id, sequence };
    },
    { timeout: TIMEOUT },
  );
}

async function replayed(connection: Connection, organizationId: string, sequence: number): Promise<Replay> {
  const replay = new Replay();
  for (let after = 0; ; ) {
    const rows = await connection.rows<{ sequence: number; header: string; payload: string | null }>(
      `SELECT e.sequence::int AS sequence, e.header, p.payload FROM history_entry e
         LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
        WHERE e.organization_id = $1::uuid AND e.sequence > $2::bigint AND e.sequence <= $3::bigint AND e.entity = ANY($4::text[])
        ORDER BY e.sequence LIMIT ${PAGE}`,
      [organizationId, after, sequence, [...PAST_ENTITIES]],
    );
    for (const { header, payload } of rows) replay.apply({ header, payloadText: payload });
    if (rows.length < PAGE) return replay;
    after = rows.at(-1)!.sequence;
  }
}

type Values = Record<string, unknown>;

function valuesOf(record: ReplayedRecord): Values {
  const changes =
    record.changes ?? (JSON.parse(record.onlyPayload ?? '{"fields":{}}') as { fields: NonNullable<ReplayedRecord["changes"]> }).fields;
  return Object.fromEntries(Object.entries(changes).map(([field, change]) => [field, change.after]));
}

async function fill(connection: Connection, organizationId: string, pointId: string, replay: Replay): Promise<void> {
  for (const entity of PAST_ENTITIES) {
    const records = [...(replay.records.get(entity)?.values() ?? [])];
    if (records.length > 0) await fillOne(connection, organizationId, pointId, entity, records);
  }
}

async function fillOne(
  connection: Connection,
  organizationId: string,
  pointId: string,
  entity: EntityName,
  records: readonly ReplayedRecord[],
): Promise<void> {
  const spec: EntitySpec = ENTITIES[entity];
  const columns = await columnsOf(connection, spec.table);
  // When it began and by whom is no part of its history's fields; records are never deleted, so the live one says it.
  const extra = ["created_at", "created_by_id"].filter((name) => columns.has(name));
  const origins = new Map(
    extra.length === 0
      ? []
      : (
          await connection.rows<{ id: string; row: Values }>(
            `SELECT id, jsonb_build_object(${extra.map((name) => `'${name}', ${name}`).join(", ")}) AS row FROM "${spec.table}" WHERE organization_id = $1::uuid`,
            [organizationId],
          )
        ).map(({ id, row }) => [id, row] as const),
  );
  const usual: Values = {};
  for (const [name, column] of columns) usual[name] = column.usual;
  for (const [field, value] of Object.entries(spec.addedLater ?? {})) usual[columnOf(field)] = value;
  // What an erased entry said of a record is gone; where nothing says it since, the record shows what it says today, which the erased is no part of.
  const gaps = records.filter(({ unknownSince }) => unknownSince !== null).map(({ id }) => id);
  const living = new Map(
    gaps.length === 0
      ? []
      : (
          await connection.rows<{ id: string; row: Values }>(
            `SELECT t.id, to_jsonb(t) AS row FROM "${spec.table}" t WHERE t.organization_id = $1::uuid AND t.id = ANY($2::uuid[])`,
            [organizationId, gaps],
          )
        ).map(({ id, row }) => [id, row] as const),
  );
  const at = now().toISOString();
  const rows: Values[] = [];
  const sets: Record<string, Values[]> = {};
  for (const record of records) {
    const values = valuesOf(record);
    const row: Values = { ...usual, ...(origins.get(record.id) ?? {}), ...(living.get(record.id) ?? {}) };
    for (const field of Object.keys(spec.fields))
      if (values[field] !== undefined && values[field] !== null) row[columnOf(field)] = values[field];
    const told = living.has(record.id)
      ? Object.fromEntries(Object.keys(spec.fields).map((field) => [field, row[columnOf(field)]]))
      : values;
    for (const [field, value] of Object.entries(spec.derive(told))) row[columnOf(field)] = value;
    Object.assign(row, { organization_id: organizationId, id: record.id, point_id: pointId, version: values.version ?? 1, updated_at: at });
    if (columns.has("created_at")) row.created_at ??= at;
    rows.push(row);
    for (const [name, link] of Object.entries(spec.links)) {
      const ids = Array.isArray(values[name]) ? (values[name] as string[]) : [];
      sets[link.table] ??= [];
      for (const [position, other] of ids.entries())
        sets[link.table]!.push({
          organization_id: organizationId,
          point_id: pointId,
          [link.own]: record.id,
          [link.other]: other,
          ...(link.ordered ? { position } : {}),
        });
    }
    if (spec.targets) {
      sets.requirement_link ??= [];
      for (const link of Array.isArray(values.links) ? (values.links as LinkTarget[]) : [])
        sets.requirement_link.push({
          organization_id: organizationId,
          point_id: pointId,
          requirement_id: record.id,
          target_type: link.targetType,
          target_ref: link.targetRef,
          rationale: link.rationale,
          coverage: link.coverage ?? "",
        });
    }
  }
  await insert(connection, spec.table, rows);
  for (const [table, links] of Object.entries(sets)) await insert(connection, table, links);
}

async function insert(connection: Connection, table: string, rows: readonly Values[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS)
    await connection.count(
      `INSERT INTO past."past_${table}" SELECT * FROM jsonb_populate_recordset(NULL::past."past_${table}", $1::jsonb)`,
      [JSON.stringify(rows.slice(start, start + ROWS))],
    );
}

/** Keeps the moments that were read last. */
async function forgetOld(connection: Connection, organizationId: string): Promise<void> {
  const old = await connection.rows<{ id: string }>(
    `DELETE FROM as_of_point WHERE organization_id = $1::uuid AND last_read_at < $2::timestamptz AND id NOT IN
       (SELECT id FROM as_of_point WHERE organization_id = $1::uuid ORDER BY last_read_at DESC LIMIT ${MOST_POINTS}) RETURNING id`,
    [organizationId, new Date(now().getTime() - IN_USE).toISOString()],
  );
  if (old.length === 0) return;
  for (const table of PAST_TABLES)
    await connection.count(`DELETE FROM past."past_${table}" WHERE organization_id = $1::uuid AND point_id = ANY($2::uuid[])`, [
      organizationId,
      old.map(({ id }) => id),
    ]);
}

/** Takes every moment that was made readable away, so that it is made anew from what the history still says. */
export async function forgetPoints(connection: Connection, organizationId: string): Promise<void> {
  const points = await connection.rows<{ id: string }>("DELETE FROM as_of_point WHERE organization_id = $1::uuid RETURNING id", [
    organizationId,
  ]);
  if (points.length === 0) return;
  for (const table of PAST_TABLES)
    await connection.count(`DELETE FROM past."past_${table}" WHERE organization_id = $1::uuid`, [organizationId]);
}
