import { isNoteOverdue } from "@/domain/horizon";
import { HORIZON_STATUSES, type HorizonSource, type HorizonStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { HorizonColumn, HorizonTableState } from "./table";

export interface NoteRow {
  id: string;
  ref: string;
  source: HorizonSource;
  title: string;
  url: string;
  seenOn: string;
  summary: string;
  status: HorizonStatus;
  assessment: string;
  decidedOn: string | null;
  decidedBy: string | null;
  eventRef: string | null;
  /** Of the actions that it opened, the last. */
  actionRef: string | null;
  ownerName: string | null;
  dueOn: string | null;
  retiredAt: string | null;
  note: string;
}

const ORDER: Partial<Record<HorizonColumn, string>> = {
  ref: "length(h.ref)",
  title: "h.title_key",
  source: "h.source",
  // To be assessed first, and among them what is due first.
  status: `array_position(ARRAY['${HORIZON_STATUSES.join("','")}']::text[], h.status)`,
  dueOn: "h.due_on",
  seenOn: "h.seen_on",
  owner: "lower(u.name)",
  decidedOn: "h.decided_on",
};

const ROW = Prisma.raw(`h.id, h.ref, h.source, h.title, h.url, h.seen_on::text AS "seenOn", h.summary, h.status, h.assessment,
  h.decided_on::text AS "decidedOn", d.name AS "decidedBy", t.ref AS "eventRef", a.ref AS "actionRef", u.name AS "ownerName",
  h.due_on::text AS "dueOn", h.retired_at::text AS "retiredAt", h.note`);
const FROM = Prisma.raw(`FROM horizon_note h
  LEFT JOIN user_account u ON u.id = h.owner_id LEFT JOIN user_account d ON d.id = h.decided_by_id
  LEFT JOIN trigger_event t ON t.organization_id = h.organization_id AND t.id = h.trigger_event_id
  LEFT JOIN LATERAL (SELECT ref FROM action x WHERE x.organization_id = h.organization_id AND x.origin = 'horizon' AND x.origin_ref = h.ref
     AND x.status <> 'retired' ORDER BY x.created_at DESC LIMIT 1) a ON true`);

function conditions(access: Access, { filters, q }: HorizonTableState): Prisma.Sql[] {
  const found = containsWords("h.search_text", q);
  found.push(filters.retired ? Prisma.sql`h.retired_at IS NOT NULL` : Prisma.sql`h.retired_at IS NULL`);
  if (filters.status) found.push(Prisma.sql`h.status = ANY(${filters.status}::text[])`);
  if (filters.source) found.push(Prisma.sql`h.source = ANY(${filters.source}::text[])`);
  if (filters.overdue) found.push(Prisma.sql`h.status = 'open' AND h.due_on < ${today()}::date`);
  if (filters.owner) found.push(ownedBy(access, "h.owner_id", filters.owner));
  if (filters.party) {
    found.push(Prisma.sql`h.party_ids && ARRAY(SELECT p.id::text FROM interested_party p
      WHERE p.organization_id = ${access.organization.id}::uuid AND p.ref = ANY(${filters.party}::text[]))`);
  }
  return found;
}

async function read(
  access: Access,
  state: HorizonTableState,
  limit: Prisma.Sql,
): Promise<{ rows: NoteRow[]; matching: number; total: number }> {
  const scope = Prisma.sql`h.organization_id = ${access.organization.id}::uuid`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, CASE WHEN h.status = 'open' THEN h.due_on END NULLS LAST, h.seen_on DESC, length(h.ref) DESC, h.ref DESC`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<NoteRow[]>`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM horizon_note h WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the log, what is to be assessed first. */
export async function listNotes(access: Access, state: HorizonTableState): Promise<{ rows: NoteRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportNotes(
  access: Access,
  state: HorizonTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("horizon"), translator("vocabulary")];
  const day = today();
  const cells: Record<HorizonColumn, (row: NoteRow) => string | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    source: (row) => word(`horizonSource.${row.source}`),
    status: (row) => (isNoteOverdue(row, day) ? t("overdue") : word(`horizonStatus.${row.status}`)),
    dueOn: (row) => row.dueOn,
    seenOn: (row) => row.seenOn,
    assessment: (row) => row.assessment,
    event: (row) => row.eventRef,
    action: (row) => row.actionRef,
    owner: (row) => row.ownerName,
    decidedOn: (row) => row.decidedOn,
    decidedBy: (row) => row.decidedBy,
    url: (row) => row.url,
    summary: (row) => row.summary,
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface UpcomingObligation {
  id: string;
  ref: string;
  title: string;
  citation: string;
  effectiveFrom: string;
  /** Notes of the log that are about it. */
  notes: string[];
}

/** Laws and other obligations that are known and not yet in force, the nearest first. */
export async function upcomingObligations(access: Access): Promise<UpcomingObligation[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<UpcomingObligation[]>`
      SELECT o.id, o.ref, o.title, o.citation, o.effective_from::text AS "effectiveFrom",
             ARRAY(SELECT h.ref FROM horizon_note h WHERE h.organization_id = o.organization_id AND h.obligation_id = o.id AND h.retired_at IS NULL
                    ORDER BY h.ref) AS notes
        FROM obligation o
       WHERE o.organization_id = ${access.organization.id}::uuid AND o.status <> 'retired' AND o.applicable AND o.effective_from > ${today()}::date
       ORDER BY o.effective_from, length(o.ref), o.ref LIMIT 50`,
  );
}

export interface NoteValues {
  source: HorizonSource;
  title: string;
  url: string;
  seenOn: string;
  summary: string;
  status: HorizonStatus;
  assessment: string;
  decidedById: string | null;
  decidedOn: string | null;
  partyIds: string[];
  requirementIds: string[];
  obligationId: string | null;
  triggerEventId: string | null;
  ownerId: string | null;
  dueOn: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

interface Named {
  id: string;
  ref: string;
  name: string;
  retired: boolean;
}

export interface NoteRecord {
  id: string;
  ref: string;
  version: number;
  values: NoteValues;
  overdue: boolean;
  ownerName: string | null;
  decidedBy: string | null;
  parties: Named[];
  requirements: Named[];
  obligation: (Named & { effectiveFrom: string | null }) | null;
  event: { ref: string; title: string; status: string } | null;
  actions: { ref: string; title: string; status: string; dueAt: string | null }[];
}

/** Null: none of this organisation. */
export async function getNote(access: Access, ref: string): Promise<NoteRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const found = await tx.horizonNote.findFirst({ where: { organizationId, ref }, select: { id: true } });
    const [stored] = found ? await readRecords(tx, organizationId, "horizon-note", [found.id]) : [];
    if (!stored) return null;
    const values = stored.values as unknown as NoteValues;
    const people = await tx.$queryRaw<{ id: string; name: string }[]>`
      SELECT id, name FROM user_account WHERE id = ANY(${[values.ownerId, values.decidedById].filter(Boolean)}::uuid[])`;
    const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null;
    const parties = await tx.$queryRaw<Named[]>`
      SELECT id, ref, name, status = 'retired' AS retired FROM interested_party
       WHERE organization_id = ${organizationId}::uuid AND id = ANY(${values.partyIds}::uuid[]) ORDER BY length(ref), ref`;
    const requirements = await tx.$queryRaw<Named[]>`
      SELECT id, ref, statement AS name, status = 'retired' AS retired FROM requirement
       WHERE organization_id = ${organizationId}::uuid AND id = ANY(${values.requirementIds}::uuid[]) ORDER BY length(ref), ref`;
    const [obligation] = await tx.$queryRaw<(Named & { effectiveFrom: string | null })[]>`
      SELECT id, ref, title AS name, status = 'retired' AS retired, effective_from::text AS "effectiveFrom" FROM obligation
       WHERE organization_id = ${organizationId}::uuid AND id = ${values.obligationId}::uuid`;
    const [event] = access.can("trigger:read")
      ? await tx.$queryRaw<{ ref: string; title: string; status: string }[]>`
          SELECT ref, title, status FROM trigger_event WHERE organization_id = ${organizationId}::uuid AND id = ${values.triggerEventId}::uuid`
      : [];
    const actions = access.can("action:read")
      ? await tx.$queryRaw<{ ref: string; title: string; status: string; dueAt: string | null }[]>`
          SELECT ref, title, status, due_at::text AS "dueAt" FROM action
           WHERE organization_id = ${organizationId}::uuid AND origin = 'horizon' AND origin_ref = ${ref} ORDER BY created_at, ref`
      : [];
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      overdue: isNoteOverdue(values, today()),
      ownerName: nameOf(values.ownerId),
      decidedBy: nameOf(values.decidedById),
      parties,
      requirements,
      obligation: obligation ?? null,
      event: event ?? null,
      actions,
    };
  });
}
