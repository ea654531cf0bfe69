import { AXIS_TYPES, compareTargets, type MatrixAxis, type MatrixColumn, type MatrixLink, matrixColumn } from "@/domain/matrix";
import { sortKey } from "@/domain/normalise";
import { ANNEX_A_CONTROLS } from "@/domain/references";
import { requirementChangeNeedsReason } from "@/domain/requirement";
import { NO_RISK_REF } from "@/domain/risk";
import type { IsmsDecision, LinkCoverage, LinkTargetType, RequirementKind, RequirementRelevance } from "@/domain/vocabulary";
import { resolveTargets } from "@/features/threads/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { inTenant } from "@/server/tenant";
import { axisOf, MATRIX_COLUMNS, MATRIX_ROWS, type MatrixState } from "./table";

export interface MatrixRow {
  id: string;
  ref: string;
  version: number;
  statement: string;
  partyRef: string;
  partyName: string;
  kind: RequirementKind;
  decision: IsmsDecision;
  /** How many of the axis it links, shown or not. */
  linked: number;
  /** Changing its links asks for a reason. */
  reasonNeeded: boolean;
}

export interface Matrix {
  axis: MatrixAxis;
  rows: MatrixRow[];
  columns: MatrixColumn[];
  links: MatrixLink[];
  /** Rows of the filter, and of the register (not retired, not discarded). */
  matching: number;
  total: number;
  /** Rows of the filter that link nothing of the axis. */
  gaps: number;
  /** Columns that there are, shown or not. */
  columnTotal: number;
  page: number;
  pages: number;
}

type RawRow = Omit<MatrixRow, "linked" | "reasonNeeded"> & {
  relevance: RequirementRelevance;
  confirmedAt: string | null;
  links: [LinkTargetType, string, LinkCoverage | "", string][] | null;
};

const LIVE = Prisma.raw("r.status <> 'retired' AND r.relevance <> 'discarded'");

