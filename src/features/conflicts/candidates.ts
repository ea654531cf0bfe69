import { type Candidate, type CandidateRequirement, conflictCandidates, pairsOf } from "@/domain/conflict-candidates";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface CandidateSide {
  id: string;
  ref: string;
  statement: string;
  kind: string;
  partyName: string;
}

export interface CandidateRow extends Omit<Candidate, "a" | "b"> {
  one: CandidateSide;
  other: CandidateSide;
}

export interface DismissalRow {
  id: string;
  version: number;
  refs: string;
  reason: string;
  by: string | null;
  on: string;
}

interface Loaded extends CandidateRequirement {
  plain: string;
  partyName: string;
}

/**
 * Requirements that might contradict each other, what speaks most for it first: active, relevant, of parties that are nobody's enemies, and neither
 * dismissed nor in a conflict already.
 */
export async function candidatesOf(access: Access, most = 200): Promise<{ rows: CandidateRow[]; more: boolean }> {
  const organizationId = access.organization.id;
  const { requirements, settled } = await inTenant(access, async (tx) => {
    const requirements = await tx.$queryRaw<Loaded[]>`
      WITH linked AS (
        SELECT requirement_id, array_agg(target_ref) FILTER (WHERE target_type = 'control') AS controls,
               array_agg(target_ref) FILTER (WHERE target_type = 'risk' AND target_ref <> 'none') AS risks
          FROM requirement_link WHERE organization_id = ${organizationId}::uuid AND target_type IN ('control', 'risk') GROUP BY requirement_id),
      obliged AS (
        SELECT requirement_id, array_agg(obligation_id::text) AS obligations FROM requirement_obligation
         WHERE organization_id = ${organizationId}::uuid GROUP BY requirement_id)
      SELECT r.id, r.ref, r.party_id AS "partyId", r.kind, r.statement AS plain, r.statement || ' ' || r.translation AS statement, p.name AS "partyName",
             coalesce(l.controls, '{}') AS controls, coalesce(l.risks, '{}') AS risks, coalesce(o.obligations, '{}') AS obligations
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
        LEFT JOIN linked l ON l.requirement_id = r.id LEFT JOIN obliged o ON o.requirement_id = r.id
       WHERE r.organization_id = ${organizationId}::uuid AND r.status = 'active' AND r.relevance = 'relevant' AND NOT p.adverse AND p.status <> 'retired'`;
    const dismissed = await tx.conflictDismissal.findMany({ where: { organizationId, withdrawnAt: null }, select: { pairKey: true } });
    const conflicts = await tx.$queryRaw<{ ids: string[] }[]>`
      SELECT array_agg(l.requirement_id::text) AS ids FROM conflict_requirement l
        JOIN conflict c ON c.organization_id = l.organization_id AND c.id = l.conflict_id AND c.retired_at IS NULL
       WHERE l.organization_id = ${organizationId}::uuid GROUP BY l.conflict_id`;
    return {
      requirements,
      settled: new Set([...dismissed.map(({ pairKey }) => pairKey), ...conflicts.flatMap(({ ids }) => pairsOf(ids))]),
    };
  });
  const { candidates, more } = conflictCandidates(requirements, settled, most);
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const side = (id: string): CandidateSide => {
    const { ref, plain, kind, partyName } = byId.get(id)!;
    return { id, ref, statement: plain, kind, partyName };
  };
  return { rows: candidates.map(({ a, b, ...candidate }) => ({ ...candidate, one: side(a), other: side(b) })), more };
}

/** How many requirements would be looked at: a page that shows candidates beside something else leaves it where there are very many. */
export async function candidateBase(access: Access): Promise<number> {
  return inTenant(access, (tx) =>
    tx.requirement.count({ where: { organizationId: access.organization.id, status: "active", relevance: "relevant" } }),
  );
}

/** Pairs that somebody dismissed, the last first. */
export async function dismissals(access: Access): Promise<DismissalRow[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<DismissalRow[]>`
      SELECT d.id, d.version, d.refs, d.reason, u.name AS by, to_char(d.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on
        FROM conflict_dismissal d LEFT JOIN user_account u ON u.id = d.created_by_id
       WHERE d.organization_id = ${access.organization.id}::uuid AND d.withdrawn_at IS NULL ORDER BY d.updated_at DESC, d.id LIMIT 200`,
  );
}
