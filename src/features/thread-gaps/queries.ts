import { searchKey, sortKey } from "@/domain/normalise";
import { ANNEX_A_CONTROLS, titleOf } from "@/domain/references";
import type { GapCode } from "@/domain/thread";
import { type ThreadRecord, threadsOf } from "@/features/threads/queries";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import type { LISTED_WEAKNESSES, OrphanColumn, OrphanKind, OrphanTableState, ThreadColumn, ThreadTableState } from "./table";

type Weakness = (typeof LISTED_WEAKNESSES)[number];

/** A link "k" of the kind in question to a target that is weak in this way, as domain/thread.ts finds it; no binding of the outer row. */
function weakLinks(code: Weakness): Prisma.Sql {
  const of = (table: string, types: string, condition: string) =>
    Prisma.raw(`SELECT k.requirement_id FROM requirement_link k JOIN ${table} x ON x.organization_id = k.organization_id AND x.ref = k.target_ref
      WHERE k.target_type IN (${types}) AND ${condition}`);
  const soa = (join: string, condition: string) =>
    Prisma.raw(`SELECT k.requirement_id FROM requirement_link k ${join} JOIN soa_entry x ON x.organization_id = k.organization_id AND x.control_ref = k.target_ref
      WHERE k.target_type = 'control' AND ${condition}`);
  switch (code) {
    case "excluded":
      return soa("", "x.applicable = false");
    case "planned":
      return soa("", "x.applicable AND x.implementation_status = 'planned'");
    case "soa_undecided":
      return soa("LEFT", "x.applicable IS NULL");
    case "expired":
      return Prisma.sql`${of("evidence", "'evidence'", "x.valid_until <")} ${today()}::date`;
    case "superseded":
      return of("isms_document", "'policy', 'procedure'", "NOT x.current");
    case "retired":
      return Prisma.join(
        [
          of("risk", "'risk'", "x.status = 'retired'"),
          of("isms_document", "'policy', 'procedure'", "x.status = 'retired'"),
          of("evidence", "'evidence'", "x.status = 'retired'"),
          of("own_control", "'control'", "x.status = 'retired'"),
        ],
        " UNION ALL ",
      );
  }
}

/** Each gap of an addressed requirement as a condition on "r" and what it links, "g"; as domain/thread.ts draws them. */
const GAP_CONDITIONS: Readonly<Record<Exclude<GapCode, "relevance_open" | "decision_open">, string>> = {
  source_missing: `(r.source_type IS NULL OR r.source_type = 'template' OR (btrim(r.source_ref) = ''
    AND NOT EXISTS (SELECT FROM requirement_source l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id)
    AND NOT EXISTS (SELECT FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id)))`,
  control_missing: "NOT coalesce(g.answered OR g.clause, false)",
  clause_unreasoned: "coalesce(g.clause AND NOT g.answered, false)",
  risk_missing: "NOT coalesce(g.risk, false)",
  document_missing: "NOT coalesce(g.document, false)",
  evidence_missing: "NOT coalesce(g.evidence, false)",
};
type ListedGap = keyof typeof GAP_CONDITIONS;
const LISTED = Object.keys(GAP_CONDITIONS) as ListedGap[];
const FLAGS = LISTED.map((code) => `(${GAP_CONDITIONS[code]}) AS ${code}`).join(", ");
const COUNTS = LISTED.map((code) => `'${code}', count(*) FILTER (WHERE ${code})`).join(", ");
const IN_ALL = LISTED.map((code) => `f.${code}::int`).join(" + ");

