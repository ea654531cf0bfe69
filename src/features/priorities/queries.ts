import { searchKey } from "@/domain/normalise";
import { HIGH_FROM_PRODUCT, MEDIUM_FROM_PRODUCT, type PriorityProposal, proposePriority } from "@/domain/priority";
import type { Priority, RequirementKind, SourceType } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import type { PriorityTableState } from "./table";

export interface RankedRequirement {
  id: string;
  ref: string;
  statement: string;
  kind: string;
  partyRef: string;
  partyName: string;
  adverse: boolean;
  /** The person's own choice; null: nobody has chosen. */
  priority: Priority | null;
  justification: string;
  decidedAt: string | null;
  decidedBy: string | null;
  proposal: PriorityProposal;
  /** The own choice departs from the proposal, or stands where nothing could be proposed. */
  overridden: boolean;
  objectives: { ref: string; title: string }[];
}

export interface Ranking {
  rows: RankedRequirement[];
  matching: number;
  /** Requirements that are in use: neither retired nor discarded. */
  total: number;
}

interface Row {
  id: string;
  ref: string;
  statement: string;
  kind: RequirementKind;
  sourceType: SourceType | null;
  impactIfUnmet: number | null;
  priority: Priority | null;
  justification: string;
  decidedAt: string | null;
  decidedBy: string | null;
  obligationCount: number;
  contractCount: number;
  partyRef: string;
  partyName: string;
  adverse: boolean;
  power: number | null;
  scoresAreTemplateDefaults: boolean;
  objectives: { ref: string; title: string }[] | null;
}

/**
 * Requirements in the order of their priority: the own choice, else the proposal; then the product of power and impact. The order is made in the
 * database by the same rule as domain/priority.ts (a test holds both together); the reasons shown for a page come from the domain itself.
 */
export async function rankRequirements(access: Access, state: PriorityTableState): Promise<Ranking> {
  return rank(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All matching rows with the shown columns, in words: what the ranking shows, without pages. */
export async function exportRanking(
  access: Access,
  state: PriorityTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await rank(access, state, Prisma.empty);
  const t = translator("priorities");
  const word = translator("vocabulary.priority");
  const reasons = ({ proposal }: RankedRequirement) =>
    proposal.because
      .map((reason) =>
        reason.code === "power_times_impact"
          ? t(`sum.${reason.code}`, {
              power: reason.power,
              impact: reason.impact,
              product: reason.product,
              priority: word(reason.gives).toLowerCase(),
            })
          : t(`sum.${reason.code}`),
      )
      .join("; ");
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => ({
      ref: row.ref,
      statement: row.statement,
      party: `${row.partyRef} ${row.partyName}`,
      priority: row.priority === null ? null : word(row.priority),
      sum: reasons(row),
      proposed: row.proposal.proposed === null ? null : word(row.proposal.proposed),
      decided: row.decidedAt && [row.decidedAt, row.decidedBy].filter(Boolean).join(" "),
      justification: row.justification,
      objectives: row.objectives.map(({ ref, title }) => `${ref} ${title}`).join("; "),
    })),
  };
}

async function rank(access: Access, state: PriorityTableState, limit: Prisma.Sql): Promise<Ranking> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const narrowed = conditions(access, state);
  const direction = Prisma.raw(state.sort.descending ? "DESC" : "ASC");
  const order = {
    priority: Prisma.sql`rank ${direction}, product ${direction} NULLS LAST`,
    ref: Prisma.sql`length(ref) ${direction}, ref ${direction}`,
    party: Prisma.sql`name_key ${direction}`,
    decided: Prisma.sql`priority_decided_at ${direction} NULLS LAST`,
  }[state.sort.column as "priority" | "ref" | "party" | "decided"];
  return inTenant(access, async (tx) => {
    const [answer] = await tx.$queryRaw<[{ total: number; matching: number; rows: Row[] | null }]>`
      WITH ranked AS MATERIALIZED (
        SELECT facts.*, coalesce(${rankOf(Prisma.sql`facts.priority`)}, facts.proposed_rank) AS rank
          FROM (SELECT r.id, r.ref, r.priority, r.kind, r.priority_decided_at, r.search_text, p.name_key, p.id AS party_id,
                       ${PRODUCT} AS product, ${proposedRank(organization)} AS proposed_rank
                  FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
                 WHERE r.organization_id = ${organization} AND r.status <> 'retired' AND r.relevance <> 'discarded') facts
      ), page AS (
        SELECT id, row_number() OVER () AS place FROM (
          SELECT id FROM ranked WHERE ${narrowed} ORDER BY ${order}, length(ref), ref ${limit}) cut
      )
      SELECT (SELECT count(*)::int FROM ranked) AS total, (SELECT count(*)::int FROM ranked WHERE ${narrowed}) AS matching,
        (SELECT json_agg(x ORDER BY x.place) FROM (
          SELECT page.place, r.id, r.ref, r.statement, r.kind, r.source_type AS "sourceType", r.impact_if_unmet AS "impactIfUnmet", r.priority,
                 r.priority_justification AS justification, r.priority_decided_at::text AS "decidedAt", u.name AS "decidedBy",
                 (SELECT count(*)::int FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "obligationCount",
                 (SELECT count(*)::int FROM requirement_source l JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
                   WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id AND d.type IN ('contract', 'insurance_policy', 'lease')) AS "contractCount",
                 p.ref AS "partyRef", p.name AS "partyName", p.adverse, p.power, p.scores_are_template_defaults AS "scoresAreTemplateDefaults",
                 (SELECT json_agg(json_build_object('ref', o.ref, 'title', o.title) ORDER BY length(o.ref), o.ref)
                    FROM requirement_objective l JOIN objective o ON o.organization_id = l.organization_id AND o.id = l.objective_id
                   WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id AND o.status = 'active') AS objectives
            FROM page JOIN requirement r ON r.organization_id = ${organization} AND r.id = page.id
            JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
            LEFT JOIN user_account u ON u.id = r.priority_decided_by_id) x) AS rows`;
    return { total: answer.total, matching: answer.matching, rows: (answer.rows ?? []).map(ranked) };
  });
}

