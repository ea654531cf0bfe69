import {
  type ClosingHint,
  closingHints,
  participantKey,
  type ReviewAnswerVerdict,
  type ReviewStatus,
  type ReviewVerdict,
} from "@/domain/review";
import { type Reminder, type ReviewPlan, reminderOf } from "@/domain/review-cycle";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { departmentsOf } from "./closing";
import { factsInWords, type ReviewItemRow, selectCount, selectPage, selectWalk, type WalkItem } from "./item-rows";
import type { ItemFilter } from "./items";

export interface PlanNow {
  plan: ReviewPlan;
  reminder: Reminder;
  /** The last completed periodic review. */
  last: { ref: string; completedOn: string; result: string } | null;
  /** A periodic review that is planned or under way. */
  running: { ref: string; status: ReviewStatus; dueOn: string | null } | null;
}

/** The review plan and what it says today: last, next, on time or overdue. */
export async function reviewPlan(access: Access): Promise<PlanNow> {
  const org = Prisma.sql`${access.organization.id}::uuid`;
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<
      {
        interval: number;
        remind: number;
        repeat: number;
        first: string | null;
        last: PlanNow["last"];
        running: PlanNow["running"];
      }[]
    >`
      SELECT p.review_interval_months AS interval, p.review_remind_days AS remind, p.review_repeat_days AS repeat,
             least((SELECT min(created_at) FROM interested_party WHERE organization_id = ${org}),
                   (SELECT min(created_at) FROM requirement WHERE organization_id = ${org}))::date::text AS first,
             (SELECT json_build_object('ref', r.ref, 'completedOn', r.completed_on, 'result', r.result) FROM review r
               WHERE r.organization_id = ${org} AND r.type = 'periodic' AND r.status = 'completed' AND r.completed_on IS NOT NULL
               ORDER BY r.completed_on DESC, length(r.ref) DESC, r.ref DESC LIMIT 1) AS last,
             (SELECT json_build_object('ref', r.ref, 'status', r.status, 'dueOn', r.due_on) FROM review r
               WHERE r.organization_id = ${org} AND r.type = 'periodic' AND r.status IN ('planned', 'open')
               ORDER BY r.status = 'open' DESC, r.due_on NULLS LAST, length(r.ref), r.ref LIMIT 1) AS running
        FROM organization_profile p WHERE p.organization_id = ${org}`,
  );
  const plan: ReviewPlan = {
    intervalMonths: row?.interval ?? 12,
    remindDays: row?.remind ?? 30,
    repeatDays: row?.repeat ?? 7,
    lastCompletedOn: row?.last?.completedOn ?? null,
    firstRecordOn: row?.first ?? null,
  };
  return { plan, reminder: reminderOf(today(), plan), last: row?.last ?? null, running: row?.running ?? null };
}

export interface ReviewRow {
  ref: string;
  title: string;
  type: "periodic" | "trigger";
  status: ReviewStatus;
  plannedOn: string | null;
  dueOn: string | null;
  completedOn: string | null;
  result: string;
  lead: string | null;
  triggerRef: string | null;
  /** Records without a verdict; only counted while it is open. */
  left: number;
}

export const REVIEWS_PAGE = 50;

