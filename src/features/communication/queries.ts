import { type LineState, lineState, nextDueOn } from "@/domain/communication";
import { type LineProposal, proposeLines } from "@/domain/communication-proposals";
import { triggerRules } from "@/features/triggers/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { CommunicationColumn, CommunicationTableState } from "./table";
import { whenWords } from "./words";

export interface LineRow {
  id: string;
  ref: string;
  version: number;
  partyId: string;
  partyRef: string;
  partyName: string;
  what: string;
  whenText: string;
  frequencyDays: number | null;
  eventKey: string;
  /** What the kind of event is called today. */
  eventTitle: string;
  /** When, in words: the frequency, the event with its hours, and what a person wrote. */
  when: string;
  clockHours: number | null;
  withWhom: string;
  how: string;
  ownerName: string | null;
  startsOn: string | null;
  lastDoneOn: string | null;
  enteredOn: string;
  status: string;
  note: string;
  nextDueOn: string | null;
  state: LineState;
}

type StoredLine = Omit<LineRow, "eventTitle" | "when" | "nextDueOn" | "state">;

const ENTERED = "(c.created_at AT TIME ZONE 'UTC')::date";
/** As domain/communication.ts counts it. */
const DUE = `CASE WHEN c.status = 'retired' THEN NULL
  WHEN c.frequency_days IS NULL THEN CASE WHEN c.last_done_on IS NULL OR c.last_done_on < c.starts_on THEN c.starts_on END
  ELSE greatest(c.starts_on, coalesce(c.last_done_on + c.frequency_days, c.starts_on, ${ENTERED})) END`;

const ROW =
  Prisma.raw(`c.id, c.ref, c.version, c.party_id AS "partyId", p.ref AS "partyRef", p.name AS "partyName", c.what, c.when_text AS "whenText",
  c.frequency_days AS "frequencyDays", c.event_key AS "eventKey", c.clock_hours AS "clockHours", c.with_whom AS "withWhom", c.how,
  coalesce(u.name, nullif(c.owner_label, '')) AS "ownerName", c.starts_on::text AS "startsOn", c.last_done_on::text AS "lastDoneOn",
  ${ENTERED}::text AS "enteredOn", c.status, c.note`);
const FROM = Prisma.raw(`FROM communication_item c JOIN interested_party p ON p.organization_id = c.organization_id AND p.id = c.party_id
  LEFT JOIN user_account u ON u.id = c.owner_id`);

const ORDER: Partial<Record<CommunicationColumn, string>> = {
  ref: "length(c.ref)",
  party: "p.name_key",
  what: "c.title_key",
  nextDue: DUE,
  owner: "lower(coalesce(u.name, c.owner_label))",
  lastDone: "c.last_done_on",
};

/** So many days before a line is due it is announced. */
async function soonDays(tx: Tx, access: Access): Promise<number> {
  const where = { organizationId: access.organization.id };
  return (await tx.organizationProfile.findUnique({ where, select: { announceDays: true } }))?.announceDays ?? 7;
}

async function readable(access: Access, rows: readonly StoredLine[], soon: number): Promise<LineRow[]> {
  const titles = rows.some(({ eventKey }) => eventKey !== "")
    ? new Map((await triggerRules(access)).map(({ key, title }) => [key, title]))
    : new Map<string, string>();
  const day = today();
  return rows.map((row) => {
    const eventTitle = titles.get(row.eventKey) ?? row.eventKey;
    return { ...row, eventTitle, when: whenWords({ ...row, eventTitle }), nextDueOn: nextDueOn(row), state: lineState(row, day, soon) };
  });
}

const STATE: Record<LineState, (day: string, soon: number) => Prisma.Sql> = {
  overdue: (day) => Prisma.sql`(${Prisma.raw(DUE)}) < ${day}::date`,
  due_soon: (day, soon) => Prisma.sql`(${Prisma.raw(DUE)}) BETWEEN ${day}::date AND ${day}::date + ${soon}::int`,
  planned: (day, soon) => Prisma.sql`(${Prisma.raw(DUE)}) > ${day}::date + ${soon}::int`,
  on_event: () => Prisma.sql`(c.status <> 'retired' AND (${Prisma.raw(DUE)}) IS NULL AND c.event_key <> '')`,
  open: () => Prisma.sql`(c.status <> 'retired' AND (${Prisma.raw(DUE)}) IS NULL AND c.event_key = '')`,
  retired: () => Prisma.sql`c.status = 'retired'`,
};

