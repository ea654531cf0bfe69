import { searchKey } from "@/domain/normalise";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import type { ObjectiveColumn, ObjectiveTableState } from "./table";

export interface ObjectiveRow {
  id: string;
  ref: string;
  title: string;
  description: string;
  status: string;
  ownerName: string | null;
  /** Requirements that serve it and are not retired. */
  requirements: number;
}

const ORDER: Partial<Record<ObjectiveColumn, string>> = {
  ref: "length(o.ref)",
  title: "o.title_key",
  requirements: "requirements",
  owner: "lower(u.name)",
  status: "o.status",
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function ownedBy(access: Access, owners: readonly string[]): Prisma.Sql {
  const people = owners.map((value) => (value === "mine" ? (access.user?.id ?? "") : value)).filter((value) => UUID.test(value));
  const named = Prisma.sql`o.owner_id = ANY(${people}::uuid[])`;
  return owners.includes("none") ? Prisma.sql`(o.owner_id IS NULL OR ${named})` : named;
}

interface Found {
  rows: ObjectiveRow[];
  matching: number;
  total: number;
}

/** One page of the objectives; retired ones only where the filter asks for them. */
export async function listObjectives(access: Access, state: ObjectiveTableState): Promise<Found> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All matching rows with the shown columns, in words: what the list shows, without pages. */
export async function exportObjectives(
  access: Access,
  state: ObjectiveTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const t = translator("objectives.column");
  const word = translator("vocabulary.recordStatus");
  return {
    columns: state.columns.map((key) => ({ key, label: t(key) })),
    rows: rows.map(({ id: _id, ownerName, status, ...row }) => ({ ...row, owner: ownerName, status: word(status) })),
  };
}

async function read(access: Access, state: ObjectiveTableState, limit: Prisma.Sql): Promise<Found> {
  const statuses = state.filters.status ?? ["active"];
  const scope = Prisma.sql`${ofTenant(access)} AND o.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...searchConditions(state.q)], " AND ");
  const more = [
    ...(state.filters.noRequirement ? [Prisma.sql`coalesce(c.count, 0) = 0`] : []),
    ...(state.filters.unowned ? [Prisma.sql`o.owner_id IS NULL`] : []),
    ...(state.filters.owner ? [ownedBy(access, state.filters.owner)] : []),
  ];
  const where = Prisma.join([scope, narrowed, ...more], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(o.ref) ${direction}, o.ref ${direction}`,
  );
  const counted = Prisma.sql`LEFT JOIN (SELECT l.objective_id, count(*) AS count FROM requirement_objective l
      JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired'
     WHERE l.organization_id = ${access.organization.id}::uuid GROUP BY l.objective_id) c ON c.objective_id = o.id`;
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<ObjectiveRow[]>`
      SELECT o.id, o.ref, o.title, o.description, o.status, u.name AS "ownerName", coalesce(c.count, 0)::int AS requirements
        FROM objective o LEFT JOIN user_account u ON u.id = o.owner_id ${counted}
       WHERE ${where} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*)::int AS total FROM objective o ${counted} WHERE ${scope}`;
    return { rows, ...counts };
  });
}

export interface ObjectiveRecord {
  id: string;
  ref: string;
  version: number;
  title: string;
  description: string;
  status: string;
  retiredAt: string | null;
  retiredReason: string;
  ownerId: string | null;
  ownerName: string | null;
  note: string;
  requirements: {
    id: string;
    ref: string;
    statement: string;
    status: string;
    relevance: string;
    ismsDecision: string;
    priority: string | null;
    partyRef: string;
    partyName: string;
    /** Linking it or taking the link away asks for a reason. */
    reasonNeeded: boolean;
    /** The other objectives it serves. */
    others: { ref: string; title: string }[];
  }[];
}

/** One objective with the requirements that serve it, by its ref. Throws NotFound. */
export async function getObjective(access: Access, ref: string): Promise<ObjectiveRecord> {
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<ObjectiveRecord[]>`
      SELECT o.id, o.ref, o.version, o.title, o.description, o.status, o.retired_at::text AS "retiredAt", o.retired_reason AS "retiredReason",
             o.owner_id AS "ownerId", u.name AS "ownerName", o.note,
             coalesce((SELECT json_agg(json_build_object('id', r.id, 'ref', r.ref, 'statement', r.statement, 'status', r.status, 'relevance', r.relevance,
                         'ismsDecision', r.isms_decision, 'priority', r.priority, 'partyRef', p.ref, 'partyName', p.name,
                         'reasonNeeded', r.relevance <> 'undecided' OR r.isms_decision <> 'undecided' OR r.confirmed_at IS NOT NULL,
                         'others', coalesce((SELECT json_agg(json_build_object('ref', other.ref, 'title', other.title) ORDER BY length(other.ref), other.ref)
                            FROM requirement_objective k JOIN objective other ON other.organization_id = k.organization_id AND other.id = k.objective_id
                           WHERE k.organization_id = r.organization_id AND k.requirement_id = r.id AND k.objective_id <> o.id), '[]'))
                       ORDER BY length(r.ref), r.ref)
                FROM requirement_objective l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
                JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
               WHERE l.organization_id = o.organization_id AND l.objective_id = o.id), '[]') AS requirements
        FROM objective o LEFT JOIN user_account u ON u.id = o.owner_id WHERE ${ofTenant(access)} AND o.ref = ${ref}`,
  );
  if (!found) throw new NotFound();
  return found;
}

export interface ObjectiveOption {
  id: string;
  ref: string;
  title: string;
}

const MOST_OPTIONS = 200;

/** Active objectives, for filters and pickers. */
export async function objectiveOptions(access: Access): Promise<ObjectiveOption[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ObjectiveOption[]>`
      SELECT o.id, o.ref, o.title FROM objective o WHERE ${ofTenant(access)} AND o.status = 'active' ORDER BY length(o.ref), o.ref LIMIT ${MOST_OPTIONS}`,
  );
}

/** The objectives that a requirement serves, retired ones too, for its own page. */
export async function objectivesOf(access: Access, requirementId: string): Promise<(ObjectiveOption & { status: string })[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<(ObjectiveOption & { status: string })[]>`
      SELECT o.id, o.ref, o.title, o.status FROM objective o
        JOIN requirement_objective l ON l.organization_id = o.organization_id AND l.objective_id = o.id
       WHERE ${ofTenant(access)} AND l.requirement_id = ${requirementId}::uuid ORDER BY length(o.ref), o.ref`,
  );
}

export interface RequirementOption {
  id: string;
  ref: string;
  statement: string;
  partyName: string;
}

const MOST_FOUND = 30;

/** Requirements in use that match what is typed, for linking. */
export async function requirementOptions(access: Access, { q }: { q: string }): Promise<RequirementOption[]> {
  const words = searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const matches = words.map((like) => Prisma.sql`AND (r.search_text LIKE ${like} OR p.name_key LIKE ${like})`);
  return inTenant(
    access,
    (tx) => tx.$queryRaw<RequirementOption[]>`
      SELECT r.id, r.ref, left(r.statement, 160) AS statement, p.name AS "partyName"
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.status <> 'retired' ${matches.length > 0 ? Prisma.join(matches, " ") : Prisma.empty}
       ORDER BY length(r.ref), r.ref LIMIT ${MOST_FOUND}`,
  );
}

function ofTenant(access: Access): Prisma.Sql {
  return Prisma.sql`o.organization_id = ${access.organization.id}::uuid`;
}

function searchConditions(q: string): Prisma.Sql[] {
  return searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`o.search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
}
