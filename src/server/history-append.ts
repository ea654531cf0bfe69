import { randomBytes } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { buildEntry, type ChainHead, type FieldsText, type HistoryPayload } from "@/domain/audit-trail";
import type { Access } from "./access-value";
import { now } from "./clock";
import type { Connection } from "./connection";
import { withdrawByEdit } from "./withdraw-by-edit";

/** What the writer did to one record, before it has its place in the chain. */
export interface PendingEntry {
  action: string;
  entity: string;
  entityId: string;
  entityRef: string;
  /** The fields that changed, or the whole of a record that began. */
  fields: HistoryPayload["fields"] | FieldsText;
  reason: string | null;
  note?: string;
  batchId: string | null;
}

const SALT_BYTES = 16;
/** So many entries go in one statement. */
const CHUNK = 1_000;
/** So many are built at a stretch: a large import must not keep the server from answering others. */
const STRETCH = 250;
/** Between the texts of a chunk. JSON never holds it raw, and neither do hashes, ids and the names of actions. */
const SEPARATOR = "\u001f";

const INSERT = `
  WITH r AS MATERIALIZED (
    SELECT $6::bigint + ord AS sequence, hash, header, payload, salt, action, entity, entity_id::uuid AS entity_id, nullif(batch_id, '')::uuid AS batch_id, entity_ref
      FROM unnest(string_to_array($9, E'\\x1f'), string_to_array($10, E'\\x1f'), string_to_array($11, E'\\x1f'), string_to_array($12, E'\\x1f'),
                  string_to_array($13, E'\\x1f'), string_to_array($14, E'\\x1f'), string_to_array($15, E'\\x1f'), string_to_array($16, E'\\x1f'), $17::text[])
           WITH ORDINALITY AS u(hash, header, payload, salt, action, entity, entity_id, batch_id, entity_ref, ord)
  ), e AS (
    INSERT INTO history_entry (organization_id, sequence, hash, header, at, actor_id, actor_kind, action, entity, entity_id, entity_ref, request_id, batch_id)
    SELECT $1::uuid, sequence, hash, header, $2::timestamptz, $3::uuid, $4::text, action, entity, entity_id, entity_ref, $5::text, batch_id FROM r
  ), p AS (
    INSERT INTO history_payload (organization_id, sequence, payload, salt) SELECT $1::uuid, sequence, payload, salt FROM r
  )
  UPDATE history_head SET sequence = $7::bigint, hash = $8, in_review_id = $18::uuid WHERE organization_id = $1::uuid`;

/**
 * Appends entries to the organisation's chain and moves the head, which it returns; null where there was nothing to append. `batch`: what the entries
 * without a batch of their own belong to. `inReview`: the version that is in review from now on, null for none; undefined leaves that as it is, unless
 * the changes touch what is being reviewed.
 */
export async function append(
  connection: Connection,
  access: Access,
  changes: readonly PendingEntry[],
  batch: string | null,
  inReview?: string | null,
): Promise<ChainHead | null> {
  if (changes.length === 0) return null;
  const organizationId = access.organization.id;
  const [head] = await connection.rows<{ sequence: string; hash: string; inReviewId: string | null }>(
    'SELECT sequence, hash, in_review_id AS "inReviewId" FROM history_head WHERE organization_id = $1::uuid FOR UPDATE',
    [organizationId],
    { often: true },
  );
  if (!head) throw new Error("the organisation has no history head");
  const withdrawal = head.inReviewId ? await withdrawByEdit(connection, access, head.inReviewId, changes) : null;
  const pending = withdrawal ? [...changes, withdrawal] : changes;
  const reviewed = withdrawal ? null : inReview === undefined ? head.inReviewId : inReview;
  const at = now().toISOString();
  const salts = randomBytes(SALT_BYTES * pending.length).toString("hex");
  const before = Number(head.sequence);
  let previousHash = head.hash;
  // The database stores one chunk while the next is built.
  let storing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < pending.length; start += CHUNK) {
    const texts: string[][] = [[], [], [], [], [], [], [], []];
    const [hashes, headers, payloads, saltTexts, actions, entities, ids, batches] = texts as [
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
    ];
    const refs: string[] = [];
    const end = Math.min(start + CHUNK, pending.length);
    for (let index = start; index < end; index += 1) {
      const entry = pending[index]!;
      const batchId = entry.batchId ?? batch;
      const { entity, entityId, entityRef, action, fields, reason, note } = entry;
      const built = buildEntry(
        {
          organizationId,
          sequence: before + index + 1,
          previousHash,
          at,
          actor: access.actor,
          entity,
          entityId,
          entityRef,
          action,
          requestId: access.requestId,
          batchId,
        },
        { fields, reason, ...(note === undefined ? {} : { note }) },
        salts.slice(index * SALT_BYTES * 2, (index + 1) * SALT_BYTES * 2),
      );
      previousHash = built.hash;
      hashes.push(built.hash);
      headers.push(built.header);
      payloads.push(built.payloadText);
      saltTexts.push(built.saltHex);
      actions.push(action);
      entities.push(entity);
      ids.push(entityId);
      batches.push(batchId ?? "");
      refs.push(entityRef);
      if ((index + 1) % STRETCH === 0) await breathe();
    }
    await storing;
    storing = connection.count(
      INSERT,
      [
        organizationId,
        at,
        access.user?.id ?? null,
        access.actor.kind,
        access.requestId,
        before + start,
        before + end,
        previousHash,
        ...texts.map((column) => column.join(SEPARATOR)),
        refs,
        reviewed,
      ],
      { often: true },
    );
    // It is awaited one chunk later; until then nobody must take its failure for unhandled.
    storing.catch(() => {});
  }
  await storing;
  return { sequence: before + pending.length, hash: previousHash };
}
