import {
  type NextStep,
  nextBestStep,
  OPEN_POINT_CODES,
  type OpenPoint,
  type OpenPointCode,
  openPoints,
  type RegisterFacts,
} from "@/domain/open-points";
import type { Permission } from "@/domain/permissions";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";

export interface OverviewCounts {
  parties: { total: number; candidates: number; undecided: number; relevant: number; adverse: number; retired: number };
  requirements: {
    total: number;
    undecided: number;
    relevant: number;
    discarded: number;
    addressed: number;
    notAddressed: number;
    ismsUndecided: number;
  };
  obligations: number;
  sources: number;
}

export interface Overview {
  counts: OverviewCounts;
  points: OpenPointSummary[];
  next: (NextStep & { title: string }) | null;
  /** Who answers for the register, and which member of top management is accountable for it. */
  registerOwner: string | null;
  accountable: string | null;
  reviewIntervalMonths: number;
}

export interface OpenPointSummary {
  code: OpenPointCode;
  clause: string;
  item: string | null;
  count: number;
  /** Of these, how many are the reader's own. */
  mine: number;
  /** The first few, so that the overview already says which. */
  first: string[];
}

/** What is open in the register, what stands in it, and the next best step. */
export async function overviewOf(access: Access): Promise<Overview> {
  return inTenant(access, async (tx) => {
    const { facts, owners, profile } = await readFacts(tx, access);
    const points = openPoints(facts);
    const next = nextBestStep(points);
    const { parties, requirements } = facts;
    const living = parties.filter((party) => party.status !== "retired");
    const current = requirements.filter((requirement) => requirement.status !== "retired");
    const relevant = current.filter((requirement) => requirement.relevance === "relevant");
    const count = <T>(list: readonly T[], test: (one: T) => boolean) => list.filter(test).length;
    return {
      counts: {
        parties: {
          total: living.length,
          candidates: count(living, (party) => party.status === "candidate"),
          undecided: count(living, (party) => party.relevance === "undecided"),
          relevant: count(living, (party) => party.relevance === "relevant"),
          adverse: count(living, (party) => party.adverse),
          retired: parties.length - living.length,
        },
        requirements: {
          total: current.length,
          undecided: count(current, (requirement) => requirement.relevance === "undecided"),
          relevant: relevant.length,
          discarded: count(current, (requirement) => requirement.relevance === "discarded"),
          addressed: count(relevant, (requirement) => requirement.ismsDecision === "addressed"),
          notAddressed: count(relevant, (requirement) => requirement.ismsDecision === "not_addressed"),
          ismsUndecided: count(relevant, (requirement) => requirement.ismsDecision === "undecided"),
        },
        obligations: count(facts.obligations, (obligation) => obligation.status !== "retired"),
        sources: count(facts.sources, (source) => source.status !== "retired"),
      },
      points: points.map((point) => summaryOf(point, owners, access.user?.id ?? null)),
      next: next && { ...next, title: (await titlesOf(tx, access.organization.id, [next.subject.id])).get(next.subject.id)?.title ?? "" },
      registerOwner: profile.register_owner,
      accountable: profile.accountable,
      reviewIntervalMonths: facts.organization.reviewIntervalMonths,
    };
  });
}

export interface OpenPointRow {
  ref: string;
  title: string;
  owner: string | null;
  /** Path below the organisation; null where the record has no page of its own. */
  path: string | null;
}

/** The records behind one number of the overview, optionally only the reader's own. An unknown code has none: null. */
export async function openPointRows(
  access: Access,
  code: string,
  { mine = false, page = 1, pageSize = 50 }: { mine?: boolean; page?: number; pageSize?: number } = {},
): Promise<{ point: OpenPointSummary; rows: OpenPointRow[]; total: number } | null> {
  if (!(OPEN_POINT_CODES as string[]).includes(code)) return null;
  return inTenant(access, async (tx) => {
    const { facts, owners } = await readFacts(tx, access);
    const point = openPoints(facts).find((one) => one.code === code) ?? {
      code: code as OpenPointCode,
      clause: "",
      item: null,
      entity: "organization" as const,
      subjects: [],
    };
    const userId = access.user?.id ?? null;
    const subjects = mine ? point.subjects.filter((subject) => owners.get(subject.id) === userId) : point.subjects;
    const shown = subjects.slice((page - 1) * pageSize, page * pageSize);
    const titles = await titlesOf(
      tx,
      access.organization.id,
      shown.map((subject) => subject.id),
    );
    return {
      point: summaryOf(point, owners, userId),
      total: subjects.length,
      rows: shown.map((subject) => {
        const found = titles.get(subject.id);
        return { ref: subject.ref, title: found?.title ?? "", owner: found?.owner ?? null, path: found?.path ?? null };
      }),
    };
  });
}

