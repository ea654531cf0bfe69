import type { LinkCoverage, RequirementKind, RequirementStatus } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface LinkedRequirement {
  ref: string;
  statement: string;
  kind: RequirementKind;
  status: RequirementStatus;
  partyRef: string;
  partyName: string;
  adverse: boolean;
  /** The record it leans on, why, and how far that answers it. */
  targetRef: string;
  rationale: string;
  coverage: LinkCoverage | "";
}

const MOST = 500;

/** The requirements that lean on one of these records, retired ones last: who asked for it. */
export async function requirementsBehind(access: Access, targetRefs: readonly string[]): Promise<LinkedRequirement[]> {
  if (targetRefs.length === 0) return [];
  return inTenant(
    access,
    (tx) => tx.$queryRaw<LinkedRequirement[]>`
      SELECT r.ref, r.statement, r.kind, r.status, p.ref AS "partyRef", p.name AS "partyName", p.adverse, l.target_ref AS "targetRef", l.rationale, l.coverage
        FROM requirement_link l
        JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
        JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE l.organization_id = ${access.organization.id}::uuid AND l.target_ref = ANY(${[...targetRefs]}::text[])
       ORDER BY (r.status = 'retired'), length(r.ref), r.ref, length(l.target_ref), l.target_ref LIMIT ${MOST}`,
  );
}
