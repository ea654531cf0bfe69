import type { FactSheet } from "@/domain/management-review-facts";
import type { ManagementReviewInput } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import { periodOf } from "./changes";
import { collectFacts } from "./facts";

export interface BriefingLine {
  ref: string;
  title: string;
  period: string;
  amount: number | null;
  currency: string;
  /** Requirements behind what it pays for. */
  requirements: number;
}

/** What leadership has to know before it decides, read at one moment. */
export interface Briefing {
  day: string;
  /** Of the last signed review; null: none was signed. */
  since: string | null;
  governing: { number: string; approvedOn: string } | null;
  inReview: { number: string; changeSummary: string } | null;
  next: { ref: string; title: string; heldOn: string } | null;
  undecided: { parties: number; requirements: number };
  /** Retained above what the organisation accepts, and nobody stands for it. */
  unaccepted: { ref: string; title: string }[];
  facts: Record<ManagementReviewInput, FactSheet>;
  overdue: { entity: string; ref: string; title: string; owner: string | null; dueAt: string }[];
  budget: BriefingLine[];
}

const NO_MEETING = "00000000-0000-0000-0000-000000000000";

/** Where the register stands, for two pages: what changed since the last review, what is to be decided, what is late, what is not met, what it costs. */
export async function leadershipBriefing(access: Access): Promise<Briefing> {
  const day = today();
  return inTenant(access, async (tx) => {
    const organization = Prisma.sql`${access.organization.id}::uuid`;
    const period = await periodOf(tx, access, { id: NO_MEETING, heldOn: day });
    const facts = await collectFacts(tx, access, period, "");
    const [row] = await tx.$queryRaw<[Pick<Briefing, "governing" | "inReview" | "next"> & { parties: number; requirements: number }]>`
      SELECT (SELECT json_build_object('number', number, 'approvedOn', approved_on::text) FROM register_version
               WHERE organization_id = ${organization} AND status = 'approved' LIMIT 1) AS governing,
             (SELECT json_build_object('number', number, 'changeSummary', change_summary) FROM register_version
               WHERE organization_id = ${organization} AND status = 'in_review' LIMIT 1) AS "inReview",
             (SELECT json_build_object('ref', ref, 'title', title, 'heldOn', held_on::text) FROM management_review
               WHERE organization_id = ${organization} AND status <> 'signed' AND held_on >= ${day}::date ORDER BY held_on LIMIT 1) AS next,
             (SELECT count(*)::int FROM interested_party WHERE organization_id = ${organization} AND status <> 'retired' AND relevance = 'undecided') AS parties,
             (SELECT count(*)::int FROM requirement WHERE organization_id = ${organization} AND status <> 'retired'
                 AND (relevance = 'undecided' OR relevance = 'relevant' AND isms_decision = 'undecided')) AS requirements`;
    const unaccepted = await tx.$queryRaw<Briefing["unaccepted"]>`
      SELECT k.ref, k.title FROM risk k JOIN organization_profile o ON o.organization_id = k.organization_id
       WHERE k.organization_id = ${organization} AND k.status = 'active' AND k.kind = 'threat' AND k.treatment = 'retain' AND k.accepted_at IS NULL
         AND coalesce(k.residual_likelihood * k.residual_impact, k.likelihood * k.impact, 0) > o.risk_acceptance_level ORDER BY length(k.ref), k.ref`;
    const overdue = await tx.$queryRaw<Briefing["overdue"]>`
      SELECT 'action' AS entity, a.ref, a.title, u.name AS owner, a.due_at::text AS "dueAt" FROM action a LEFT JOIN user_account u ON u.id = a.owner_id
       WHERE a.organization_id = ${organization} AND a.status = 'open' AND a.due_at < ${day}::date
      UNION ALL
      SELECT 'finding', f.ref, f.title, u.name, f.due_at::text FROM finding f LEFT JOIN user_account u ON u.id = f.owner_id
       WHERE f.organization_id = ${organization} AND f.status = 'open' AND f.due_at < ${day}::date
      UNION ALL
      SELECT 'review', v.ref, v.title, u.name, v.due_on::text FROM review v LEFT JOIN user_account u ON u.id = v.lead_id
       WHERE v.organization_id = ${organization} AND v.status IN ('planned', 'open') AND v.due_on < ${day}::date
      UNION ALL
      SELECT 'risk', k.ref, k.title, u.name, k.review_due_at::text FROM risk k LEFT JOIN user_account u ON u.id = k.owner_id
       WHERE k.organization_id = ${organization} AND k.status = 'active' AND k.review_due_at < ${day}::date
       ORDER BY 5, 2`;
    const budget = await tx.$queryRaw<BriefingLine[]>`
      SELECT b.ref, b.title, b.period, b.amount, b.currency,
             (SELECT count(DISTINCT r.id)::int FROM requirement_link l
                JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired'
               WHERE l.organization_id = b.organization_id AND l.target_ref = ANY(b.target_refs)) AS requirements
        FROM budget_line b WHERE b.organization_id = ${organization} AND b.status <> 'retired'
       ORDER BY b.amount DESC NULLS LAST, length(b.ref), b.ref`;
    const { parties, requirements, ...versions } = row;
    return { day, since: period.from, ...versions, undecided: { parties, requirements }, unaccepted, facts, overdue, budget };
  });
}
