import { daysOpen, isTellingOverdue, proposedWinner, type Weight, weigh } from "@/domain/conflict";
import { type Candidate, type CandidateRequirement, conflictCandidates, pairsOf } from "@/domain/conflict-candidates";
import { CONFLICT_STATUSES, type ConflictMethod, type ConflictStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { ConflictColumn, ConflictTableState } from "./table";

export interface ConflictRow {
  id: string;
  ref: string;
  title: string;
  status: ConflictStatus;
  openedOn: string;
  /** Null: it is settled. */
  open: { days: number; tooLong: boolean } | null;
  tellingOverdue: boolean;
  ownerName: string | null;
  method: ConflictMethod | null;
  decidedOn: string | null;
  decidedBy: string | null;
  communicatedOn: string | null;
  communicatedTo: string;
  example: boolean;
  retired: boolean;
  requirements: { ref: string; partyName: string }[];
  prevailingRef: string | null;
  riskRef: string | null;
  actionRef: string | null;
  impactAssessment: string;
  resolution: string;
  rationale: string;
  note: string;
}

const ORDER: Partial<Record<ConflictColumn, string>> = {
  ref: "length(c.ref)",
  title: "c.title_key",
  // Open ones first, and among them the oldest.
  status: `array_position(ARRAY['${CONFLICT_STATUSES.join("','")}']::text[], c.status)`,
  openedOn: "c.opened_on",
  owner: "lower(u.name)",
  method: "c.method",
  decidedOn: "c.decided_on",
  communicatedOn: "c.communicated_on",
};

const ROW =
  Prisma.raw(`c.id, c.ref, c.title, c.status, c.opened_on::text AS "openedOn", u.name AS "ownerName", c.method, c.decided_on::text AS "decidedOn",
  d.name AS "decidedBy", c.communicated_on::text AS "communicatedOn", c.communicated_to AS "communicatedTo", c.example, c.retired_at IS NOT NULL AS retired,
  w.ref AS "prevailingRef", k.ref AS "riskRef", a.ref AS "actionRef", c.impact_assessment AS "impactAssessment", c.resolution, c.rationale, c.note,
  (SELECT coalesce(json_agg(json_build_object('ref', r.ref, 'partyName', p.name) ORDER BY l.position, r.ref), '[]') FROM conflict_requirement l
     JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
     JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
    WHERE l.organization_id = c.organization_id AND l.conflict_id = c.id) AS requirements`);
const FROM = Prisma.raw(`FROM conflict c
  LEFT JOIN user_account u ON u.id = c.owner_id LEFT JOIN user_account d ON d.id = c.decided_by_id
  LEFT JOIN requirement w ON w.organization_id = c.organization_id AND w.id = c.prevailing_requirement_id
  LEFT JOIN risk k ON k.organization_id = c.organization_id AND k.id = c.risk_id
  LEFT JOIN action a ON a.organization_id = c.organization_id AND a.id = c.action_id`);
const UNSETTLED = Prisma.raw("c.status IN ('open', 'negotiating') AND c.retired_at IS NULL");
const ofRequirement = (condition: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM conflict_requirement l
   JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
   JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
  WHERE l.organization_id = c.organization_id AND l.conflict_id = c.id AND ${condition})`;

function maxDays(access: Access): Prisma.Sql {
  return Prisma.sql`(SELECT conflict_max_days FROM organization_profile WHERE organization_id = ${access.organization.id}::uuid)`;
}

function conditions(access: Access, { filters, q }: ConflictTableState): Prisma.Sql[] {
  const found = containsWords("c.search_text", q);
  found.push(filters.retired ? Prisma.sql`c.retired_at IS NOT NULL` : Prisma.sql`c.retired_at IS NULL`);
  if (filters.status) found.push(Prisma.sql`c.status = ANY(${filters.status}::text[])`);
  if (filters.overdue) found.push(Prisma.sql`${UNSETTLED} AND ${today()}::date - c.opened_on > ${maxDays(access)}`);
  if (filters.example) found.push(Prisma.sql`c.example`);
  if (filters.method) found.push(Prisma.sql`c.method = ANY(${filters.method}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "c.owner_id", filters.owner));
  if (filters.requirement) found.push(ofRequirement(Prisma.sql`r.ref = ANY(${filters.requirement}::text[])`));
  if (filters.party) found.push(ofRequirement(Prisma.sql`p.ref = ANY(${filters.party}::text[])`));
  return found;
}

type Raw = Omit<ConflictRow, "open" | "tellingOverdue">;
const judged = (row: Raw, max: number): ConflictRow => ({
  ...row,
  open: row.retired ? null : daysOpen(row, max, today()),
  tellingOverdue: !row.retired && isTellingOverdue(row, today()),
});

