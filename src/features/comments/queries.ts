import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import type { COMMENTED } from "./schema";

export interface Remark {
  id: string;
  version: number;
  text: string;
  /** Where it was made when it was not made here, e.g. an import. */
  origin: string;
  author: string;
  createdAt: string;
  /** Null: still open. */
  resolved: { at: string; by: string; word: string } | null;
}

/** The remarks on one record: open ones first, then the newest. Empty for roles that may not read them. */
export async function listComments(access: Access, entity: (typeof COMMENTED)[number], entityId: string): Promise<Remark[]> {
  if (!access.can("comment:read")) return [];
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<
      {
        id: string;
        version: number;
        text: string;
        origin: string;
        author: string | null;
        created_at: Date;
        resolved_at: Date | null;
        resolver: string | null;
        resolution: string;
      }[]
    >`
      SELECT c.id, c.version, c.text, c.origin, a.name AS author, c.created_at, c.resolved_at, r.name AS resolver, c.resolution
        FROM comment c LEFT JOIN user_account a ON a.id = c.author_id LEFT JOIN user_account r ON r.id = c.resolved_by_id
       WHERE c.organization_id = ${access.organization.id}::uuid AND c.entity = ${entity} AND c.entity_id = ${entityId}::uuid
       ORDER BY (c.resolved_at IS NOT NULL), c.created_at DESC, c.id DESC LIMIT 500`,
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    text: row.text,
    origin: row.origin,
    author: row.author ?? "",
    createdAt: row.created_at.toISOString(),
    resolved: row.resolved_at && { at: row.resolved_at.toISOString(), by: row.resolver ?? "", word: row.resolution },
  }));
}