function ranked(row: Row): RankedRequirement {
  const { adverse, power, scoresAreTemplateDefaults, objectives, obligationCount, contractCount, sourceType, impactIfUnmet, ...plain } =
    row;
  const proposal = proposePriority({
    kind: row.kind,
    sourceType,
    obligationCount,
    contractCount,
    impactIfUnmet,
    party: { power, scoresAreTemplateDefaults, adverse },
  });
  return {
    ...plain,
    adverse,
    proposal,
    overridden: row.priority !== null && row.priority !== proposal.proposed,
    objectives: objectives ?? [],
  };
}

const rankOf = (priority: Prisma.Sql) => Prisma.sql`array_position(ARRAY['low', 'medium', 'high']::text[], ${priority})`;

/** Power times impact if unmet; untouched template scores do not count. */
const PRODUCT = Prisma.sql`CASE WHEN p.scores_are_template_defaults THEN NULL ELSE p.power * r.impact_if_unmet END`;

/** domain/priority.ts in the words of the database: 3 high, 2 medium, 1 low, 0 nothing to propose. */
function proposedRank(organization: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN p.adverse THEN 0 ELSE greatest(
    CASE WHEN r.kind IN ('legal', 'regulatory') OR r.source_type = 'law'
           OR r.id IN (SELECT l.requirement_id FROM requirement_obligation l WHERE l.organization_id = ${organization}) THEN 3
         WHEN r.kind = 'contractual' OR r.source_type = 'contract'
           OR r.id IN (SELECT l.requirement_id FROM requirement_source l JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
                        WHERE l.organization_id = ${organization} AND d.type IN ('contract', 'insurance_policy', 'lease')) THEN 2
         ELSE 0 END,
    CASE WHEN p.scores_are_template_defaults OR p.power IS NULL OR r.impact_if_unmet IS NULL THEN 0
         WHEN p.power * r.impact_if_unmet >= ${HIGH_FROM_PRODUCT} THEN 3 WHEN p.power * r.impact_if_unmet >= ${MEDIUM_FROM_PRODUCT} THEN 2 ELSE 1 END) END`;
}

const RANKS: Readonly<Record<string, number>> = { high: 3, medium: 2, low: 1, none: 0 };

function conditions(access: Access, { filters, q }: PriorityTableState): Prisma.Sql {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const found: Prisma.Sql[] = [Prisma.sql`true`];
  if (filters.priority) found.push(Prisma.sql`rank = ANY(${filters.priority.map((word) => RANKS[word] ?? 0)}::int[])`);
  if (filters.decision) {
    const kinds = {
      open: Prisma.sql`priority IS NULL`,
      followed: Prisma.sql`(priority IS NOT NULL AND ${rankOf(Prisma.sql`priority`)} = proposed_rank)`,
      overridden: Prisma.sql`(priority IS NOT NULL AND ${rankOf(Prisma.sql`priority`)} <> proposed_rank)`,
    };
    found.push(
      Prisma.sql`(${Prisma.join(
        filters.decision.map((word) => kinds[word as keyof typeof kinds]),
        " OR ",
      )})`,
    );
  }
  if (filters.kind) found.push(Prisma.sql`kind = ANY(${filters.kind}::text[])`);
  if (filters.objective) {
    const linked = Prisma.sql`SELECT l.requirement_id FROM requirement_objective l JOIN objective o ON o.organization_id = l.organization_id AND o.id = l.objective_id
      WHERE l.organization_id = ${organization} AND o.status = 'active'`;
    const named = Prisma.sql`id IN (${linked} AND o.ref = ANY(${filters.objective}::text[]))`;
    found.push(filters.objective.includes("none") ? Prisma.sql`(id NOT IN (${linked}) OR ${named})` : named);
  }
  for (const word of searchKey(q).split(" ")) {
    if (word === "") continue;
    const like = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    found.push(Prisma.sql`(search_text LIKE ${like} OR name_key LIKE ${like})`);
  }
  return Prisma.join(found, " AND ");
}
