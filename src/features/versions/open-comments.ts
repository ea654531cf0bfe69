import { CONTENT_ENTITIES } from "@/domain/register-content";
import type { Tx } from "@/server/db";

const BLOCKING = [...CONTENT_ENTITIES] as string[];

/** How many remarks on the register's records, or on this version, nobody has resolved: each of them stands in the way of an approval. */
export async function openCommentCount(tx: Tx, organizationId: string, versionId: string): Promise<number> {
  return tx.comment.count({
    where: {
      organizationId,
      resolvedAt: null,
      OR: [{ entity: { in: BLOCKING } }, { entity: "register-version", entityId: versionId }],
    },
  });
}

export interface OpenComment {
  id: string;
  entity: string;
  entityId: string;
  text: string;
  author: string;
  at: string;
}

const MOST = 100;

/** The remarks themselves, the oldest first. */
export async function openComments(tx: Tx, organizationId: string, versionId: string): Promise<OpenComment[]> {
  const rows = await tx.$queryRaw<{ id: string; entity: string; entity_id: string; text: string; author: string | null; at: Date }[]>`
    SELECT c.id, c.entity, c.entity_id, c.text, a.name AS author, c.created_at AS at
      FROM comment c LEFT JOIN user_account a ON a.id = c.author_id
     WHERE c.organization_id = ${organizationId}::uuid AND c.resolved_at IS NULL
       AND (c.entity = ANY(${BLOCKING}::text[]) OR c.entity = 'register-version' AND c.entity_id = ${versionId}::uuid)
     ORDER BY c.created_at, c.id LIMIT ${MOST}`;
  return rows.map(({ id, entity, entity_id, text, author, at }) => ({
    id,
    entity,
    entityId: entity_id,
    text,
    author: author ?? "",
    at: at.toISOString(),
  }));
}
