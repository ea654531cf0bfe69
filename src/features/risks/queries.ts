import { isAboveAcceptance, mayAcceptRisk, NO_RISK_REF, needsAcceptance, type RiskScale, scaleOf } from "@/domain/risk";
import type { RequirementStatus, RiskTreatment } from "@/domain/vocabulary";
import { RISK_TREATMENTS } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, countOfRequirements, ownedBy, withoutRequirement } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { RiskColumn, RiskTableState } from "./table";

type RiskKind = "threat" | "opportunity";

/** The organisation's scale and what it lives with, and the settings they stand in. */
export interface RiskRules {
  /** Of the organisation's settings. */
  id: string;
  version: number;
  scale: RiskScale;
  acceptanceLevel: number;
}

export async function riskRules(access: Access): Promise<RiskRules> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirstOrThrow({
      where: { organizationId: access.organization.id },
      select: { id: true, version: true, likelihoodLevels: true, impactLevels: true, riskAcceptanceLevel: true },
    }),
  );
  return { id: profile.id, version: profile.version, scale: scaleOf(profile), acceptanceLevel: profile.riskAcceptanceLevel };
}

export interface RiskRow {
  id: string;
  ref: string;
  title: string;
  kind: RiskKind;
  description: string;
  likelihood: number | null;
  impact: number | null;
  residualLikelihood: number | null;
  residualImpact: number | null;
  treatment: RiskTreatment | null;
  treatmentNote: string;
  assessedAt: string | null;
  reviewDueAt: string | null;
  acceptedAt: string | null;
  acceptedBy: string | null;
  partyRef: string | null;
  partyName: string | null;
  ownerName: string | null;
  status: "active" | "retired";
  note: string;
  /** Requirements that lean on it and are not retired. */
  requirements: number;
}

const LEVEL = "(k.likelihood * k.impact)";
const LEFT_LIKELIHOOD = "coalesce(k.residual_likelihood, k.likelihood)";
const LEFT_IMPACT = "coalesce(k.residual_impact, k.impact)";
const LEFT = `(${LEFT_LIKELIHOOD} * ${LEFT_IMPACT})`;

const ORDER: Partial<Record<RiskColumn, string>> = {
  ref: "length(k.ref)",
  title: "k.title_key",
  kind: "k.kind",
  level: LEVEL,
  left: LEFT,
  treatment: `array_position(ARRAY['${RISK_TREATMENTS.join("','")}']::text[], k.treatment)`,
  owner: "lower(u.name)",
  reviewDueAt: "k.review_due_at",
  assessedAt: "k.assessed_at",
  accepted: "k.accepted_at",
  party: "p.name_key",
};

const positions = (values: readonly string[]) => values.filter((value) => /^\d{1,2}$/.test(value)).map(Number);

