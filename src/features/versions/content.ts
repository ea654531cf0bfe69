import { Replay, stateOf } from "@/domain/audit-trail";
import {
  CONTENT_ENTITIES,
  ContentBuilder,
  type ContentEntity,
  isContentEntity,
  isContentField,
  parseContent,
  type RegisterContent,
} from "@/domain/register-content";
import type { Connection } from "@/server/connection";
import type { Tx } from "@/server/db";
import { columnOf, ENTITIES } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { columnsOf, typeOf } from "@/server/insert-rows";
import { pagesOfTable, readCells } from "@/server/read-cells";
import { connectionOf } from "@/server/tenant";

/** So many records travel at once. */
const LIVE_PAGE = 5_000;

/**
 * The content of the register as it stands in this transaction. Consistent where it reads one snapshot, or holds the head of the history. Only the fields of
 * the content are read, and the sets of all records of a kind in one statement each: asking for them record by record takes longer than all the rest.
 */
export async function liveContent(tx: Tx, organizationId: string): Promise<RegisterContent> {
  const builder = new ContentBuilder(organizationId);
  for (const entity of CONTENT_ENTITIES) await addLive(tx, organizationId, entity, builder);
  return builder.finish();
}

async function addLive(tx: Tx, organizationId: string, entity: ContentEntity, builder: ContentBuilder): Promise<void> {
  const spec: EntitySpec = ENTITIES[entity];
  const connection = connectionOf(tx);
  const sets = await setsOf(connection, organizationId, spec);
  const names = Object.keys(spec.fields).filter((field) => isContentField(entity, field));
  const columns = await columnsOf(connection, spec.table);
  const cells = [
    { sql: "t.id", type: "uuid", given: true },
    ...names.map((field) => ({ sql: `t."${columnOf(field)}"`, type: typeOf(columns, columnOf(field)) })),
  ];
  for await (const page of pagesOfTable(connection, organizationId, spec.table, cells, LIVE_PAGE)) {
    for (const row of page) {
      const id = row[0] as string;
      const fields: Record<string, unknown> = {};
      for (let at = 0; at < names.length; at += 1) fields[names[at]!] = row[at + 1];
      for (const [name, ofRecord] of sets) fields[name] = ofRecord.get(id) ?? NONE;
      builder.add({ entity, id, fields });
    }
  }
}

const NONE: readonly unknown[] = [];

/** The sets of every record of a kind, each in the one order in which sets are compared (server/record.ts). */
async function setsOf(connection: Connection, organizationId: string, spec: EntitySpec): Promise<[string, Map<string, unknown[]>][]> {
  const sets: [string, Map<string, unknown[]>][] = [];
  for (const [name, { table, own, other, ordered }] of Object.entries(spec.links)) {
    const order = `"${own}", ${ordered ? "position, " : ""}"${other}"`;
    const rows = await readCells(
      connection,
      [own, other].map((column) => ({ sql: `t."${column}"`, type: "uuid", given: true })),
      `(SELECT * FROM "${table}" WHERE organization_id = $1::uuid ORDER BY ${order}) t`,
      [organizationId],
    );
    sets.push([name, grouped(rows, ([, found]) => found)]);
  }
  if (spec.targets) {
    const rows = await readCells(
      connection,
      ["requirement_id", "target_type", "target_ref", "rationale", "coverage"].map((column) => ({
        sql: `t.${column}`,
        type: column === "requirement_id" ? "uuid" : "text",
      })),
      `(SELECT * FROM requirement_link WHERE organization_id = $1::uuid ORDER BY requirement_id, target_type COLLATE "C", target_ref COLLATE "C") t`,
      [organizationId],
    );
    sets.push([
      "links",
      grouped(rows, ([, targetType, targetRef, rationale, coverage]) => ({
        targetType,
        targetRef,
        ...(rationale === null ? {} : { rationale }),
        ...(coverage ? { coverage } : {}),
      })),
    ]);
  }
  return sets;
}

/** By the id in the first cell, in the order in which they stand. */
function grouped(rows: readonly unknown[][], member: (row: unknown[]) => unknown): Map<string, unknown[]> {
  const sets = new Map<string, unknown[]>();
  for (const row of rows) {
    const known = sets.get(row[0] as string);
    if (known) known.push(member(row));
    else sets.set(row[0] as string, [member(row)]);
  }
  return sets;
}

/** A content that was frozen; null where nothing of that hash is kept. */
export async function frozenContent(
  tx: Tx,
  organizationId: string,
  versionId: string,
  contentHash: string,
): Promise<RegisterContent | null> {
  const kept = await tx.registerVersionContent.findUnique({
    where: { organizationId_versionId_contentHash: { organizationId, versionId, contentHash } },
    select: { content: true },
  });
  return kept ? parseContent(kept.content) : null;
}

const PAGE = 5_000;

/** The content after this entry of the history, by replaying it from the first. `unknown`: records of which something was erased since. */
export async function contentAt(tx: Tx, organizationId: string, sequence: number): Promise<{ content: RegisterContent; unknown: number }> {
  const replay = new Replay();
  const connection = connectionOf(tx);
  for (let after = 0; after < sequence; ) {
    const rows = await connection.rows<{ sequence: string; header: string; payload: string | null }>(
      `SELECT e.sequence, e.header, p.payload FROM history_entry e
         LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
        WHERE e.organization_id = $1::uuid AND e.sequence > $2::bigint AND e.sequence <= $3::bigint ORDER BY e.sequence LIMIT ${PAGE}`,
      [organizationId, after, sequence],
    );
    if (rows.length === 0) break;
    for (const row of rows) replay.apply({ header: row.header, payloadText: row.payload });
    after = Number(rows.at(-1)!.sequence);
  }
  const builder = new ContentBuilder(organizationId);
  let unknown = 0;
  for (const [entity, records] of replay.records) {
    if (!isContentEntity(entity)) continue;
    for (const record of records.values()) {
      if (record.unknownSince !== null) unknown += 1;
      builder.add({ entity, id: record.id, fields: stateOf(record) });
    }
  }
  return { content: builder.finish(), unknown };
}