function conditions(access: Access, { filters, q }: CommunicationTableState, soon: number): Prisma.Sql {
  const day = today();
  const found: Prisma.Sql[] = [Prisma.sql`true`, ...containsWords("(c.search_text || ' ' || p.name_key)", q)];
  // What is retired is out of the plan; it is found by asking for it.
  if (!filters.state) found.push(Prisma.sql`c.status <> 'retired'`);
  else
    found.push(
      Prisma.sql`(${Prisma.join(
        filters.state.map((state) => STATE[state as LineState](day, soon)),
        " OR ",
      )})`,
    );
  if (filters.owner) found.push(ownedBy(access, "c.owner_id", filters.owner));
  if (filters.party) found.push(Prisma.sql`p.ref = ANY(${filters.party}::text[])`);
  if (filters.event) found.push(Prisma.sql`c.event_key = ANY(${filters.event}::text[])`);
  return Prisma.join(found, " AND ");
}

interface LinePage {
  rows: LineRow[];
  matching: number;
  total: number;
}

async function read(access: Access, state: CommunicationTableState, limit: Prisma.Sql): Promise<LinePage> {
  const scope = Prisma.sql`c.organization_id = ${access.organization.id}::uuid`;
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, p.name_key, length(c.ref) ${direction}, c.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const soon = await soonDays(tx, access);
    const narrowed = conditions(access, state, soon);
    const rows = await tx.$queryRaw<StoredLine[]>`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total ${FROM} WHERE ${scope}`;
    return { rows: await readable(access, rows, soon), ...counts };
  });
}

/** One page of the plan, what is overdue first. Retired lines only where they are asked for. */
export async function listLines(access: Access, state: CommunicationTableState): Promise<LinePage> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportLines(
  access: Access,
  state: CommunicationTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const t = translator("communication");
  const cells: Record<CommunicationColumn, (row: LineRow) => string | null> = {
    ref: (row) => row.ref,
    party: (row) => `${row.partyRef} ${row.partyName}`,
    what: (row) => row.what,
    when: (row) => row.when,
    nextDue: (row) => row.nextDueOn,
    withWhom: (row) => row.withWhom,
    how: (row) => row.how,
    owner: (row) => row.ownerName,
    lastDone: (row) => row.lastDoneOn,
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

/** How many lines are overdue, and how many clocks run. */
export async function planCounts(access: Access): Promise<{ lines: number; overdue: number; running: number }> {
  const [counts] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[{ lines: number; overdue: number; running: number }]>`
      SELECT count(*) FILTER (WHERE c.status <> 'retired')::int AS lines, count(*) FILTER (WHERE (${Prisma.raw(DUE)}) < ${today()}::date)::int AS overdue,
             (SELECT count(*)::int FROM notice n WHERE n.organization_id = ${access.organization.id}::uuid AND n.status = 'running') AS running
        FROM communication_item c WHERE c.organization_id = ${access.organization.id}::uuid`,
  );
  return counts;
}

/** What is planned with one party, retired lines last. */
export async function planOfParty(access: Access, partyId: string): Promise<LineRow[]> {
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<StoredLine[]>`
      SELECT ${ROW} ${FROM} WHERE c.organization_id = ${access.organization.id}::uuid AND c.party_id = ${partyId}::uuid
       ORDER BY c.status = 'retired', ${Prisma.raw(DUE)} NULLS LAST, length(c.ref), c.ref LIMIT 200`;
    return readable(access, rows, await soonDays(tx, access));
  });
}