const SORTS: Partial<Record<ThreadColumn, string>> = {
  ref: "length(f.ref)",
  party: "p.name_key",
  statement: "r.statement_key",
  gaps: IN_ALL,
  owner: "lower(u.name)",
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const like = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * One page of the addressed requirements with their threads. The gaps are counted in SQL for all of them, so that the list can be filtered and sorted by
 * them; the threads themselves are drawn for the page only. Two statements.
 */
export async function listThreads(
  access: Access,
  state: ThreadTableState,
): Promise<{ rows: ThreadRecord[]; matching: number; total: number; gaps: Partial<Record<GapCode, number>> }> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const { filters } = state;
  const narrowing: Prisma.Sql[] = [];
  if (filters.gap) {
    const wanted = LISTED.filter((code) => filters.gap?.includes(code)).map((code) => `f.${code}`);
    narrowing.push(Prisma.raw(`(${wanted.join(" OR ")})`));
  }
  if (filters.whole?.length === 1) narrowing.push(Prisma.raw(`${IN_ALL} ${filters.whole[0] === "yes" ? "= 0" : "> 0"}`));
  for (const code of filters.weak ?? []) narrowing.push(Prisma.sql`f.id IN (${weakLinks(code as Weakness)})`);
  if (filters.kind) narrowing.push(Prisma.sql`f.kind = ANY(${filters.kind}::text[])`);
  if (filters.party) narrowing.push(Prisma.sql`p.ref = ANY(${filters.party}::text[])`);
  if (filters.owner) {
    const people = filters.owner.map((value) => (value === "mine" ? (access.user?.id ?? "") : value)).filter((value) => UUID.test(value));
    const named = Prisma.sql`f.owner_id = ANY(${people}::uuid[])`;
    narrowing.push(filters.owner.includes("none") ? Prisma.sql`(f.owner_id IS NULL OR ${named})` : named);
  }
  if (filters.target) {
    narrowing.push(Prisma.sql`(f.id IN (SELECT k.requirement_id FROM requirement_link k WHERE k.organization_id = ${organization} AND k.target_ref = ANY(${filters.target}::text[]))
      OR f.id IN (SELECT ro.requirement_id FROM requirement_objective ro JOIN objective o ON o.organization_id = ro.organization_id AND o.id = ro.objective_id
           WHERE ro.organization_id = ${organization} AND o.ref = ANY(${filters.target}::text[])))`);
  }
  for (const word of searchKey(state.q).split(" ")) {
    if (word !== "") narrowing.push(Prisma.sql`(r.search_text LIKE ${like(word)} OR p.name_key LIKE ${like(sortKey(word))})`);
  }
  const direction = Prisma.raw(state.sort.descending ? "DESC" : "ASC");
  const order = Prisma.sql`ORDER BY "key" ${direction} NULLS LAST, length(ref), ref`;
  const where = narrowing.length > 0 ? Prisma.join(narrowing, " AND ") : Prisma.sql`true`;
  // Only what the question needs is joined: the flags of all requirements are narrow, the rest is not.
  const { column } = state.sort;
  const words = searchKey(state.q) !== "";
  const joins = Prisma.raw(
    [
      words || column === "statement" ? "JOIN requirement r ON r.organization_id = (SELECT id FROM tenant) AND r.id = f.id" : "",
      words || column === "party" || filters.party
        ? "JOIN interested_party p ON p.organization_id = (SELECT id FROM tenant) AND p.id = f.party_id"
        : "",
      column === "owner" ? "LEFT JOIN user_account u ON u.id = f.owner_id" : "",
    ].join(" "),
  );
  return inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<[{ total: number; matching: number; gaps: Partial<Record<GapCode, number>>; ids: string[] | null }]>`
      WITH tenant AS (SELECT ${organization} AS id),
      g AS MATERIALIZED (
        SELECT k.requirement_id, bool_or(k.target_type = 'control' OR (k.target_type IN ('clause', 'procedure') AND btrim(k.rationale) <> '')) AS answered,
               bool_or(k.target_type = 'clause') AS clause, bool_or(k.target_type = 'risk') AS risk,
               bool_or(k.target_type IN ('policy', 'procedure')) AS document, bool_or(k.target_type = 'evidence') AS evidence
          FROM requirement_link k WHERE k.organization_id = ${organization} GROUP BY k.requirement_id),
      flags AS MATERIALIZED (
        SELECT r.id, r.ref, r.party_id, r.owner_id, r.kind, ${Prisma.raw(FLAGS)} FROM requirement r LEFT JOIN g ON g.requirement_id = r.id
         WHERE r.organization_id = ${organization} AND r.status <> 'retired' AND r.relevance = 'relevant' AND r.isms_decision = 'addressed'),
      listed AS MATERIALIZED (
        SELECT f.id, f.ref, ${Prisma.raw(`${SORTS[column] ?? SORTS.ref}`)} AS "key" FROM flags f ${joins} WHERE ${where})
      SELECT (SELECT count(*)::int FROM flags) AS total, (SELECT count(*)::int FROM listed) AS matching,
             (SELECT json_build_object(${Prisma.raw(COUNTS)}) FROM flags) AS gaps,
             ARRAY(SELECT id::text FROM listed ${order} LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}) AS ids`;
    const threads = new Map((await threadsOf(access, found.ids ?? [])).map((thread) => [thread.id, thread]));
    return { ...found, rows: (found.ids ?? []).flatMap((id) => threads.get(id) ?? []) };
  });
}

