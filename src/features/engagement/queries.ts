import { addDays } from "@/domain/dates";
import { type EngagementGap, type EngagementLevel, engagementGap, isFeedbackOverdue, lastSeen } from "@/domain/engagement";
import { parseRef, REF_PREFIXES } from "@/domain/refs";
import { ENGAGEMENT_LEVELS, ENGAGEMENT_STATUSES, type EngagementStatus, type EngagementType, type FeedbackKind } from "@/domain/vocabulary";
import { type NamedRecord, recordOptions, recordsByRef } from "@/features/records/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { EngagementColumn, EngagementTableState } from "./table";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface EntryRow {
  id: string;
  ref: string;
  type: EngagementType;
  heldOn: string;
  partyRef: string | null;
  partyName: string | null;
  summary: string;
  channel: string;
  participants: string;
  ours: string | null;
  requirements: string[];
  seen: EngagementLevel | null;
  status: EngagementStatus;
  feedbackKind: FeedbackKind | "";
  fromName: string;
  ownerName: string | null;
  dueOn: string | null;
  response: string;
  outcome: string;
  toldOn: string | null;
  origin: string;
  originRef: string;
  note: string;
  retired: boolean;
}

// The list -----------------------------------------------------------------------------------------------------------------------------------------

const position = (words: readonly string[], column: string) => `array_position(ARRAY['${words.join("','")}']::text[], ${column})`;
const ORDER: Partial<Record<EngagementColumn, string>> = {
  ref: "length(e.ref)",
  heldOn: "e.held_on",
  type: "e.type",
  party: "p.name_key",
  summary: "e.title_key",
  seen: position(ENGAGEMENT_LEVELS, "e.engagement_seen"),
  status: position(["new", "in_work", ...ENGAGEMENT_STATUSES.filter((status) => status !== "new" && status !== "in_work")], "e.status"),
  owner: "lower(u.name)",
  dueOn: "e.due_on",
  toldOn: "e.told_on",
};

const ROW =
  Prisma.raw(`e.id, e.ref, e.type, e.held_on::text AS "heldOn", p.ref AS "partyRef", p.name AS "partyName", e.summary, e.channel, e.participants,
  (SELECT string_agg(m.name, ', ' ORDER BY lower(m.name)) FROM user_account m WHERE m.id::text = ANY(e.our_participant_ids)) AS ours,
  coalesce((SELECT array_agg(r.ref ORDER BY length(r.ref), r.ref) FROM requirement r
     WHERE r.organization_id = e.organization_id AND r.id::text = ANY(e.requirement_ids)), '{}') AS requirements,
  e.engagement_seen AS seen, e.status, e.feedback_kind AS "feedbackKind", e.from_name AS "fromName", u.name AS "ownerName", e.due_on::text AS "dueOn",
  e.response, e.outcome, e.told_on::text AS "toldOn", e.origin, e.origin_ref AS "originRef", e.note, e.retired_at IS NOT NULL AS retired`);
const FROM = Prisma.raw(`FROM engagement e
  LEFT JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id
  LEFT JOIN user_account u ON u.id = e.owner_id`);

function conditions(access: Access, { filters, q }: EngagementTableState): Prisma.Sql[] {
  const org = Prisma.sql`${access.organization.id}::uuid`;
  const found = containsWords("(e.search_text || ' ' || coalesce(p.name_key, ''))", q);
  found.push(filters.retired ? Prisma.sql`e.retired_at IS NOT NULL` : Prisma.sql`e.retired_at IS NULL`);
  if (filters.type) found.push(Prisma.sql`e.type = ANY(${filters.type}::text[])`);
  if (filters.status) found.push(Prisma.sql`e.status = ANY(${filters.status}::text[])`);
  if (filters.origin) found.push(Prisma.sql`e.origin = ANY(${filters.origin}::text[])`);
  if (filters.party) found.push(Prisma.sql`p.ref = ANY(${filters.party}::text[])`);
  if (filters.requirement) {
    found.push(Prisma.sql`e.requirement_ids && ARRAY(SELECT r.id::text FROM requirement r
      WHERE r.organization_id = ${org} AND r.ref = ANY(${filters.requirement}::text[]))`);
  }
  if (filters.period) found.push(Prisma.sql`(${Prisma.join(filters.period.map(inPeriod), " OR ")})`);
  if (filters.person) {
    const people = filters.person.map((value) => (value === "mine" ? (access.user?.id ?? "") : value)).filter((value) => UUID.test(value));
    found.push(Prisma.sql`(e.our_participant_ids && ${people}::text[] OR e.owner_id = ANY(${people}::uuid[]))`);
  }
  return found;
}

