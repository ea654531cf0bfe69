import { FieldsText } from "@/domain/audit-trail";
import { touchesContent } from "@/domain/register-content";
import { lastReturn } from "@/domain/register-version";
import type { Access } from "./access-value";
import { now } from "./clock";
import type { Connection } from "./connection";
import type { PendingEntry } from "./history-append";

const MOST_NAMED = 5;

// One statement, and only where a version is in review: the rest of the year a change costs nothing more for it.
const WITHDRAW = `
  WITH was AS (
    SELECT * FROM register_version WHERE organization_id = $1::uuid AND id = $2::uuid AND status = 'in_review' FOR UPDATE
  )
  UPDATE register_version v
     SET status = 'draft', submitted_by_id = NULL, submitted_at = NULL, content_hash = '', history_sequence = NULL, history_hash = '', last_return = $3,
         version = v.version + 1, updated_at = $4::timestamptz
    FROM was WHERE v.organization_id = was.organization_id AND v.id = was.id
  RETURNING was.version, was.number, was.submitted_by_id AS "submittedById", was.submitted_at AS "submittedAt", was.content_hash AS "contentHash",
            was.history_sequence AS "historySequence", was.history_hash AS "historyHash", was.last_return AS "lastReturn"`;

interface Withdrawn {
  version: number;
  number: string;
  submittedById: string | null;
  submittedAt: Date | null;
  contentHash: string;
  historySequence: number | null;
  historyHash: string;
  lastReturn: string;
}

/**
 * Takes a submission back because the register was changed under it: what would be approved is no longer what stands here. Called with the head of the
 * history locked, in the transaction of the change. Returns the entry that tells it; null where nothing of the content was touched.
 */
export async function withdrawByEdit(
  connection: Connection,
  access: Access,
  inReviewId: string,
  pending: readonly PendingEntry[],
): Promise<PendingEntry | null> {
  const touching = pending.filter(({ entity, action, fields }) =>
    touchesContent(entity, action === "delete" || fields instanceof FieldsText ? null : Object.keys(fields)),
  );
  if (touching.length === 0) return null;
  const refs = [...new Set(touching.map(({ entityRef }) => entityRef))];
  const words = lastReturn({
    kind: "edit",
    at: now().toISOString(),
    byId: access.user?.id ?? null,
    refs: refs.slice(0, MOST_NAMED),
    count: refs.length,
  });
  const [was] = await connection.rows<Withdrawn>(WITHDRAW, [access.organization.id, inReviewId, words, now().toISOString()]);
  if (!was) return null;
  const submittedAt = was.submittedAt ? new Date(was.submittedAt).toISOString() : null;
  return {
    action: "withdraw-by-edit",
    entity: "register-version",
    entityId: inReviewId,
    entityRef: was.number,
    fields: {
      status: { before: "in_review", after: "draft" },
      submittedById: { before: was.submittedById, after: null },
      submittedAt: { before: submittedAt, after: null },
      contentHash: { before: was.contentHash, after: "" },
      historySequence: { before: was.historySequence, after: null },
      historyHash: { before: was.historyHash, after: "" },
      lastReturn: { before: was.lastReturn, after: words },
      version: { before: was.version, after: was.version + 1 },
    },
    reason: null,
    batchId: null,
  };
}
