import { ANNEX_A_CONTROLS, titleOf } from "@/domain/references";
import { NO_RISK_REF } from "@/domain/risk";
import type { TargetFacts, ThreadLink } from "@/domain/thread";
import type { LinkCoverage, LinkTargetType } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";

/**
 * Pieces of SQL about linked targets, for every statement that follows the thread. They speak of a row "l" with organization_id, target_type,
 * target_ref and rationale: a requirement_link, or what {@link linksOf} makes of it together with the chosen objectives.
 */
const own = (table: string, alias: string) =>
  `FROM ${table} ${alias} WHERE ${alias}.organization_id = l.organization_id AND ${alias}.ref = l.target_ref`;

/** The facts of the target as JSON, looked up only in the table of its kind; null where it is a clause, or nothing of that ref exists. */
export const TARGET_FACTS = Prisma.raw(`CASE
  WHEN l.target_type = 'control' THEN (SELECT json_build_object('title', oc.title, 'retired', oc.status = 'retired', 'applicable', s.applicable,
      'implementation', s.implementation_status)
    FROM (VALUES (1)) AS one LEFT JOIN soa_entry s ON s.organization_id = l.organization_id AND s.control_ref = l.target_ref
    LEFT JOIN own_control oc ON oc.organization_id = l.organization_id AND oc.ref = l.target_ref)
  WHEN l.target_type = 'risk' THEN (SELECT json_build_object('title', k.title, 'retired', k.status = 'retired') ${own("risk", "k")})
  WHEN l.target_type IN ('policy', 'procedure') THEN (SELECT json_build_object('title', d.title, 'retired', d.status = 'retired', 'edition', d.edition,
      'current', d.current, 'documentType', d.type) ${own("isms_document", "d")})
  WHEN l.target_type = 'evidence' THEN (SELECT json_build_object('title', e.title, 'retired', e.status = 'retired', 'dated', e.dated,
      'validUntil', e.valid_until) ${own("evidence", "e")})
  WHEN l.target_type = 'objective' THEN (SELECT json_build_object('title', o.title, 'retired', o.status = 'retired') ${own("objective", "o")})
  WHEN l.target_type = 'scope' THEN (SELECT json_build_object('title', u.title, 'retired', u.status = 'retired') ${own("scope_unit", "u")})
END`);

const ANNEX_A_REFS = ANNEX_A_CONTROLS.map(({ ref }) => `'${ref}'`).join(", ");

/** Whether the target can carry a requirement, as domain/thread.ts, `holds`. */
export function holdsSql(today: string): Prisma.Sql {
  const inUse = (table: string, alias: string) => Prisma.raw(`EXISTS (SELECT ${own(table, alias)} AND ${alias}.status <> 'retired')`);
  return Prisma.sql`CASE
    WHEN l.target_type = 'clause' THEN true
    WHEN l.target_type = 'control' THEN (l.target_ref IN (${Prisma.raw(ANNEX_A_REFS)}) OR ${inUse("own_control", "c")})
      AND NOT EXISTS (SELECT FROM soa_entry s WHERE s.organization_id = l.organization_id AND s.control_ref = l.target_ref AND s.applicable = false)
    WHEN l.target_type = 'risk' THEN l.target_ref = ${NO_RISK_REF} OR ${inUse("risk", "k")}
    WHEN l.target_type IN ('policy', 'procedure') THEN ${inUse("isms_document", "d")}
    WHEN l.target_type = 'evidence' THEN EXISTS (SELECT ${Prisma.raw(own("evidence", "e"))} AND e.status <> 'retired'
      AND (e.valid_until IS NULL OR e.valid_until >= ${today}::date))
    WHEN l.target_type = 'objective' THEN ${inUse("objective", "o")}
    ELSE ${inUse("scope_unit", "u")}
  END`;
}

/** Whether the link answers at the station of the controls, as domain/thread.ts, `answersAsControl`. */
export const ANSWERS_AS_CONTROL = Prisma.raw(
  `(l.target_type = 'control' OR (l.target_type IN ('clause', 'procedure') AND btrim(l.rationale) <> ''))`,
);

/** All links of the requirement "r": its targets and the objectives it serves. A table expression to be called "l". */
export const LINKS_OF_REQUIREMENT = Prisma.raw(`(
  SELECT k.organization_id, k.target_type, k.target_ref, k.rationale, k.coverage FROM requirement_link k
   WHERE k.organization_id = r.organization_id AND k.requirement_id = r.id
  UNION ALL
  SELECT o.organization_id, 'objective', o.ref, '', '' FROM requirement_objective ro JOIN objective o ON o.organization_id = ro.organization_id AND o.id = ro.objective_id
   WHERE ro.organization_id = r.organization_id AND ro.requirement_id = r.id)`);

/** The laws and documents that "r" rests on, as JSON in the form of ThreadSource: the law first. */
export const SOURCES = Prisma.raw(`(SELECT json_agg(json_build_object('kind', x.kind, 'ref', x.ref, 'name', x.name, 'retired', x.retired,
    'effectiveTo', x.effective_to) ORDER BY x.kind, x.position)
  FROM (SELECT 'obligation' AS kind, o.ref, coalesce(nullif(o.citation, ''), o.title) AS name, o.status = 'retired' AS retired, o.effective_to, ro.position
          FROM requirement_obligation ro JOIN obligation o ON o.organization_id = ro.organization_id AND o.id = ro.obligation_id
         WHERE ro.organization_id = r.organization_id AND ro.requirement_id = r.id
        UNION ALL
        SELECT 'source', s.ref, s.title, s.status = 'retired', s.effective_to, rs.position
          FROM requirement_source rs JOIN source_document s ON s.organization_id = rs.organization_id AND s.id = rs.source_id
         WHERE rs.organization_id = r.organization_id AND rs.requirement_id = r.id) x)`);

/** A link as the statements give it: type, ref, rationale, coverage, facts. */
export type RawLink = [LinkTargetType, string, string, LinkCoverage | "", RawFacts | null];
type RawFacts = Omit<TargetFacts, "title" | "retired"> & { title: string | null; retired: boolean | null };

/** A link with its target resolved: clauses and Annex A controls take their titles from the standard's list. */
export function readLink([type, ref, rationale, coverage, facts]: RawLink): ThreadLink {
  return { type, ref, rationale, coverage, target: readFacts(type, ref, facts) };
}

/** The facts of a target as the thread asks for them; null: nothing bears that ref. */
export function readFacts(type: LinkTargetType, ref: string, facts: RawFacts | null): TargetFacts | null {
  const standard = type === "clause" || type === "control" ? titleOf(ref) : null;
  if (type === "clause") return standard === null ? null : { title: standard, retired: false };
  const title = facts?.title ?? standard;
  return title === null || title === undefined ? null : { ...facts, title, retired: facts?.retired ?? false };
}

/** Each target once; a link of the form with a rationale comes before a bare choice of an objective. */
export function readLinks(raw: readonly RawLink[] | null): ThreadLink[] {
  const links = new Map<string, ThreadLink>();
  for (const one of raw ?? []) {
    const link = readLink(one);
    const key = `${link.type} ${link.ref}`;
    if (!links.has(key)) links.set(key, link);
  }
  return [...links.values()];
}