/** The whole plan by party, for documents: without what is retired. */
export async function wholePlan(access: Access): Promise<LineRow[]> {
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<StoredLine[]>`
      SELECT ${ROW} ${FROM} WHERE c.organization_id = ${access.organization.id}::uuid AND c.status <> 'retired'
       ORDER BY p.name_key, p.id, ${Prisma.raw(DUE)} NULLS LAST, length(c.ref), c.ref`;
    return readable(access, rows, await soonDays(tx, access));
  });
}

// One line -----------------------------------------------------------------------------------------------------------------------------------------

export interface LineRecord extends LineRow {
  ownerId: string | null;
  obligationId: string | null;
  retiredReason: string;
  obligation: { ref: string; title: string } | null;
  requirements: { id: string; ref: string; statement: string; communicatedAt: string | null; retired: boolean }[];
  /** What of the log of interactions came from this line or from its clocks, the newest first. */
  done: { ref: string; type: string; heldOn: string; summary: string; note: string }[];
  notices: { ref: string; title: string; status: string; startedAt: string; dueAt: string; doneAt: string | null }[];
  party: { id: string; ref: string; name: string; adverse: boolean; retired: boolean };
}

/** Null: none of this organisation. */
export async function getLine(access: Access, ref: string): Promise<LineRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const [row] = await tx.$queryRaw<
      StoredLine[]
    >`SELECT ${ROW} ${FROM} WHERE c.organization_id = ${organizationId}::uuid AND c.ref = ${ref}`;
    const [stored] = row ? await readRecords(tx, organizationId, "communication-item", [row.id]) : [];
    if (!row || !stored) return null;
    const { ownerId, obligationId, requirementIds, retiredReason } = stored.values as unknown as {
      ownerId: string | null;
      obligationId: string | null;
      requirementIds: string[];
      retiredReason: string;
    };
    const [around] = await tx.$queryRaw<[Pick<LineRecord, "obligation" | "requirements" | "notices" | "done" | "party">]>`
      SELECT (SELECT json_build_object('ref', o.ref, 'title', o.title) FROM obligation o
               WHERE o.organization_id = ${organizationId}::uuid AND o.id = ${obligationId}::uuid) AS obligation,
             (SELECT coalesce(json_agg(json_build_object('id', r.id, 'ref', r.ref, 'statement', r.statement, 'communicatedAt', r.communicated_at,
                                                         'retired', r.status = 'retired') ORDER BY length(r.ref), r.ref), '[]') FROM requirement r
               WHERE r.organization_id = ${organizationId}::uuid AND r.id = ANY(${requirementIds}::uuid[])) AS requirements,
             (SELECT coalesce(json_agg(json_build_object('ref', n.ref, 'title', n.title, 'status', n.status, 'startedAt', n.started_at, 'dueAt', n.due_at,
                                                         'doneAt', n.done_at) ORDER BY n.started_at DESC), '[]') FROM notice n
               WHERE n.organization_id = ${organizationId}::uuid AND n.communication_item_id = ${row.id}::uuid) AS notices,
             (SELECT coalesce(json_agg(json_build_object('ref', e.ref, 'type', e.type, 'heldOn', e.held_on, 'summary', e.summary, 'note', e.note)
                                       ORDER BY e.held_on DESC, length(e.ref) DESC, e.ref DESC), '[]') FROM engagement e
               WHERE e.organization_id = ${organizationId}::uuid AND e.party_id = ${row.partyId}::uuid AND e.origin = 'plan' AND e.retired_at IS NULL
                 AND (e.origin_ref = ${ref} OR e.origin_ref IN (SELECT n.ref FROM notice n
                       WHERE n.organization_id = e.organization_id AND n.communication_item_id = ${row.id}::uuid))) AS done,
             (SELECT json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'adverse', p.adverse, 'retired', p.status = 'retired') FROM interested_party p
               WHERE p.organization_id = ${organizationId}::uuid AND p.id = ${row.partyId}::uuid) AS party`;
    const [line] = await readable(access, [row], await soonDays(tx, access));
    return { ...line!, ownerId, obligationId, retiredReason, ...around };
  });
}

