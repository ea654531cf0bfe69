import { searchKey } from "@/domain/normalise";
import { parseReference } from "@/domain/references";
import { parseRef, REF_PREFIXES, type RefPrefix } from "@/domain/refs";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

/** Records named by their ref, of whatever kind: findings, actions and the self-assessment point to them. */
export interface NamedRecord {
  ref: string;
  title: string;
  /** Below the organisation's home. */
  path: string;
  retired: boolean;
}

interface Noun {
  prefix: RefPrefix;
  table: string;
  title: string;
  room: string;
}

const NOUNS: readonly Noun[] = [
  { prefix: REF_PREFIXES["interested-party"], table: "interested_party", title: "name", room: "interested-parties" },
  { prefix: REF_PREFIXES.requirement, table: "requirement", title: "left(statement, 300)", room: "requirements" },
  { prefix: REF_PREFIXES.source, table: "source_document", title: "title", room: "sources" },
  { prefix: REF_PREFIXES.obligation, table: "obligation", title: "title", room: "obligations" },
  { prefix: REF_PREFIXES["context-issue"], table: "context_issue", title: "title", room: "context" },
  { prefix: REF_PREFIXES.objective, table: "objective", title: "title", room: "objectives" },
  { prefix: REF_PREFIXES.risk, table: "risk", title: "title", room: "risks" },
  { prefix: REF_PREFIXES.document, table: "isms_document", title: "title", room: "documents" },
  { prefix: REF_PREFIXES.evidence, table: "evidence", title: "title", room: "evidence" },
  { prefix: REF_PREFIXES["scope-unit"], table: "scope_unit", title: "title", room: "scope" },
  { prefix: REF_PREFIXES["own-control"], table: "own_control", title: "title", room: "controls" },
  { prefix: REF_PREFIXES.action, table: "action", title: "title", room: "actions" },
  { prefix: REF_PREFIXES.finding, table: "finding", title: "title", room: "findings" },
];
const MOST = 500;
const MOST_EACH = 5;

/** The records that bear these refs, clauses and Annex A controls among them; what names nothing of this organisation is left out. */
export async function recordsByRef(access: Access, refs: readonly string[]): Promise<NamedRecord[]> {
  const wanted = [...new Set(refs)].slice(0, MOST);
  const named = wanted.flatMap(fixed);
  const parts = NOUNS.flatMap(({ prefix, table, title, room }) => {
    const own = wanted.filter((ref) => parseRef(ref)?.prefix === prefix);
    if (own.length === 0 || (prefix === REF_PREFIXES.finding && !access.can("finding:read"))) return [];
    if (prefix === REF_PREFIXES.action && !access.can("action:read")) return [];
    return [
      Prisma.sql`SELECT ref, ${Prisma.raw(title)} AS title, ${`/${room}/`} || ref AS path, status = 'retired' AS retired
        FROM ${Prisma.raw(table)} WHERE organization_id = ${access.organization.id}::uuid AND ref = ANY(${own}::text[])`,
    ];
  });
  if (parts.length === 0) return named;
  const found = await inTenant(access, (tx) => tx.$queryRaw<NamedRecord[]>(Prisma.join(parts, " UNION ALL ")));
  const byRef = new Map([...named, ...found].map((record) => [record.ref, record]));
  return wanted.flatMap((ref) => byRef.get(ref) ?? []);
}

/** Records whose ref or text holds all the words, a few of each kind, for a picker. */
export async function recordOptions(access: Access, { q }: { q: string }): Promise<{ ref: string; title: string }[]> {
  const words = searchKey(q).split(" ").filter(Boolean).slice(0, 8);
  const exact = fixed(q.trim());
  const holds = words.map((word) => Prisma.sql`search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  const where = Prisma.join(
    [Prisma.sql`organization_id = ${access.organization.id}::uuid`, Prisma.sql`status <> 'retired'`, ...holds],
    " AND ",
  );
  const parts = NOUNS.filter(
    ({ prefix }) => prefix !== REF_PREFIXES.finding && (prefix !== REF_PREFIXES.action || access.can("action:read")),
  ).map(
    ({ table, title }) =>
      Prisma.sql`(SELECT ref, ${Prisma.raw(title)} AS title FROM ${Prisma.raw(table)} WHERE ${where} ORDER BY length(ref), ref LIMIT ${MOST_EACH})`,
  );
  const found = await inTenant(access, (tx) => tx.$queryRaw<{ ref: string; title: string }[]>(Prisma.join(parts, " UNION ALL ")));
  return [...exact.map(({ ref, title }) => ({ ref, title })), ...found];
}

function fixed(ref: string): NamedRecord[] {
  const parsed = parseReference(ref);
  if (parsed.kind !== "clause" && parsed.kind !== "control") return [];
  const room = parsed.kind === "clause" ? "clauses" : "controls";
  return [{ ref, title: parsed.title, path: `/${room}/${encodeURIComponent(parsed.ref.replace("Clause ", ""))}`, retired: false }];
}