/** The reviews, those under way first, then the newest. */
export async function listReviews(access: Access, page = 1): Promise<{ rows: ReviewRow[]; total: number }> {
  const org = Prisma.sql`${access.organization.id}::uuid`;
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<ReviewRow[]>`
      SELECT v.ref, v.title, v.type, v.status, v.planned_on::text AS "plannedOn", v.due_on::text AS "dueOn", v.completed_on::text AS "completedOn", v.result,
             u.name AS lead, e.ref AS "triggerRef",
             CASE WHEN v.status = 'open' THEN (SELECT count(*)::int FROM review_item i
               WHERE i.organization_id = v.organization_id AND i.review_id = v.id AND i.verdict = 'open') ELSE 0 END AS left
        FROM review v LEFT JOIN user_account u ON u.id = v.lead_id
        LEFT JOIN trigger_event e ON e.organization_id = v.organization_id AND e.id = v.trigger_event_id
       WHERE v.organization_id = ${org}
       ORDER BY v.status IN ('completed', 'cancelled'), CASE WHEN v.status IN ('planned', 'open') THEN coalesce(v.due_on, v.planned_on) END NULLS LAST,
                coalesce(v.completed_on, v.retired_at) DESC NULLS LAST, length(v.ref) DESC, v.ref DESC
       LIMIT ${REVIEWS_PAGE} OFFSET ${(Math.max(1, page) - 1) * REVIEWS_PAGE}`;
    const [{ total }] = await tx.$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM review WHERE organization_id = ${org}`;
    return { rows, total };
  });
}

export interface ReviewValues {
  type: "periodic" | "trigger";
  title: string;
  status: ReviewStatus;
  plannedOn: string | null;
  dueOn: string | null;
  openedOn: string | null;
  completedOn: string | null;
  leadId: string | null;
  participantIds: string[];
  otherParticipants: string[];
  triggerEventId: string | null;
  result: string;
  outcome: string;
  versionNumber: string;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

export interface Participant {
  name: string;
  department: string;
  /** A member of the organisation; the others are told by name. */
  member: boolean;
}

export interface ReviewRecord {
  id: string;
  ref: string;
  version: number;
  values: ReviewValues;
  leadName: string | null;
  completedBy: string | null;
  trigger: { ref: string; title: string; status: string } | null;
  participants: Participant[];
  /** Records by verdict. */
  counts: Record<ReviewVerdict, number>;
  total: number;
  prompts: { total: number; open: number; change: number };
  hints: ClosingHint[];
}

/** Null: none of this organisation. */
export async function getReview(access: Access, ref: string): Promise<ReviewRecord | null> {
  return inTenant(access, async (tx) => {
    const org = Prisma.sql`${access.organization.id}::uuid`;
    const [around] = await tx.$queryRaw<
      {
        id: string;
        leadName: string | null;
        completedBy: string | null;
        trigger: ReviewRecord["trigger"];
        counts: Partial<ReviewRecord["counts"]> | null;
        prompts: ReviewRecord["prompts"];
        members: { id: string; name: string; department: string }[] | null;
        /** People of an imported register who are no members. */
        guests: { name: string; department: string }[] | null;
      }[]
    >`
      SELECT v.id::text, u.name AS "leadName", c.name AS "completedBy",
             CASE WHEN e.id IS NOT NULL THEN json_build_object('ref', e.ref, 'title', e.title, 'status', e.status) END AS trigger,
             (SELECT json_object_agg(k.verdict, k.count) FROM (SELECT i.verdict, count(*)::int AS count FROM review_item i
                WHERE i.organization_id = ${org} AND i.review_id = v.id GROUP BY i.verdict) k) AS counts,
             (SELECT json_build_object('total', count(*), 'open', count(*) FILTER (WHERE a.verdict = 'open'), 'change', count(*) FILTER (WHERE a.verdict = 'change'))
                FROM review_answer a WHERE a.organization_id = ${org} AND a.review_id = v.id) AS prompts,
             (SELECT json_agg(json_build_object('id', m.user_id, 'name', p.name, 'department', m.department) ORDER BY lower(p.name), p.id)
                FROM membership m JOIN user_account p ON p.id = m.user_id
               WHERE m.organization_id = ${org} AND m.user_id::text = ANY(v.participant_ids)) AS members,
             (SELECT json_agg(json_build_object('name', g ->> 'name', 'department', coalesce(g ->> 'department', '')) ORDER BY g ->> 'name')
                FROM register_annex x, jsonb_array_elements(x.content) g
               WHERE x.organization_id = ${org} AND x.collection = 'users' AND g ->> 'id' = ANY(v.participant_ids)) AS guests
        FROM review v LEFT JOIN user_account u ON u.id = v.lead_id LEFT JOIN user_account c ON c.id = v.completed_by_id
        LEFT JOIN trigger_event e ON e.organization_id = v.organization_id AND e.id = v.trigger_event_id
       WHERE v.organization_id = ${org} AND v.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "review", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as ReviewValues;
    const counts = { open: 0, still_valid: 0, changed: 0, retire: 0, question: 0, ...around.counts };
    const members = around.members ?? [];
    const guests = around.guests ?? [];
    const departments = departmentsOf(
      [...members, ...guests].map(({ department }) => department),
      values.otherParticipants,
    );
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      leadName: around.leadName,
      completedBy: around.completedBy,
      trigger: around.trigger,
      participants: [
        ...members.map(({ name, department }) => ({ name, department, member: true })),
        ...guests.map((guest) => ({ ...guest, member: false })),
        ...values.otherParticipants.map((text) => ({ ...participantKey(text), member: false })),
      ],
      counts,
      total: Object.values(counts).reduce((sum, count) => sum + count, 0),
      prompts: around.prompts,
      hints: closingHints({ participants: values.participantIds.length + values.otherParticipants.length, departments }),
    };
  });
}

export interface ReviewPrompt {
  id: string;
  version: number;
  promptKey: string;
  prompt: string;
  verdict: ReviewAnswerVerdict;
  answer: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

export async function reviewPrompts(access: Access, reviewId: string): Promise<ReviewPrompt[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ReviewPrompt[]>`
      SELECT a.id::text, a.version, a.prompt_key AS "promptKey", a.prompt, a.verdict, a.answer, u.name AS "decidedBy",
             (a.decided_at AT TIME ZONE 'UTC')::date::text AS "decidedAt"
        FROM review_answer a LEFT JOIN user_account u ON u.id = a.decided_by_id
       WHERE a.organization_id = ${access.organization.id}::uuid AND a.review_id = ${reviewId}::uuid ORDER BY a.position, a.id LIMIT 500`,
  );
}

