import { Replay, stateOf } from "@/domain/audit-trail";
import { CONTENT_ENTITIES, ContentBuilder, isContentEntity, parseContent, type RegisterContent } from "@/domain/register-content";
import type { Tx } from "@/server/db";
import { liveRecords } from "@/server/record";
import { connectionOf } from "@/server/tenant";

/** The content of the register as it stands in this transaction. Consistent where it reads one snapshot, or holds the head of the history. */
export async function liveContent(tx: Tx, organizationId: string): Promise<RegisterContent> {
  const builder = new ContentBuilder(organizationId);
  for (const entity of CONTENT_ENTITIES)
    for await (const page of liveRecords(tx, organizationId, entity))
      for (const { id, values } of page) builder.add({ entity, id, fields: values });
  return builder.finish();
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
