import { searchKey } from "@/domain/normalise";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface FoundRecord {
  ref: string;
  title: string;
  /** Below the organisation. */
  path: string;
}

const MOST_EACH = 6;

/** Records whose ref or text holds all the words, a few of each kind, for the palette. A blank query finds nothing. */
export async function searchRecords(access: Access, q: string): Promise<FoundRecord[]> {
  const words = searchKey(q.slice(0, 200)).split(" ").filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const org = Prisma.sql`t.organization_id = ${access.organization.id}::uuid`;
  const holds = words.map((word) => Prisma.sql`t.search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  const where = Prisma.join([org, ...holds], " AND ");
  const order = Prisma.sql`(t.status = 'retired'), length(t.ref), t.ref LIMIT ${MOST_EACH}`;
  return inTenant(
    access,
    (tx) => tx.$queryRaw<FoundRecord[]>`
      (SELECT t.ref, t.name AS title, '/interested-parties/' || t.ref AS path FROM interested_party t WHERE ${where} ORDER BY ${order})
      UNION ALL (SELECT t.ref, left(t.statement, 200), '/requirements/' || t.ref FROM requirement t WHERE ${where} ORDER BY ${order})
      UNION ALL (SELECT t.ref, t.title, '/obligations/' || t.ref FROM obligation t WHERE ${where} ORDER BY ${order})
      UNION ALL (SELECT t.ref, t.title, '/sources/' || t.ref FROM source_document t WHERE ${where} ORDER BY ${order})
      UNION ALL (SELECT t.ref, t.title, '/context/' || t.ref FROM context_issue t WHERE ${where} ORDER BY ${order})
      UNION ALL (SELECT t.ref, t.title, '/objectives/' || t.ref FROM objective t WHERE ${where} ORDER BY ${order})`,
  );
}
