import { Prisma } from "@/generated/prisma/client";
import { searchKey } from "@/domain/normalise";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface PartyOption {
  id: string;
  ref: string;
  name: string;
  category: string;
  adverse: boolean;
}

/** Each word of the search stands somewhere in the text; `%` and `_` are themselves. */
function searchCondition(q: string): Prisma.Sql[] {
  return searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`p.search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
}

/**
 * Candidate and active parties for pickers, by name. With 5,000 parties nobody reads them all: give `q` and the first `limit` matches come.
 * `including` names ids that must be among them (what a form already shows), retired ones too.
 */
export async function partyOptions(
  access: Access,
  { q = "", limit = 50, including = [] }: { q?: string; limit?: number; including?: readonly string[] } = {},
): Promise<PartyOption[]> {
  return inTenant(access, (tx) => {
    const organization = Prisma.sql`p.organization_id = ${access.organization.id}::uuid`;
    const open = Prisma.join([Prisma.sql`p.status IN ('candidate', 'active')`, ...searchCondition(q)], " AND ");
    return tx.$queryRaw<PartyOption[]>`
      (SELECT p.id, p.ref, p.name, p.category, p.adverse FROM interested_party p WHERE ${organization} AND ${open}
        ORDER BY p.name_key, p.id LIMIT ${Math.min(limit, 200)})
      UNION
      SELECT p.id, p.ref, p.name, p.category, p.adverse FROM interested_party p WHERE ${organization} AND p.id = ANY(${[...including]}::uuid[])
      ORDER BY 3, 2`;
  });
}