interface Page {
  rows: ConflictRow[];
  matching: number;
  total: number;
  /** The organisation's own rule. */
  maxDays: number;
}

async function read(access: Access, state: ConflictTableState, limit: Prisma.Sql): Promise<Page> {
  const scope = Prisma.sql`c.organization_id = ${access.organization.id}::uuid`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, coalesce(c.decided_on, c.opened_on) ${direction}, length(c.ref) ${direction}, c.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<Raw[]>`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number; maxDays: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total, coalesce(${maxDays(access)}, 90)::int AS "maxDays"
        FROM conflict c WHERE ${scope}`;
    return { ...counts, rows: rows.map((row) => judged(row, counts.maxDays)) };
  });
}

/** One page of the conflicts, the open ones first and among them the oldest. */
export async function listConflicts(access: Access, state: ConflictTableState): Promise<Page> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportConflicts(
  access: Access,
  state: ConflictTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("conflicts"), translator("vocabulary")];
  const cells: Record<ConflictColumn, (row: ConflictRow) => string | number | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    requirements: (row) => row.requirements.map(({ ref, partyName }) => `${ref} ${partyName}`).join("\n"),
    status: (row) => word(`conflictStatus.${row.status}`),
    openedOn: (row) => row.openedOn,
    days: (row) => row.open?.days ?? null,
    owner: (row) => row.ownerName,
    method: (row) => row.method && word(`conflictMethod.${row.method}`),
    decidedOn: (row) => row.decidedOn,
    decidedBy: (row) => row.decidedBy,
    communicatedOn: (row) => row.communicatedOn,
    communicatedTo: (row) => row.communicatedTo,
    prevailing: (row) => row.prevailingRef,
    impact: (row) => row.impactAssessment,
    resolution: (row) => row.resolution,
    rationale: (row) => row.rationale,
    risk: (row) => row.riskRef,
    action: (row) => row.actionRef,
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface ConflictBrief {
  ref: string;
  title: string;
  status: ConflictStatus;
  openedOn: string;
}

/** Conflicts that stand in the way of an approval, the oldest first. Nobody opens another one while the head of the history is held. */
export async function unsettledConflicts(access: Access): Promise<ConflictBrief[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ConflictBrief[]>`
      SELECT c.ref, c.title, c.status, c.opened_on::text AS "openedOn" FROM conflict c
       WHERE c.organization_id = ${access.organization.id}::uuid AND ${UNSETTLED} ORDER BY c.opened_on, length(c.ref), c.ref LIMIT 200`,
    { live: true },
  );
}

/** The conflicts in which a requirement, or a party's requirements, stand; the unsettled ones first. */
export async function conflictsOf(access: Access, of: { requirementId: string } | { partyId: string }): Promise<ConflictBrief[]> {
  const condition = "requirementId" in of ? Prisma.sql`r.id = ${of.requirementId}::uuid` : Prisma.sql`r.party_id = ${of.partyId}::uuid`;
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ConflictBrief[]>`
      SELECT c.ref, c.title, c.status, c.opened_on::text AS "openedOn" FROM conflict c
       WHERE c.organization_id = ${access.organization.id}::uuid AND c.retired_at IS NULL AND ${ofRequirement(condition)}
       ORDER BY c.status NOT IN ('open', 'negotiating'), c.opened_on DESC, c.ref LIMIT 50`,
  );
}

// One conflict -------------------------------------------------------------------------------------------------------------------------------------

export interface ConflictValues {
  title: string;
  description: string;
  status: ConflictStatus;
  openedOn: string;
  ownerId: string | null;
  impactAssessment: string;
  options: string[];
  method: ConflictMethod | null;
  resolution: string;
  rationale: string;
  prevailingRequirementId: string | null;
  decidedById: string | null;
  decidedOn: string | null;
  communicatedOn: string | null;
  communicatedTo: string;
  riskId: string | null;
  actionId: string | null;
  example: boolean;
  candidateRule: string;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
  requirementIds: string[];
}

export interface ContestedRecord {
  id: string;
  ref: string;
  statement: string;
  kind: string;
  strength: string | null;
  binding: string;
  sourceType: string | null;
  sourceRef: string;
  sourceLocator: string;
  retired: boolean;
  impactIfUnmet: number | null;
  partyRef: string;
  partyName: string;
  power: number | null;
  adverse: boolean;
}