export interface ReviewAction {
  ref: string;
  title: string;
  status: "open" | "done" | "retired";
  owner: string | null;
  dueAt: string | null;
}

/** The actions that a review raised; none for whoever may not read actions. */
export async function actionsOfReview(access: Access, ref: string): Promise<ReviewAction[]> {
  if (!access.can("action:read")) return [];
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ReviewAction[]>`
      SELECT a.ref, a.title, a.status, u.name AS owner, a.due_at::text AS "dueAt" FROM action a LEFT JOIN user_account u ON u.id = a.owner_id
       WHERE a.organization_id = ${access.organization.id}::uuid AND a.origin = 'review' AND a.origin_ref = ${ref}
       ORDER BY array_position(ARRAY['open','done','retired']::text[], a.status), length(a.ref), a.ref LIMIT 500`,
  );
}

export interface MyReview {
  ref: string;
  title: string;
  dueOn: string | null;
  overdue: boolean;
  lead: boolean;
  /** Records without a verdict, and prompts without an answer. */
  itemsLeft: number;
  promptsLeft: number;
}

/** The open reviews that the reader leads or takes part in, with what still waits. */
export async function reviewsForMe(access: Access): Promise<MyReview[]> {
  const me = access.user?.id;
  if (!me || !access.can("review:read")) return [];
  return inTenant(
    access,
    (tx) => tx.$queryRaw<MyReview[]>`
      SELECT v.ref, v.title, v.due_on::text AS "dueOn", coalesce(v.due_on < ${today()}::date, false) AS overdue, coalesce(v.lead_id = ${me}::uuid, false) AS lead,
             (SELECT count(*)::int FROM review_item i WHERE i.organization_id = v.organization_id AND i.review_id = v.id AND i.verdict = 'open') AS "itemsLeft",
             (SELECT count(*)::int FROM review_answer a WHERE a.organization_id = v.organization_id AND a.review_id = v.id AND a.verdict = 'open') AS "promptsLeft"
        FROM review v
       WHERE v.organization_id = ${access.organization.id}::uuid AND v.status = 'open' AND (v.lead_id = ${me}::uuid OR ${me} = ANY(v.participant_ids))
       ORDER BY v.due_on NULLS LAST, length(v.ref), v.ref LIMIT 100`,
  );
}

export interface MemberOption {
  id: string;
  name: string;
  department: string;
}

/** Who can take part: the members of today, and those who are named already. */
export async function participantOptions(access: Access, including: readonly string[] = []): Promise<MemberOption[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<MemberOption[]>`
      SELECT u.id::text, u.name, m.department FROM membership m JOIN user_account u ON u.id = m.user_id
       WHERE m.organization_id = ${access.organization.id}::uuid AND (m.ended_at IS NULL OR m.user_id::text = ANY(${[...including]}::text[]))
       ORDER BY lower(u.name), u.id LIMIT 2000`,
  );
}

export const ITEMS_PAGE = 50;

/** One page of the records of a review. */
export async function reviewItems(
  access: Access,
  reviewId: string,
  filter: ItemFilter,
): Promise<{ rows: ReviewItemRow[]; matching: number }> {
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<ReviewItemRow[]>(selectPage(access.organization.id, reviewId, filter, ITEMS_PAGE));
    const [{ matching }] = await tx.$queryRaw<[{ matching: number }]>(selectCount(access.organization.id, reviewId, filter));
    return { rows, matching };
  });
}

export interface WalkBatch {
  items: WalkItem[];
  /** All records without a verdict, these included. */
  left: number;
}

export const WALK_BATCH = 10;

/** The next records of a review that nothing was said about, in the order of the walk; `left` counts all of them. */
export async function nextItems(access: Access, reviewId: string, after = -1): Promise<WalkBatch> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const rows = await tx.$queryRaw<(ReviewItemRow & { facts: Record<string, string | null> })[]>(
      selectWalk(organizationId, reviewId, { after }, WALK_BATCH),
    );
    const open: ItemFilter = { verdict: "open", entity: null, q: "", page: 1 };
    const [{ matching }] = await tx.$queryRaw<[{ matching: number }]>(selectCount(organizationId, reviewId, open));
    return { items: rows.map(({ facts, ...row }) => ({ ...row, facts: factsInWords(row.entity, facts) })), left: matching };
  });
}

/** One record of a review as the walk shows it, whatever was said about it; for going on after somebody else was faster. */
export async function walkItem(access: Access, reviewId: string, id: string): Promise<WalkItem | null> {
  const [row] = await inTenant(access, (tx) =>
    tx.$queryRaw<(ReviewItemRow & { facts: Record<string, string | null> })[]>(selectWalk(access.organization.id, reviewId, { id }, 1)),
  );
  return row ? { ...row, facts: factsInWords(row.entity, row.facts) } : null;
}