/** A party that a new line can be for, by its ref. Null: none here, or one that is never talked to by plan. */
export async function partyToPlan(access: Access, ref: string): Promise<{ id: string; ref: string; name: string } | null> {
  const where = { organizationId: access.organization.id, ref, adverse: false, status: { not: "retired" } };
  return inTenant(access, (tx) => tx.interestedParty.findFirst({ where, select: { id: true, ref: true, name: true } }));
}

/** Requirements of a party that a line can name, with whether their answer was told. */
export async function requirementsToName(
  access: Access,
  partyId: string,
): Promise<{ id: string; ref: string; statement: string; communicatedAt: string | null }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; ref: string; statement: string; communicatedAt: string | null }[]>`
      SELECT id, ref, statement, communicated_at::text AS "communicatedAt" FROM requirement
       WHERE organization_id = ${access.organization.id}::uuid AND party_id = ${partyId}::uuid AND status <> 'retired'
       ORDER BY length(ref), ref LIMIT 500`,
  );
}

// Proposals ----------------------------------------------------------------------------------------------------------------------------------------

export interface ProposalRow extends LineProposal {
  partyRef: string;
  partyName: string;
  requirementRefs: string[];
  ownerId: string | null;
}

/** So many are shown at once; those that are taken or dismissed make room. */
const MOST_PROPOSALS = 100;

/** Lines that the plan could have, parties with much power and interest first. */
export async function lineProposals(
  access: Access,
  { partyRef = null }: { partyRef?: string | null } = {},
): Promise<{ rows: ProposalRow[]; total: number }> {
  const parties = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Parameters<typeof proposeLines>[0] & { ref: string; name: string; ownerId: string | null })[]>`
      SELECT p.id, p.ref, p.name, p.status, p.relevance, p.adverse, p.power, p.interest, p.scores_are_template_defaults AS "scoresAreTemplateDefaults",
             p.owner_id AS "ownerId",
             coalesce((SELECT json_agg(json_build_object('id', r.id, 'ref', r.ref, 'statement', r.statement, 'obligationId', (SELECT o.obligation_id
                         FROM requirement_obligation o WHERE o.organization_id = r.organization_id AND o.requirement_id = r.id ORDER BY o.position LIMIT 1))
                         ORDER BY length(r.ref), r.ref) FROM requirement r
               WHERE r.organization_id = p.organization_id AND r.party_id = p.id AND r.status <> 'retired' AND r.relevance <> 'discarded'), '[]') AS requirements,
             coalesce((SELECT json_agg(json_build_object('frequencyDays', c.frequency_days, 'eventKey', c.event_key, 'clockHours', c.clock_hours,
                         'requirementIds', c.requirement_ids)) FROM communication_item c
               WHERE c.organization_id = p.organization_id AND c.party_id = p.id AND c.status <> 'retired'), '[]') AS lines,
             coalesce((SELECT json_agg(h.payload::jsonb ->> 'note') FROM history_entry e
                         JOIN history_payload h ON h.organization_id = e.organization_id AND h.sequence = e.sequence AND h.payload IS NOT NULL
               WHERE e.organization_id = p.organization_id AND e.entity = 'interested-party' AND e.entity_id = p.id
                 AND e.action = 'dismiss-proposal'), '[]') AS dismissed
        FROM interested_party p
       WHERE p.organization_id = ${access.organization.id}::uuid AND p.status = 'active' AND p.relevance = 'relevant' AND NOT p.adverse
         AND (${partyRef}::text IS NULL OR p.ref = ${partyRef}::text)
       ORDER BY coalesce(p.power, 0) + coalesce(p.interest, 0) DESC, p.name_key, p.id`,
  );
  const rows = parties.flatMap((party) => {
    const refs = new Map(party.requirements.map(({ id, ref }) => [id, ref]));
    return proposeLines(party).map((proposal) => ({
      ...proposal,
      partyRef: party.ref,
      partyName: party.name,
      ownerId: party.ownerId,
      requirementRefs: proposal.requirementIds.flatMap((id) => refs.get(id) ?? []),
    }));
  });
  return { rows: rows.slice(0, MOST_PROPOSALS), total: rows.length };
}