export interface Orphan {
  kind: OrphanKind;
  ref: string;
  title: string;
  /** Control: the reasons that the statement of applicability gives; law and contract ask for a requirement behind them (rule 10). */
  reasons: string[];
}

const ORPHAN_SORTS: Partial<Record<OrphanColumn, string>> = { ref: "length(x.ref)", title: "lower(x.title)" };
const KIND_ORDER = "array_position(ARRAY['control', 'risk', 'document', 'evidence'], x.kind)";

/**
 * Backwards: what stands in the ISMS and no addressed requirement asks for. Applicable controls, and risks, documents and evidence in use. A control may
 * be there for a risk alone, so this is a list to look through, not a list of faults.
 */
export async function listOrphans(
  access: Access,
  state: OrphanTableState,
): Promise<{ rows: Orphan[]; matching: number; total: number; counts: Record<OrphanKind, number> }> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const titles = ANNEX_A_CONTROLS.map(({ title }) => title);
  const refs = ANNEX_A_CONTROLS.map(({ ref }) => ref);
  const record = (kind: OrphanKind, table: string, alias: string) =>
    Prisma.raw(`
    SELECT '${kind}' AS kind, ${alias}.ref, ${alias}.title, ARRAY[]::text[] AS reasons, ${alias}.owner_id FROM ${table} ${alias}
     WHERE ${alias}.organization_id = (SELECT id FROM tenant) AND ${alias}.status <> 'retired' AND ${alias}.ref NOT IN (SELECT ref FROM asked)`);
  const narrowing: Prisma.Sql[] = [];
  if (state.filters.kind) narrowing.push(Prisma.sql`x.kind = ANY(${state.filters.kind}::text[])`);
  if (state.filters.mine) narrowing.push(Prisma.sql`x.owner_id = ${access.user?.id ?? null}::uuid`);
  for (const word of state.q.toLowerCase().split(/\s+/)) {
    if (word !== "") narrowing.push(Prisma.sql`lower(x.ref || ' ' || x.title) LIKE ${like(word)}`);
  }
  const where = narrowing.length > 0 ? Prisma.join(narrowing, " AND ") : Prisma.sql`true`;
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `ORDER BY ${KIND_ORDER}, ${ORPHAN_SORTS[state.sort.column] ?? ORPHAN_SORTS.ref} ${direction}, x.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<[{ total: number; matching: number; counts: Record<OrphanKind, number>; rows: Orphan[] | null }]>`
      WITH tenant AS (SELECT ${organization} AS id),
      asked AS MATERIALIZED (
        SELECT DISTINCT k.target_ref AS ref FROM requirement_link k JOIN requirement r ON r.organization_id = k.organization_id AND r.id = k.requirement_id
         WHERE k.organization_id = ${organization} AND r.status <> 'retired' AND r.relevance = 'relevant' AND r.isms_decision = 'addressed'),
      x AS MATERIALIZED (
        SELECT 'control' AS kind, s.control_ref AS ref, coalesce(oc.title, a.title, '') AS title, s.reasons, s.owner_id
          FROM soa_entry s LEFT JOIN own_control oc ON oc.organization_id = s.organization_id AND oc.ref = s.control_ref
          LEFT JOIN unnest(${refs}::text[], ${titles}::text[]) AS a(ref, title) ON a.ref = s.control_ref
         WHERE s.organization_id = ${organization} AND s.applicable AND coalesce(oc.status, '') <> 'retired' AND s.control_ref NOT IN (SELECT ref FROM asked)
        UNION ALL ${record("risk", "risk", "k")}
        UNION ALL ${record("document", "isms_document", "d")}
        UNION ALL ${record("evidence", "evidence", "e")})
      SELECT (SELECT count(*)::int FROM x) AS total, (SELECT count(*)::int FROM x WHERE ${where}) AS matching,
             (SELECT json_build_object('control', count(*) FILTER (WHERE kind = 'control'), 'risk', count(*) FILTER (WHERE kind = 'risk'),
                'document', count(*) FILTER (WHERE kind = 'document'), 'evidence', count(*) FILTER (WHERE kind = 'evidence')) FROM x) AS counts,
             (SELECT json_agg(json_build_object('kind', y.kind, 'ref', y.ref, 'title', y.title, 'reasons', y.reasons))
                FROM (SELECT x.* FROM x WHERE ${where} ${order} LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}) y) AS rows`;
    return { ...found, rows: (found.rows ?? []).map((row) => ({ ...row, title: row.title || (titleOf(row.ref) ?? "") })) };
  });
}