function conditions(access: Access, { filters, q }: RiskTableState): Prisma.Sql[] {
  const found = containsWords("k.search_text", q);
  const above = Prisma.sql`(k.kind = 'threat' AND ${Prisma.raw(LEFT)} > o.risk_acceptance_level)`;
  if (filters.kind) found.push(Prisma.sql`k.kind = ANY(${filters.kind}::text[])`);
  if (filters.treatment) found.push(Prisma.sql`coalesce(k.treatment, 'none') = ANY(${filters.treatment}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "k.owner_id", filters.owner));
  if (filters.party) found.push(Prisma.sql`p.ref = ANY(${filters.party}::text[])`);
  if (filters.above) found.push(above);
  if (filters.unaccepted) found.push(Prisma.sql`${above} AND k.treatment = 'retain' AND k.accepted_at IS NULL`);
  if (filters.unassessed) found.push(Prisma.sql`k.likelihood IS NULL`);
  if (filters.overdue) found.push(Prisma.sql`k.review_due_at < ${today()}::date`);
  if (filters.unlinked) found.push(withoutRequirement("k"));
  const cell = { likelihood: "k.likelihood", impact: "k.impact", leftLikelihood: LEFT_LIKELIHOOD, leftImpact: LEFT_IMPACT } as const;
  for (const [name, column] of Object.entries(cell)) {
    const wanted = filters[name as keyof typeof cell];
    if (wanted) found.push(Prisma.sql`${Prisma.raw(column)} = ANY(${positions(wanted)}::int[])`);
  }
  return found;
}

async function read(
  access: Access,
  state: RiskTableState,
  limit: Prisma.Sql,
): Promise<{ rows: RiskRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["active"];
  const scope = Prisma.sql`k.organization_id = ${access.organization.id}::uuid AND k.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(k.ref) ${direction}, k.ref ${direction}`,
  );
  const from = Prisma.sql`FROM risk k
    JOIN organization_profile o ON o.organization_id = k.organization_id
    LEFT JOIN interested_party p ON p.organization_id = k.organization_id AND p.id = k.adverse_party_id`;
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<RiskRow[]>`
      SELECT k.id, k.ref, k.title, k.kind, k.description, k.likelihood, k.impact, k.residual_likelihood AS "residualLikelihood",
             k.residual_impact AS "residualImpact", k.treatment, k.treatment_note AS "treatmentNote", k.assessed_at::text AS "assessedAt",
             k.review_due_at::text AS "reviewDueAt", k.accepted_at::text AS "acceptedAt", a.name AS "acceptedBy", p.ref AS "partyRef",
             p.name AS "partyName", u.name AS "ownerName", k.status, k.note, ${countOfRequirements("k")} AS requirements
        ${from} LEFT JOIN user_account u ON u.id = k.owner_id LEFT JOIN user_account a ON a.id = k.accepted_by_id
       WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total ${from} WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the risks and opportunities; retired ones only where the filter asks for them. */
export async function listRisks(access: Access, state: RiskTableState): Promise<{ rows: RiskRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows; a level also in the words of the scale. */
export async function exportRisks(
  access: Access,
  state: RiskTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows, scale } = await inTenant(access, async () => ({
    rows: (await read(access, state, Prisma.empty)).rows,
    scale: (await riskRules(access)).scale,
  }));
  const [t, word] = [translator("risks"), translator("vocabulary")];
  const named = (names: readonly string[], position: number | null) =>
    position === null ? null : (names[position - 1] ?? String(position));
  const product = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b);
  type Part = [key: string, read: (row: RiskRow) => string | number | null];
  const parts: Record<RiskColumn, Part[]> = {
    ref: [["column.ref", (row) => row.ref]],
    title: [["column.title", (row) => row.title]],
    kind: [["column.kind", (row) => word(`riskKind.${row.kind}`)]],
    level: [
      ["column.level", (row) => product(row.likelihood, row.impact)],
      ["field.likelihood", (row) => named(scale.likelihood, row.likelihood)],
      ["field.impact", (row) => named(scale.impact, row.impact)],
    ],
    treatment: [["column.treatment", (row) => row.treatment && word(`riskTreatment.${row.treatment}`)]],
    left: [
      ["column.left", (row) => product(row.residualLikelihood ?? row.likelihood, row.residualImpact ?? row.impact)],
      ["field.residualLikelihood", (row) => named(scale.likelihood, row.residualLikelihood)],
      ["field.residualImpact", (row) => named(scale.impact, row.residualImpact)],
    ],
    requirements: [["column.requirements", (row) => row.requirements]],
    owner: [["column.owner", (row) => row.ownerName]],
    reviewDueAt: [["column.reviewDueAt", (row) => row.reviewDueAt]],
    party: [
      ["partyRef", (row) => row.partyRef],
      ["column.party", (row) => row.partyName],
    ],
    assessedAt: [["column.assessedAt", (row) => row.assessedAt]],
    accepted: [
      ["column.accepted", (row) => row.acceptedAt],
      ["acceptedBy", (row) => row.acceptedBy],
    ],
    status: [["column.status", (row) => word(`recordStatus.${row.status}`)]],
    description: [["column.description", (row) => row.description]],
    treatmentNote: [["column.treatmentNote", (row) => row.treatmentNote]],
    note: [["column.note", (row) => row.note]],
  };
  const columns = state.columns.flatMap((column) => parts[column]);
  return {
    columns: columns.map(([key]) => ({ key, label: t(key) })),
    rows: rows.map((row) => Object.fromEntries(columns.map(([key, value]) => [key, value(row)]))),
  };
}

export interface RiskValues {
  title: string;
  kind: RiskKind;
  description: string;
  adversePartyId: string | null;
  likelihood: number | null;
  impact: number | null;
  treatment: RiskTreatment | null;
  treatmentNote: string;
  residualLikelihood: number | null;
  residualImpact: number | null;
  assessedAt: string | null;
  reviewDueAt: string | null;
  acceptedAt: string | null;
  status: "active" | "retired";
  ownerId: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

export interface RiskRecord {
  id: string;
  ref: string;
  version: number;
  values: RiskValues;
  rules: RiskRules;
  party: { id: string; ref: string; name: string; status: string } | null;
  ownerName: string | null;
  acceptedBy: string | null;
  aboveAcceptance: boolean;
  /** Retained above the level: somebody has to stand for it. */
  acceptanceNeeded: boolean;
  /** The reader may. */
  mayAccept: boolean;
  reviewOverdue: boolean;
}

/** A risk with the scale it stands on; null: none of this organisation. */
export async function getRisk(access: Access, ref: string): Promise<RiskRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<{ id: string; party: RiskRecord["party"]; ownerName: string | null; acceptedBy: string | null }[]>`
      SELECT k.id, u.name AS "ownerName", a.name AS "acceptedBy",
             CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'status', p.status) END AS party
        FROM risk k
        LEFT JOIN interested_party p ON p.organization_id = k.organization_id AND p.id = k.adverse_party_id
        LEFT JOIN user_account u ON u.id = k.owner_id LEFT JOIN user_account a ON a.id = k.accepted_by_id
       WHERE k.organization_id = ${access.organization.id}::uuid AND k.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "risk", [around.id]);
    if (!stored) return null;
    const rules = await riskRules(access);
    const values = stored.values as unknown as RiskValues;
    const person = { id: access.user?.id ?? null, approves: access.can("approval:give"), writesRisks: access.can("risk:write") };
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      rules,
      party: around.party,
      ownerName: around.ownerName,
      acceptedBy: around.acceptedBy,
      aboveAcceptance: isAboveAcceptance(values, rules.acceptanceLevel),
      acceptanceNeeded: needsAcceptance(values, rules.acceptanceLevel),
      mayAccept: mayAcceptRisk(person, values),
      reviewOverdue: values.reviewDueAt !== null && values.reviewDueAt < today(),
    };
  });
}

export interface RiskMapCell {
  likelihood: number;
  impact: number;
  /** Threats that stand here before treatment, and with what is left of them. */
  before: number;
  left: number;
}

export interface RiskMap {
  cells: RiskMapCell[];
  unassessed: number;
  opportunities: number;
}

/** Where the threats in use stand on the scale, before treatment and with what is left. */
export async function riskMap(access: Access): Promise<RiskMap> {
  return inTenant(access, async (tx) => {
    const inUse = Prisma.sql`k.organization_id = ${access.organization.id}::uuid AND k.status = 'active'`;
    const threats = Prisma.sql`${inUse} AND k.kind = 'threat' AND k.likelihood IS NOT NULL`;
    const cells = await tx.$queryRaw<RiskMapCell[]>`
      SELECT likelihood, impact, sum(before)::int AS before, sum("left")::int AS "left" FROM (
        SELECT k.likelihood, k.impact, 1 AS before, 0 AS "left" FROM risk k WHERE ${threats}
        UNION ALL
        SELECT ${Prisma.raw(LEFT_LIKELIHOOD)}, ${Prisma.raw(LEFT_IMPACT)}, 0, 1 FROM risk k WHERE ${threats}) x GROUP BY 1, 2`;
    const [counts] = await tx.$queryRaw<[{ unassessed: number; opportunities: number }]>`
      SELECT count(*) FILTER (WHERE k.kind = 'threat' AND k.likelihood IS NULL)::int AS unassessed,
             count(*) FILTER (WHERE k.kind = 'opportunity')::int AS opportunities FROM risk k WHERE ${inUse}`;
    return { cells, ...counts };
  });
}

export interface AdverseAim {
  id: string;
  ref: string;
  statement: string;
  concern: string;
  status: RequirementStatus;
  partyId: string;
  partyRef: string;
  partyName: string;
  /** Risks drawn from it; empty and `noRisk` null: nobody has looked yet. */
  risks: { ref: string; title: string; status: string }[];
  /** Why it is no risk, where that was considered. */
  noRisk: string | null;
}

const MOST_AIMS = 200;

/** Aims of adverse parties (rule 7: their requirements are aims) with the risks drawn from them: of one party, or all that nobody has answered yet. */
export async function adverseAims(access: Access, { partyId = null }: { partyId?: string | null } = {}): Promise<AdverseAim[]> {
  const which = partyId
    ? Prisma.sql`r.party_id = ${partyId}::uuid`
    : Prisma.sql`p.status <> 'retired' AND r.relevance <> 'discarded'
        AND NOT EXISTS (SELECT 1 FROM requirement_link n WHERE n.organization_id = r.organization_id AND n.requirement_id = r.id AND n.target_type = 'risk')`;
  return inTenant(
    access,
    (tx) => tx.$queryRaw<AdverseAim[]>`
      SELECT r.id, r.ref, r.statement, r.concern, r.status, p.id AS "partyId", p.ref AS "partyRef", p.name AS "partyName",
             coalesce((SELECT json_agg(json_build_object('ref', k.ref, 'title', k.title, 'status', k.status) ORDER BY length(k.ref), k.ref)
                         FROM requirement_link l JOIN risk k ON k.organization_id = l.organization_id AND k.ref = l.target_ref
                        WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id AND l.target_type = 'risk'), '[]') AS risks,
             (SELECT l.rationale FROM requirement_link l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id
                 AND l.target_type = 'risk' AND l.target_ref = ${NO_RISK_REF}) AS "noRisk"
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND p.adverse AND r.status <> 'retired' AND ${which}
       ORDER BY length(r.ref), r.ref LIMIT ${MOST_AIMS}`,
  );
}

export interface RiskStart {
  requirementId: string;
  ref: string;
  statement: string;
  concern: string;
  partyName: string;
  /** Set where the party is adverse: then the requirement is an aim. */
  adversePartyId: string | null;
}

/** What a risk drawn from this requirement begins with; null: no such requirement, or it is retired. */
export async function startOfRisk(access: Access, requirementRef: string): Promise<RiskStart | null> {
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<RiskStart[]>`
      SELECT r.id AS "requirementId", r.ref, r.statement, r.concern, p.name AS "partyName", CASE WHEN p.adverse THEN p.id END AS "adversePartyId"
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.ref = ${requirementRef} AND r.status <> 'retired'`,
  );
  return found ?? null;
}

/** The adverse parties of the register, for the picker; `including` keeps the one that a form already shows. */
export async function adversePartyOptions(
  access: Access,
  { including = null }: { including?: string | null } = {},
): Promise<{ id: string; ref: string; name: string }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; ref: string; name: string }[]>`
      SELECT p.id, p.ref, p.name FROM interested_party p
       WHERE p.organization_id = ${access.organization.id}::uuid AND ((p.adverse AND p.status <> 'retired') OR p.id = ${including}::uuid)
       ORDER BY p.name_key, p.id LIMIT 500`,
  );
}
