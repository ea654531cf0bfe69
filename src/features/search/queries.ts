import { ANNEX_A, CLAUSES, matchesWords } from "@/domain/controls";
import { searchKey } from "@/domain/normalise";
import type { Permission } from "@/domain/permissions";
import { parseReference } from "@/domain/references";
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

interface Kind {
  needs: Permission;
  table: string;
  title: string;
  path: string;
}

/** In the order in which the palette shows them; tables, columns and addresses are constants of ours. */
const KINDS: readonly Kind[] = [
  { needs: "interested-party:read", table: "interested_party", title: "t.name", path: "/interested-parties/" },
  { needs: "requirement:read", table: "requirement", title: "left(t.statement, 200)", path: "/requirements/" },
  { needs: "risk:read", table: "risk", title: "t.title", path: "/risks/" },
  { needs: "document:read", table: "isms_document", title: "t.title", path: "/documents/" },
  { needs: "evidence:read", table: "evidence", title: "t.title", path: "/evidence/" },
  { needs: "control:read", table: "own_control", title: "t.title", path: "/controls/" },
  { needs: "scope:read", table: "scope_unit", title: "t.title", path: "/scope/" },
  { needs: "obligation:read", table: "obligation", title: "t.title", path: "/obligations/" },
  { needs: "source:read", table: "source_document", title: "t.title", path: "/sources/" },
  { needs: "context-issue:read", table: "context_issue", title: "t.title", path: "/context/" },
  { needs: "objective:read", table: "objective", title: "t.title", path: "/objectives/" },
  { needs: "finding:read", table: "finding", title: "t.title", path: "/findings/" },
  { needs: "action:read", table: "action", title: "t.title", path: "/actions/" },
  { needs: "budget:read", table: "budget_line", title: "t.title", path: "/budget/" },
];

/**
 * What holds all the words in its ref or text, a few of each kind that the reader may read, for the palette: clauses and controls of Annex A, then
 * records. A blank query finds nothing.
 */
export async function searchRecords(access: Access, q: string): Promise<FoundRecord[]> {
  const asked = q.slice(0, 200);
  const words = searchKey(asked).split(" ").filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const org = Prisma.sql`t.organization_id = ${access.organization.id}::uuid`;
  const holds = words.map((word) => Prisma.sql`t.search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  const where = Prisma.join([org, ...holds], " AND ");
  const parts = KINDS.filter(({ needs }) => access.can(needs)).map(
    ({ table, title, path }) =>
      Prisma.sql`(SELECT t.ref, ${Prisma.raw(title)} AS title, ${Prisma.raw(`'${path}'`)} || t.ref AS path FROM ${Prisma.raw(`"${table}"`)} t
        WHERE ${where} ORDER BY (t.status = 'retired'), length(t.ref), t.ref LIMIT ${MOST_EACH})`,
  );
  const records = parts.length > 0 ? await inTenant(access, (tx) => tx.$queryRaw<FoundRecord[]>(Prisma.join(parts, " UNION ALL "))) : [];
  return access.can("control:read") ? [...clausesAndControls(asked), ...records] : records;
}

/** By number or by words. A bare number finds the clause and the control; one of the 2013 edition finds what became of it. */
function clausesAndControls(q: string): FoundRecord[] {
  const parsed = parseReference(q);
  const readings = parsed.kind === "ambiguous" ? parsed.readings : [parsed];
  const became = new Set(readings.flatMap((one) => (one.kind === "legacy" ? one.suggestions.map(({ ref }) => ref) : [])));
  const fits = ({ ref, title }: { ref: string; title: string }) => became.has(ref) || matchesWords(`${ref} ${title}`, ref, q);
  return [
    ...CLAUSES.filter(fits)
      .slice(0, MOST_EACH)
      .map(({ ref, title, number }) => ({ ref, title, path: `/clauses/${number}` })),
    ...ANNEX_A.filter(fits)
      .slice(0, MOST_EACH)
      .map(({ ref, title }) => ({ ref, title, path: `/controls/${ref}` })),
  ];
}
