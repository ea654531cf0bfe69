import {
  dueOn,
  isEventOverdue,
  loggedAfter,
  proposeParties,
  rulesInForce,
  type StoredRule,
  type TriggerRule,
} from "@/domain/trigger-event";
import { TRIGGER_STATUSES, type TriggerStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { TriggerColumn, TriggerTableState } from "./table";

export interface EventRow {
  id: string;
  ref: string;
  eventKey: string;
  /** The title of its rule as it is today. */
  kind: string;
  title: string;
  description: string;
  status: TriggerStatus;
  occurredOn: string;
  loggedOn: string;
  dueOn: string;
  dueDays: number;
  closedOn: string | null;
  ownerName: string | null;
  loggedBy: string | null;
  reviewRef: string | null;
  reviewStatus: string | null;
  actionRef: string | null;
  parties: number;
  note: string;
}

// Rules --------------------------------------------------------------------------------------------------------------------------------------------

/** A rule in force; `version` of what the organisation keeps of it, null where it is as we deliver it. */
export type RuleRow = TriggerRule & { version: number | null };

async function readRules(tx: Tx, access: Access): Promise<RuleRow[]> {
  const kept = await tx.triggerRule.findMany({ where: { organizationId: access.organization.id } });
  const versions = new Map(kept.map(({ eventKey, version }) => [eventKey, version]));
  return rulesInForce(kept satisfies StoredRule[]).map((rule) => ({ ...rule, version: versions.get(rule.key) ?? null }));
}

/** The rules in force, ours first, those switched off among them. */
export async function triggerRules(access: Access): Promise<RuleRow[]> {
  return inTenant(access, (tx) => readRules(tx, access));
}

export interface ConcernedParty {
  id: string;
  ref: string;
  name: string;
  /** Why it is proposed. */
  because: "template" | "name" | "category" | "full_review";
  key: string;
}

const MOST_PROPOSED = 100;

/** What logging an event of this kind starts from: its rule, and the parties it usually concerns with the reason. Null for a kind that is switched off. */
export async function eventProposal(access: Access, eventKey: string): Promise<{ rule: RuleRow; parties: ConcernedParty[] } | null> {
  return inTenant(access, async (tx) => {
    const rule = (await readRules(tx, access)).find(({ key, active }) => key === eventKey && active);
    if (!rule) return null;
    const parties = await tx.$queryRaw<{ id: string; ref: string; name: string; templateKey: string | null; category: string }[]>`
      SELECT id, ref, name, template_key AS "templateKey", category FROM interested_party
       WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired' ORDER BY name_key, id`;
    const byId = new Map(parties.map((party) => [party.id, party]));
    // That everybody is looked at is said once, not for each.
    const proposed = proposeParties({ ...rule, fullReview: false }, parties).slice(0, MOST_PROPOSED);
    return {
      rule,
      parties: proposed.map(({ id, because, key }) => ({ id, ref: byId.get(id)!.ref, name: byId.get(id)!.name, because, key })),
    };
  });
}

// The list -----------------------------------------------------------------------------------------------------------------------------------------

const ORDER: Partial<Record<TriggerColumn, string>> = {
  ref: "length(t.ref)",
  title: "t.title_key",
  kind: "t.event_key",
  // Open ones first, and among them what is due first.
  status: `array_position(ARRAY['${TRIGGER_STATUSES.join("','")}']::text[], t.status)`,
  dueOn: "t.occurred_on + t.due_days",
  occurredOn: "t.occurred_on",
  loggedOn: "t.logged_on",
  owner: "lower(u.name)",
  closedOn: "t.closed_on",
};

const ROW = Prisma.raw(`t.id, t.ref, t.event_key AS "eventKey", t.title, t.description, t.status, t.occurred_on::text AS "occurredOn",
  t.logged_on::text AS "loggedOn", (t.occurred_on + t.due_days)::text AS "dueOn", t.due_days AS "dueDays", t.closed_on::text AS "closedOn",
  u.name AS "ownerName", l.name AS "loggedBy", v.ref AS "reviewRef", v.status AS "reviewStatus", a.ref AS "actionRef",
  cardinality(t.party_ids) AS parties, t.note`);
const FROM = Prisma.raw(`FROM trigger_event t
  LEFT JOIN user_account u ON u.id = t.owner_id LEFT JOIN user_account l ON l.id = t.logged_by_id
  LEFT JOIN action a ON a.organization_id = t.organization_id AND a.id = t.corrective_action_id
  LEFT JOIN LATERAL (SELECT ref, status FROM review r WHERE r.organization_id = t.organization_id AND r.trigger_event_id = t.id
     AND r.status <> 'cancelled' AND r.retired_at IS NULL ORDER BY r.created_at DESC LIMIT 1) v ON true`);

function conditions(access: Access, { filters, q }: TriggerTableState): Prisma.Sql[] {
  const found = containsWords("t.search_text", q);
  if (filters.status) found.push(Prisma.sql`t.status = ANY(${filters.status}::text[])`);
  if (filters.overdue) found.push(Prisma.sql`t.status = 'open' AND t.occurred_on + t.due_days < ${today()}::date`);
  if (filters.kind) found.push(Prisma.sql`t.event_key = ANY(${filters.kind}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "t.owner_id", filters.owner));
  if (filters.party) {
    found.push(Prisma.sql`t.party_ids && ARRAY(SELECT p.id::text FROM interested_party p
      WHERE p.organization_id = ${access.organization.id}::uuid AND p.ref = ANY(${filters.party}::text[]))`);
  }
  return found;
}

async function read(
  access: Access,
  state: TriggerTableState,
  limit: Prisma.Sql,
): Promise<{ rows: EventRow[]; matching: number; total: number }> {
  const scope = Prisma.sql`t.organization_id = ${access.organization.id}::uuid`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, t.occurred_on + t.due_days, length(t.ref) ${direction}, t.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<
      Omit<EventRow, "kind">[]
    >`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM trigger_event t WHERE ${scope}`;
    const titles = new Map((await readRules(tx, access)).map(({ key, title }) => [key, title]));
    return { rows: rows.map((row) => ({ ...row, kind: titles.get(row.eventKey) ?? row.eventKey })), ...counts };
  });
}

/** One page of the events, the open ones first and among them what is due first. */
export async function listEvents(access: Access, state: TriggerTableState): Promise<{ rows: EventRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportEvents(
  access: Access,
  state: TriggerTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("triggers"), translator("vocabulary")];
  const day = today();
  const cells: Record<TriggerColumn, (row: EventRow) => string | number | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    kind: (row) => row.kind,
    status: (row) => (isEventOverdue(row, day) ? t("overdue") : word(`triggerStatus.${row.status}`)),
    dueOn: (row) => row.dueOn,
    occurredOn: (row) => row.occurredOn,
    loggedOn: (row) => row.loggedOn,
    review: (row) => row.reviewRef,
    parties: (row) => row.parties,
    action: (row) => row.actionRef,
    owner: (row) => row.ownerName,
    closedOn: (row) => row.closedOn,
    loggedBy: (row) => row.loggedBy,
    description: (row) => row.description,
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

/** How many events are open and how many of these overdue, for the overview. */
export async function openEvents(access: Access): Promise<{ open: number; overdue: number }> {
  const [counts] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[{ open: number; overdue: number }]>`
      SELECT count(*)::int AS open, count(*) FILTER (WHERE occurred_on + due_days < ${today()}::date)::int AS overdue
        FROM trigger_event WHERE organization_id = ${access.organization.id}::uuid AND status = 'open'`,
  );
  return counts;
}

// One event ----------------------------------------------------------------------------------------------------------------------------------------

export interface EventValues {
  eventKey: string;
  title: string;
  description: string;
  occurredOn: string;
  loggedOn: string;
  loggedById: string | null;
  dueDays: number;
  partyIds: string[];
  status: TriggerStatus;
  closedOn: string | null;
  dismissedReason: string;
  correctiveActionId: string | null;
  ownerId: string | null;
  note: string;
}

export interface EventRecord {
  id: string;
  ref: string;
  version: number;
  values: EventValues;
  rule: RuleRow | null;
  dueOn: string;
  overdue: boolean;
  loggedAfter: number;
  ownerName: string | null;
  loggedBy: string | null;
  parties: { id: string; ref: string; name: string; retired: boolean }[];
  /** All reviews of it, the last first; a cancelled one too. */
  reviews: { ref: string; title: string; status: string; result: string; completedOn: string | null }[];
  action: { id: string; ref: string; title: string; status: string; dueAt: string | null; ownerName: string | null } | null;
}

/** Null: none of this organisation. */
export async function getEvent(access: Access, ref: string): Promise<EventRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const found = await tx.triggerEvent.findFirst({ where: { organizationId, ref }, select: { id: true } });
    const [stored] = found ? await readRecords(tx, organizationId, "trigger-event", [found.id]) : [];
    if (!stored) return null;
    const values = stored.values as unknown as EventValues;
    const [around] = await tx.$queryRaw<[Pick<EventRecord, "ownerName" | "loggedBy" | "parties" | "reviews" | "action">]>`
      SELECT (SELECT name FROM user_account WHERE id = ${values.ownerId}::uuid) AS "ownerName",
             (SELECT name FROM user_account WHERE id = ${values.loggedById}::uuid) AS "loggedBy",
             (SELECT coalesce(json_agg(json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'retired', p.status = 'retired')
                                       ORDER BY p.name_key, p.id), '[]') FROM interested_party p
               WHERE p.organization_id = ${organizationId}::uuid AND p.id = ANY(${values.partyIds}::uuid[])) AS parties,
             (SELECT coalesce(json_agg(json_build_object('ref', r.ref, 'title', r.title, 'status', r.status, 'result', r.result,
                                                         'completedOn', r.completed_on) ORDER BY r.created_at DESC), '[]') FROM review r
               WHERE r.organization_id = ${organizationId}::uuid AND r.trigger_event_id = ${stored.id}::uuid AND r.retired_at IS NULL) AS reviews,
             (SELECT json_build_object('id', a.id, 'ref', a.ref, 'title', a.title, 'status', a.status, 'dueAt', a.due_at, 'ownerName', u.name)
                FROM action a LEFT JOIN user_account u ON u.id = a.owner_id
               WHERE a.organization_id = ${organizationId}::uuid AND a.id = ${values.correctiveActionId}::uuid) AS action`;
    const rules = await readRules(tx, access);
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      rule: rules.find(({ key }) => key === values.eventKey) ?? null,
      dueOn: dueOn(values),
      overdue: isEventOverdue(values, today()),
      loggedAfter: loggedAfter(values),
      ...around,
    };
  });
}

/** Corrective actions that an event can name as its own, open ones first. */
export async function correctiveActionOptions(access: Access): Promise<{ id: string; ref: string; title: string }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; ref: string; title: string }[]>`
      SELECT id, ref, title FROM action WHERE organization_id = ${access.organization.id}::uuid AND kind = 'corrective' AND status <> 'retired'
       ORDER BY status = 'open' DESC, length(ref) DESC, ref DESC LIMIT 100`,
  );
}