export interface ConflictRecord {
  id: string;
  ref: string;
  version: number;
  values: ConflictValues;
  open: { days: number; tooLong: boolean } | null;
  tellingOverdue: boolean;
  maxDays: number;
  /** The document that says how conflicts are settled. */
  processRef: string;
  ownerName: string | null;
  decidedBy: string | null;
  requirements: ContestedRecord[];
  weights: Weight[];
  /** What the weights speak for; null where they stand level. */
  proposed: string | null;
  steps: { id: string; heldOn: string; what: string; participants: string; by: string | null }[];
  risk: { ref: string; title: string; retired: boolean } | null;
  action: { ref: string; title: string; status: string } | null;
  /** The reader is of top management. */
  readerIsTop: boolean;
}

/** Null: none of this organisation. */
export async function getConflict(access: Access, ref: string): Promise<ConflictRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const found = await tx.conflict.findFirst({ where: { organizationId, ref }, select: { id: true } });
    const [stored] = found ? await readRecords(tx, organizationId, "conflict", [found.id]) : [];
    if (!stored) return null;
    const values = stored.values as unknown as ConflictValues;
    type Around = Pick<
      ConflictRecord,
      "maxDays" | "processRef" | "ownerName" | "decidedBy" | "requirements" | "steps" | "risk" | "action" | "readerIsTop"
    >;
    const [around] = await tx.$queryRaw<[Around]>`
      SELECT f.conflict_max_days AS "maxDays", f.conflict_process_ref AS "processRef",
             (SELECT name FROM user_account WHERE id = ${values.ownerId}::uuid) AS "ownerName",
             (SELECT name FROM user_account WHERE id = ${values.decidedById}::uuid) AS "decidedBy",
             coalesce((SELECT is_top_management FROM membership m WHERE m.organization_id = ${organizationId}::uuid AND m.ended_at IS NULL
                AND m.user_id = ${access.user?.id ?? null}::uuid), false) AS "readerIsTop",
             (SELECT coalesce(json_agg(json_build_object('id', r.id, 'ref', r.ref, 'statement', r.statement, 'kind', r.kind, 'strength', r.strength,
                        'binding', r.binding, 'sourceType', r.source_type, 'sourceRef', r.source_ref, 'sourceLocator', r.source_locator,
                        'retired', r.status = 'retired', 'impactIfUnmet', r.impact_if_unmet, 'partyRef', p.ref, 'partyName', p.name, 'power', p.power,
                        'adverse', p.adverse) ORDER BY l.position, r.ref), '[]')
                FROM conflict_requirement l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
                JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
               WHERE l.organization_id = ${organizationId}::uuid AND l.conflict_id = ${stored.id}::uuid) AS requirements,
             (SELECT coalesce(json_agg(json_build_object('id', s.id, 'heldOn', s.held_on, 'what', s.what, 'participants', s.participants, 'by', u.name)
                        ORDER BY s.held_on, s.created_at, s.id), '[]')
                FROM conflict_step s LEFT JOIN user_account u ON u.id = s.created_by_id
               WHERE s.organization_id = ${organizationId}::uuid AND s.conflict_id = ${stored.id}::uuid) AS steps,
             (SELECT json_build_object('ref', k.ref, 'title', k.title, 'retired', k.status = 'retired') FROM risk k
               WHERE k.organization_id = ${organizationId}::uuid AND k.id = ${values.riskId}::uuid) AS risk,
             (SELECT json_build_object('ref', a.ref, 'title', a.title, 'status', a.status) FROM action a
               WHERE a.organization_id = ${organizationId}::uuid AND a.id = ${values.actionId}::uuid) AS action
        FROM organization_profile f WHERE f.organization_id = ${organizationId}::uuid`;
    const weights = around.requirements.map(weigh);
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      open: values.retiredAt === null ? daysOpen(values, around.maxDays, today()) : null,
      tellingOverdue: values.retiredAt === null && isTellingOverdue(values, today()),
      ...around,
      weights,
      proposed: weights.length > 1 ? proposedWinner(weights) : null,
    };
  });
}

export interface RequirementChoice {
  id: string;
  ref: string;
  statement: string;
  partyName: string;
}

/** Requirements by their refs or ids, to name those that are chosen already. */
export async function requirementChoices(
  access: Access,
  of: { refs?: readonly string[]; ids?: readonly string[] },
): Promise<RequirementChoice[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<RequirementChoice[]>`
      SELECT r.id, r.ref, left(r.statement, 160) AS statement, p.name AS "partyName"
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid
         AND (r.ref = ANY(${[...(of.refs ?? [])]}::text[]) OR r.id = ANY(${[...(of.ids ?? [])]}::uuid[])) ORDER BY length(r.ref), r.ref LIMIT 50`,
  );
}

// Candidates -------------------------------------------------------------------------------------------------------------------------------------------

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