function summaryOf(point: OpenPoint, owners: ReadonlyMap<string, string | null>, userId: string | null): OpenPointSummary {
  return {
    code: point.code,
    clause: point.clause,
    item: point.item,
    count: point.subjects.length,
    mine: userId ? point.subjects.filter((subject) => owners.get(subject.id) === userId).length : 0,
    first: point.subjects
      .slice(0, 3)
      .map((subject) => subject.ref)
      .filter(Boolean),
  };
}

interface Profile {
  id: string;
  climate_decision: string;
  climate_rationale: string;
  climate_decided_at: string | null;
  review_interval_months: number;
  triage_max_days: number;
  confirm_max_days: number;
  evidence_warn_days: number;
  register_owner: string | null;
  accountable: string | null;
}

/** Everything the rules ask about, in one round trip for each noun, days as texts. */
async function readFacts(tx: Tx, access: Access): Promise<{ facts: RegisterFacts; owners: Map<string, string | null>; profile: Profile }> {
  const org = Prisma.sql`${access.organization.id}::uuid`;
  const [profile] = await tx.$queryRaw<Profile[]>`
    SELECT p.id::text, climate_decision, climate_rationale, climate_decided_at::text, review_interval_months, triage_max_days, confirm_max_days,
           evidence_warn_days,
           o.name AS register_owner, a.name AS accountable
      FROM organization_profile p LEFT JOIN user_account o ON o.id = p.register_owner_id LEFT JOIN user_account a ON a.id = p.accountable_id
     WHERE p.organization_id = ${org}`;
  if (!profile) throw new Error("the organisation has no profile");
  const members = await tx.$queryRaw<
    { id: string }[]
  >`SELECT user_id::text AS id FROM membership WHERE organization_id = ${org} AND ended_at IS NULL`;
  const parties = await tx.$queryRaw<(RegisterFacts["parties"][number] & { ownerId: string | null })[]>`
    SELECT id::text, ref, status, relevance, adverse, owner_id::text AS "ownerId", confirmed_at::text AS "confirmedAt", created_at::date::text AS "createdAt",
           last_reviewed_at::text AS "lastReviewedAt", scores_are_template_defaults AS "scoresAreTemplateDefaults"
      FROM interested_party WHERE organization_id = ${org} ORDER BY ref`;
  const requirements = await tx.$queryRaw<RegisterFacts["requirements"][number][]>`
    SELECT r.id::text, ref, party_id::text AS "partyId", statement, status, relevance, kind, source_type AS "sourceType", source_ref AS "sourceRef",
           source_locator AS "sourceLocator", coalesce(s.ids, '{}') AS "sourceIds", coalesce(o.ids, '{}') AS "obligationIds", isms_decision AS "ismsDecision",
           how_addressed AS "howAddressed", coalesce(l.count, 0)::int AS "linkCount", owner_id::text AS "ownerId", confirmed_at::text AS "confirmedAt",
           created_at::date::text AS "createdAt", last_reviewed_at::text AS "lastReviewedAt", effective_to::text AS "effectiveTo"
      FROM requirement r
      LEFT JOIN (SELECT requirement_id, array_agg(source_id::text) AS ids FROM requirement_source WHERE organization_id = ${org} GROUP BY 1) s ON s.requirement_id = r.id
      LEFT JOIN (SELECT requirement_id, array_agg(obligation_id::text) AS ids FROM requirement_obligation WHERE organization_id = ${org} GROUP BY 1) o ON o.requirement_id = r.id
      LEFT JOIN (SELECT requirement_id, count(*) AS count FROM requirement_link WHERE organization_id = ${org} GROUP BY 1) l ON l.requirement_id = r.id
     WHERE r.organization_id = ${org} ORDER BY ref`;
  const obligations = await tx.$queryRaw<RegisterFacts["obligations"][number][]>`
    SELECT id::text, ref, status, applicable, owner_id::text AS "ownerId", last_verified_at::text AS "lastVerifiedAt"
      FROM obligation WHERE organization_id = ${org} ORDER BY ref`;
  const sources = await tx.$queryRaw<(RegisterFacts["sources"][number] & { ownerId: string | null })[]>`
    SELECT id::text, ref, status, effective_to::text AS "effectiveTo", owner_id::text AS "ownerId" FROM source_document WHERE organization_id = ${org} ORDER BY ref`;
  const evidence = await tx.$queryRaw<(RegisterFacts["evidence"][number] & { ownerId: string | null })[]>`
    SELECT id::text, ref, status, valid_until::text AS "validUntil", owner_id::text AS "ownerId"
      FROM evidence WHERE organization_id = ${org} AND valid_until IS NOT NULL ORDER BY ref`;
  type Due = RegisterFacts["findings"][number] & { ownerId: string | null };
  const due = async (permission: Permission, table: "finding" | "action"): Promise<Due[]> =>
    access.can(permission)
      ? tx.$queryRaw<Due[]>`
          SELECT id::text, ref, status, due_at::text AS "dueAt", owner_id::text AS "ownerId"
            FROM ${Prisma.raw(table)} WHERE organization_id = ${org} AND status = 'open' AND due_at IS NOT NULL ORDER BY due_at, length(ref), ref`
      : [];
  const findings = await due("finding:read", "finding");
  const actions = await due("action:read", "action");
  const comments = await tx.$queryRaw<{ id: string; ref: string; resolved: boolean; authorId: string | null }[]>`
    SELECT c.id::text, coalesce(p.ref, r.ref, s.ref, o.ref, i.ref, '') AS ref, false AS resolved, c.author_id::text AS "authorId"
      FROM comment c
      LEFT JOIN interested_party p ON p.organization_id = c.organization_id AND p.id = c.entity_id
      LEFT JOIN requirement r ON r.organization_id = c.organization_id AND r.id = c.entity_id
      LEFT JOIN source_document s ON s.organization_id = c.organization_id AND s.id = c.entity_id
      LEFT JOIN obligation o ON o.organization_id = c.organization_id AND o.id = c.entity_id
      LEFT JOIN context_issue i ON i.organization_id = c.organization_id AND i.id = c.entity_id
     WHERE c.organization_id = ${org} AND c.resolved_at IS NULL ORDER BY c.created_at`;
  const owners = new Map<string, string | null>();
  for (const record of [...parties, ...requirements, ...obligations, ...sources, ...evidence, ...findings, ...actions])
    owners.set(record.id, record.ownerId);
  for (const comment of comments) owners.set(comment.id, comment.authorId);
  return {
    profile,
    owners,
    facts: {
      today: today(),
      organization: {
        id: profile.id,
        climateDecision: profile.climate_decision,
        climateRationale: profile.climate_rationale,
        climateDecidedAt: profile.climate_decided_at,
        reviewIntervalMonths: profile.review_interval_months,
        triageMaxDays: profile.triage_max_days,
        confirmMaxDays: profile.confirm_max_days,
        evidenceWarnDays: profile.evidence_warn_days,
      },
      activeUserIds: new Set(members.map((member) => member.id)),
      parties,
      requirements,
      obligations,
      sources,
      evidence,
      findings,
      actions,
      comments,
    },
  };
}