const DAYS: Readonly<Record<string, number>> = { last30: 30, last90: 90, last365: 365, older: 365 };

function inPeriod(period: string): Prisma.Sql {
  const since = addDays(today(), -(DAYS[period] ?? 0));
  return period === "older" ? Prisma.sql`e.held_on < ${since}::date` : Prisma.sql`e.held_on >= ${since}::date`;
}

interface Page {
  rows: EntryRow[];
  matching: number;
  total: number;
}

async function read(access: Access, state: EngagementTableState, limit: Prisma.Sql): Promise<Page> {
  const scope = Prisma.sql`e.organization_id = ${access.organization.id}::uuid`;
  const narrowed = Prisma.join(conditions(access, state), " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, e.held_on DESC, length(e.ref) DESC, e.ref DESC`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<EntryRow[]>`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total ${FROM} WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the log, the newest first. */
export async function listEntries(access: Access, state: EngagementTableState): Promise<Page> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportEntries(
  access: Access,
  state: EngagementTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("engagement"), translator("vocabulary")];
  const day = today();
  const cells: Record<EngagementColumn, (row: EntryRow) => string | number | null> = {
    ref: (row) => row.ref,
    heldOn: (row) => row.heldOn,
    type: (row) => word(`engagementType.${row.type}`),
    party: (row) => (row.partyRef ? `${row.partyRef} ${row.partyName}` : row.fromName),
    summary: (row) => row.summary,
    channel: (row) => (row.channel ? word(`engagementChannel.${row.channel}`) : ""),
    participants: (row) => row.participants,
    ours: (row) => row.ours,
    requirements: (row) => row.requirements.join(", "),
    seen: (row) => (row.seen ? word(`engagementLevel.${row.seen}`) : ""),
    status: (row) => (isFeedbackOverdue(row, day) ? t("overdue") : word(`engagementStatus.${row.status}`)),
    feedbackKind: (row) => (row.feedbackKind ? word(`feedbackKind.${row.feedbackKind}`) : ""),
    owner: (row) => row.ownerName,
    dueOn: (row) => row.dueOn,
    response: (row) => row.response,
    outcome: (row) => row.outcome,
    toldOn: (row) => row.toldOn,
    origin: (row) => word(`engagementOrigin.${row.origin}`),
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

// One entry ----------------------------------------------------------------------------------------------------------------------------------------

export interface EntryValues {
  partyId: string | null;
  type: EngagementType;
  heldOn: string;
  channel: string;
  summary: string;
  participants: string;
  ourParticipantIds: string[];
  documentRefs: string[];
  requirementIds: string[];
  engagementSeen: EngagementLevel | null;
  feedbackKind: FeedbackKind | "";
  fromName: string;
  fromEmail: string;
  status: EngagementStatus;
  ownerId: string | null;
  dueOn: string | null;
  response: string;
  respondedOn: string | null;
  outcome: string;
  toldOn: string | null;
  actionId: string | null;
  origin: string;
  originRef: string;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

export interface EntryRecord {
  id: string;
  ref: string;
  version: number;
  values: EntryValues;
  overdue: boolean;
  party: { id: string; ref: string; name: string; adverse: boolean; retired: boolean } | null;
  ownerName: string | null;
  createdBy: string | null;
  ours: { id: string; name: string }[];
  requirements: { id: string; ref: string; statement: string; communicatedAt: string | null; retired: boolean }[];
  documents: NamedRecord[];
  action: { ref: string; title: string; status: string } | null;
  /** What became of the mails about it, the last first. */
  mails: { id: string; status: string; toEmail: string; createdAt: string; problem: string }[];
}

/** Null: none of this organisation. */
export async function getEntry(access: Access, ref: string): Promise<EntryRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const found = await tx.engagement.findFirst({ where: { organizationId, ref }, select: { id: true } });
    const [stored] = found ? await readRecords(tx, organizationId, "engagement", [found.id]) : [];
    if (!stored) return null;
    const values = stored.values as unknown as EntryValues;
    const [around] = await tx.$queryRaw<[Omit<EntryRecord, "id" | "ref" | "version" | "values" | "overdue" | "documents">]>`
      SELECT (SELECT json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'adverse', p.adverse, 'retired', p.status = 'retired')
                FROM interested_party p WHERE p.organization_id = ${organizationId}::uuid AND p.id = ${values.partyId}::uuid) AS party,
             (SELECT name FROM user_account WHERE id = ${values.ownerId}::uuid) AS "ownerName",
             (SELECT u.name FROM engagement e JOIN user_account u ON u.id = e.created_by_id
               WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${stored.id}::uuid) AS "createdBy",
             (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY lower(u.name)), '[]') FROM user_account u
                JOIN membership m ON m.user_id = u.id AND m.organization_id = ${organizationId}::uuid
               WHERE u.id::text = ANY(${values.ourParticipantIds}::text[])) AS ours,
             (SELECT coalesce(json_agg(json_build_object('id', r.id, 'ref', r.ref, 'statement', left(r.statement, 300), 'communicatedAt', r.communicated_at,
                                                         'retired', r.status = 'retired') ORDER BY length(r.ref), r.ref), '[]') FROM requirement r
               WHERE r.organization_id = ${organizationId}::uuid AND r.id::text = ANY(${values.requirementIds}::text[])) AS requirements,
             (SELECT json_build_object('ref', a.ref, 'title', a.title, 'status', a.status) FROM action a
               WHERE a.organization_id = ${organizationId}::uuid AND a.id = ${values.actionId}::uuid) AS action,
             (SELECT coalesce(json_agg(json_build_object('id', m.id, 'status', m.status, 'toEmail', m.to_email, 'createdAt', m.created_at, 'problem', m.problem)
                                       ORDER BY m.created_at DESC), '[]') FROM mail_message m
               WHERE m.organization_id = ${organizationId}::uuid AND m.entity = 'engagement' AND m.record_id = ${stored.id}::uuid) AS mails`;
    const documents = await recordsByRef(access, values.documentRefs);
    return { id: stored.id, ref, version: stored.version, values, overdue: isFeedbackOverdue(values, today()), documents, ...around };
  });
}

// Of a party ---------------------------------------------------------------------------------------------------------------------------------------

export interface TimelineRow {
  ref: string;
  type: EngagementType;
  heldOn: string;
  summary: string;
  channel: string;
  participants: string;
  engagementSeen: EngagementLevel | null;
  status: EngagementStatus;
  feedbackKind: FeedbackKind | "";
  dueOn: string | null;
  origin: string;
  originRef: string;
}

export interface PartyEngagement {
  /** The newest, at most `MOST_ON_A_PAGE`. */
  entries: TimelineRow[];
  total: number;
  gap: EngagementGap;
  /** The interaction that "now" follows from; null: it was set by hand. */
  seenIn: { ref: string; heldOn: string } | null;
}

const MOST_ON_A_PAGE = 20;
const TIMELINE = Prisma.raw(`ref, type, held_on::text AS "heldOn", left(summary, 400) AS summary, channel, participants,
  engagement_seen AS "engagementSeen", status, feedback_kind AS "feedbackKind", due_on::text AS "dueOn", origin, origin_ref AS "originRef"`);

/** What passed between a party and us, and how engaged it is. */
export async function partyEngagement(access: Access, partyId: string): Promise<PartyEngagement> {
  const where = Prisma.sql`organization_id = ${access.organization.id}::uuid AND party_id = ${partyId}::uuid AND retired_at IS NULL`;
  return inTenant(access, async (tx) => {
    const entries = await tx.$queryRaw<TimelineRow[]>`
      SELECT ${TIMELINE} FROM engagement WHERE ${where} ORDER BY held_on DESC, length(ref) DESC, ref DESC LIMIT ${MOST_ON_A_PAGE}`;
    const [{ total }] = await tx.$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM engagement WHERE ${where}`;
    const seen = await tx.$queryRaw<{ ref: string; heldOn: string; engagementSeen: EngagementLevel }[]>`
      SELECT ref, held_on::text AS "heldOn", engagement_seen AS "engagementSeen" FROM engagement WHERE ${where} AND engagement_seen IS NOT NULL
       ORDER BY held_on DESC LIMIT 50`;
    const party = await tx.interestedParty.findFirst({
      where: { organizationId: access.organization.id, id: partyId },
      select: { engagementCurrent: true, engagementTarget: true },
    });
    const levels = {
      engagementCurrent: (party?.engagementCurrent ?? null) as EngagementLevel | null,
      engagementTarget: (party?.engagementTarget ?? null) as EngagementLevel | null,
    };
    const last = lastSeen(seen);
    return {
      entries,
      total,
      gap: engagementGap(levels, entries[0]?.heldOn ?? null, today()),
      seenIn: last && last.engagementSeen === levels.engagementCurrent ? { ref: last.ref, heldOn: last.heldOn } : null,
    };
  });
}

/** Interactions that concern a requirement, the newest first. */
export async function entriesOnRequirement(access: Access, requirementId: string): Promise<TimelineRow[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<TimelineRow[]>`
      SELECT ${TIMELINE} FROM engagement WHERE organization_id = ${access.organization.id}::uuid AND retired_at IS NULL
         AND ${requirementId}::text = ANY(requirement_ids) ORDER BY held_on DESC, length(ref) DESC, ref DESC LIMIT ${MOST_ON_A_PAGE}`,
  );
}

// For the form -------------------------------------------------------------------------------------------------------------------------------------

export interface EntryParty {
  id: string;
  ref: string;
  name: string;
  adverse: boolean;
  /** Who speaks for it, as its entry says. */
  representative: string;
  representativeContact: string;
}

/** The party that a new entry starts from: /engagement/new?party=IP-003. Null for none, and for one that is retired. */
export async function entryParty(access: Access, ref: string): Promise<EntryParty | null> {
  return inTenant(access, (tx) =>
    tx.interestedParty.findFirst({
      where: { organizationId: access.organization.id, ref, status: { not: "retired" } },
      select: { id: true, ref: true, name: true, adverse: true, representative: true, representativeContact: true },
    }),
  );
}

/** The requirements of a party that an entry can concern. */
export async function requirementsOfParty(
  access: Access,
  { partyId }: { partyId: string },
): Promise<{ id: string; ref: string; statement: string; told: boolean }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; ref: string; statement: string; told: boolean }[]>`
      SELECT id, ref, left(statement, 200) AS statement, communicated_at IS NOT NULL AS told FROM requirement
       WHERE organization_id = ${access.organization.id}::uuid AND party_id = ${partyId}::uuid AND status <> 'retired'
       ORDER BY length(ref), ref LIMIT 500`,
  );
}

const DOCUMENTS: readonly string[] = [REF_PREFIXES.document, REF_PREFIXES.evidence, REF_PREFIXES.source];

/** Documents, evidence and sources whose words are these. */
export async function documentOptions(access: Access, { q }: { q: string }): Promise<{ ref: string; title: string }[]> {
  return (await recordOptions(access, { q })).filter(({ ref }) => DOCUMENTS.includes(parseRef(ref)?.prefix ?? ""));
}