/** The conditions of the address on requirement "r" and party "p". */
function matrixConditions(access: Access, { filters, q }: MatrixState): Prisma.Sql[] {
  const found = containsWords("r.search_text", q);
  if (filters.party) found.push(Prisma.sql`(${Prisma.join(filters.party.map(partyIs), " OR ")})`);
  if (filters.kind) found.push(Prisma.sql`r.kind = ANY(${filters.kind}::text[])`);
  if (filters.vector) found.push(Prisma.sql`p.influence_vector = ANY(${filters.vector}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "r.owner_id", filters.owner));
  if (filters.decision) found.push(Prisma.sql`r.isms_decision = ANY(${filters.decision}::text[])`);
  return found;
}

/** A party by its ref, or by words of its name. */
function partyIs(text: string): Prisma.Sql {
  const ref = /^\s*(IP-\d+)\b/i.exec(text)?.[1];
  if (ref) return Prisma.sql`p.ref = ${ref.toUpperCase()}`;
  const words = sortKey(text)
    .split(" ")
    .filter((word) => word !== "");
  return Prisma.sql`p.name_key LIKE ALL(${words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`)}::text[])`;
}

/**
 * One page of the matrix: the requirements of the filter, the targets of the axis with their totals, and the links between both. A few statements,
 * however large the register is. `most` rows instead of a page, for a file.
 */
export async function matrixOf(access: Access, state: MatrixState, most: number = MATRIX_ROWS): Promise<Matrix> {
  const axis = axisOf(state);
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const types = [...AXIS_TYPES[axis]];
  const links = Prisma.sql`SELECT k.requirement_id, k.target_ref FROM requirement_link k WHERE k.organization_id = ${organization} AND k.target_type = ANY(${types}::text[])`;
  const narrowing = [Prisma.sql`true`, ...matrixConditions(access, state)];
  const where = Prisma.join(narrowing, " AND ");
  const gap = state.filters.gap ? Prisma.sql`NOT EXISTS (SELECT FROM of_axis a WHERE a.requirement_id = m.id)` : Prisma.sql`true`;
  const scope = Prisma.sql`
    WITH of_axis AS MATERIALIZED (SELECT DISTINCT x.requirement_id, x.target_ref FROM (${links}) x),
    live AS MATERIALIZED (SELECT r.id, r.ref, ${where} AS matches FROM requirement r
        JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${organization} AND ${LIVE}),
    matching AS MATERIALIZED (SELECT m.id, m.ref FROM live m WHERE m.matches AND ${gap})`;
  return inTenant(access, async (tx) => {
    const [counts] = await tx.$queryRaw<
      [{ matching: number; total: number; gaps: number; asked: { ref: string; here: number; all: number }[] | null }]
    >`
      ${scope}
      SELECT (SELECT count(*)::int FROM matching) AS matching, (SELECT count(*)::int FROM live) AS total,
             (SELECT count(*)::int FROM matching m WHERE NOT EXISTS (SELECT FROM of_axis a WHERE a.requirement_id = m.id)) AS gaps,
             (SELECT json_agg(x) FROM (SELECT a.target_ref AS ref, count(m.id)::int AS "here", count(*)::int AS "all"
                FROM of_axis a JOIN live l ON l.id = a.requirement_id LEFT JOIN matching m ON m.id = a.requirement_id GROUP BY a.target_ref) x) AS asked`;
    const pages = Math.max(1, Math.ceil(counts.matching / most));
    const page = Math.min(state.page, pages);
    const raw = await tx.$queryRaw<RawRow[]>`
      ${scope}
      SELECT r.id, r.ref, r.version, r.statement, p.ref AS "partyRef", p.name AS "partyName", r.kind, r.isms_decision AS decision, r.relevance,
             r.confirmed_at::text AS "confirmedAt",
             (SELECT json_agg(json_build_array(k.target_type, k.target_ref, k.coverage, k.rationale)) FROM requirement_link k
               WHERE k.organization_id = r.organization_id AND k.requirement_id = r.id AND k.target_type = ANY(${types}::text[])) AS links
        FROM (SELECT m.id FROM matching m ORDER BY length(m.ref), m.ref LIMIT ${most} OFFSET ${(page - 1) * most}) m
        JOIN requirement r ON r.organization_id = ${organization} AND r.id = m.id
        JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       ORDER BY length(r.ref), r.ref`;
    const asked = new Map((counts.asked ?? []).map((one) => [one.ref, one]));
    const inUse = [...asked.values()].filter(({ here }) => here > 0).map(({ ref }) => ref);
    const all = state.filters.show ? await everyTarget(tx, access, axis) : [];
    const refs = [...new Set([...inUse, ...all])].sort(compareTargets);
    const shown = refs.slice(0, MATRIX_COLUMNS);
    const resolved = await resolveTargets(
      access,
      shown.map((ref) => ({ type: types[0]!, ref })),
    );
    const noRisk = translator("threads")("noRisk");
    const columns = resolved.map((found) =>
      matrixColumn(
        found,
        found.ref === NO_RISK_REF ? noRisk : (found.target?.title ?? ""),
        { asked: asked.get(found.ref)?.here ?? 0, askedAnywhere: asked.get(found.ref)?.all ?? 0 },
        today(),
      ),
    );
    const place = new Map(shown.map((ref, index) => [ref, index]));
    return {
      axis,
      rows: raw.map(({ links: own, relevance, confirmedAt, ...row }) => ({
        ...row,
        linked: new Set((own ?? []).map(([, ref]) => ref)).size,
        reasonNeeded: requirementChangeNeedsReason({ relevance, ismsDecision: row.decision, confirmedAt }),
      })),
      columns,
      links: raw.flatMap(({ links: own }, row) =>
        (own ?? []).flatMap(([type, ref, coverage, rationale]): MatrixLink[] => {
          const column = place.get(ref);
          return column === undefined ? [] : [{ row, column, type, coverage, rationale }];
        }),
      ),
      matching: counts.matching,
      total: counts.total,
      gaps: counts.gaps,
      columnTotal: refs.length,
      page,
      pages,
    };
  });
}

type Reader = { $queryRaw<T>(query: Prisma.Sql): Promise<T> };

/** Whatever could be asked for: Annex A and what is in use in the organisation's rooms. One more than can be shown, so that the rest can be counted. */
async function everyTarget(tx: Reader, access: Access, axis: MatrixAxis): Promise<string[]> {
  const tables: Record<MatrixAxis, string> = { control: "own_control", risk: "risk", document: "isms_document", evidence: "evidence" };
  const own = await tx.$queryRaw<{ ref: string }[]>(
    Prisma.sql`SELECT x.ref FROM ${Prisma.raw(tables[axis])} x WHERE x.organization_id = ${access.organization.id}::uuid AND x.status <> 'retired'
      ORDER BY length(x.ref), x.ref`,
  );
  return [...(axis === "control" ? ANNEX_A_CONTROLS.map(({ ref }) => ref) : []), ...own.map(({ ref }) => ref)];
}

/** Parties that have requirements, for the field that narrows to one: the first of them by name. */
export async function partiesToChoose(access: Access): Promise<{ ref: string; name: string }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ ref: string; name: string }[]>`
      SELECT p.ref, p.name FROM interested_party p
       WHERE p.organization_id = ${access.organization.id}::uuid AND p.status <> 'retired'
         AND EXISTS (SELECT FROM requirement r WHERE r.organization_id = p.organization_id AND r.party_id = p.id AND r.status <> 'retired')
       ORDER BY p.name_key LIMIT 200`,
  );
}