interface Titled {
  title: string;
  owner: string | null;
  path: string | null;
}

async function titlesOf(tx: Tx, organizationId: string, ids: readonly string[]): Promise<Map<string, Titled>> {
  if (ids.length === 0) return new Map();
  const org = Prisma.sql`${organizationId}::uuid`;
  const wanted = Prisma.sql`ANY(${ids}::uuid[])`;
  const rows = await tx.$queryRaw<{ id: string; title: string; owner: string | null; path: string | null }[]>`
    SELECT t.id::text, t.title, u.name AS owner, t.path FROM (
      SELECT id, name AS title, owner_id, '/interested-parties/' || ref AS path FROM interested_party WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, statement, owner_id, '/requirements/' || ref FROM requirement WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, title, owner_id, '/obligations/' || ref FROM obligation WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, title, owner_id, '/sources/' || ref FROM source_document WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, title, owner_id, '/findings/' || ref FROM finding WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, title, owner_id, '/actions/' || ref FROM action WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, title, owner_id, '/evidence/' || ref FROM evidence WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT id, name, accountable_id, '/context' FROM organization_profile WHERE organization_id = ${org} AND id = ${wanted}
      UNION ALL SELECT c.id, c.text, c.author_id,
                       CASE c.entity WHEN 'interested-party' THEN '/interested-parties/' || p.ref WHEN 'requirement' THEN '/requirements/' || r.ref END
        FROM comment c
        LEFT JOIN interested_party p ON p.organization_id = c.organization_id AND p.id = c.entity_id
        LEFT JOIN requirement r ON r.organization_id = c.organization_id AND r.id = c.entity_id
       WHERE c.organization_id = ${org} AND c.id = ${wanted}
    ) t LEFT JOIN user_account u ON u.id = t.owner_id`;
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
