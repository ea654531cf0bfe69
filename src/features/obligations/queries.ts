import { searchKey } from "@/domain/normalise";
import { OBLIGATION_KINDS, type RequirementKind, type RequirementRelevance, type RequirementStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { ObligationColumn, ObligationTableState } from "./table";

/** Law has dates: known but not in force yet, in force, ended. */
export type InForce = "upcoming" | "in_force" | "ended";

export interface ObligationRow {
  id: string;
  ref: string;
  title: string;
  citation: string;
  kind: string;
  jurisdiction: string;
  applicable: boolean;
  applicability: string;
  partyRef: string | null;
  partyName: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  force: InForce;
  lastVerifiedAt: string | null;
  /** Never verified, or longer ago than the organisation's review interval. */
  verificationDue: boolean;
  howComplied: string;
  status: "active" | "retired";
  ownerName: string | null;
  note: string;
  /** Requirements that rest on it and are not retired. */
  requirements: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const like = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

const SORTS: Partial<Record<ObligationColumn, string>> = {
  ref: "length(o.ref)",
  citation: "nullif(lower(o.citation), '')",
  title: "o.title_key",
  kind: `array_position(ARRAY['${OBLIGATION_KINDS.join("','")}']::text[], o.kind)`,
  jurisdiction: "nullif(lower(o.jurisdiction), '')",
  authority: "p.name_key",
  force: "coalesce(o.effective_from, '1000-01-01'::date)",
  applicable: "o.applicable",
  lastVerified: "o.last_verified_at",
  owner: "lower(u.name)",
  effectiveFrom: "o.effective_from",
  effectiveTo: "o.effective_to",
};

const USE =
  Prisma.raw(`FROM requirement_obligation l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
  WHERE l.organization_id = o.organization_id AND l.obligation_id = o.id AND r.status <> 'retired'`);

function inForce(): Prisma.Sql {
  const on = Prisma.sql`${today()}::date`;
  return Prisma.sql`(CASE WHEN o.effective_to < ${on} THEN 'ended' WHEN o.effective_from > ${on} THEN 'upcoming' ELSE 'in_force' END)`;
}

function verificationDue(access: Access): Prisma.Sql {
  return Prisma.sql`(o.status = 'active' AND o.applicable AND (o.last_verified_at IS NULL OR o.last_verified_at + make_interval(months =>
    (SELECT g.review_interval_months FROM organization_profile g WHERE g.organization_id = ${access.organization.id}::uuid LIMIT 1)) < ${today()}::date))`;
}

function words(q: string): Prisma.Sql[] {
  return searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`o.search_text LIKE ${like(word)}`);
}

function conditions(access: Access, { filters, q }: ObligationTableState): Prisma.Sql[] {
  const found = words(q);
  if (filters.kind) found.push(Prisma.sql`o.kind = ANY(${filters.kind}::text[])`);
  if (filters.force) found.push(Prisma.sql`${inForce()} = ANY(${filters.force}::text[])`);
  if (filters.applicable) found.push(Prisma.sql`o.applicable = ANY(${filters.applicable.map((answer) => answer === "yes")}::boolean[])`);
  if (filters.authority) {
    found.push(Prisma.sql`o.authority_party_id IN (SELECT i.id FROM interested_party i
      WHERE i.organization_id = ${access.organization.id}::uuid AND i.ref = ANY(${filters.authority}::text[]))`);
  }
  if (filters.owner) {
    const people = filters.owner
      .flatMap((value) => (value === "mine" ? [access.user?.id ?? ""] : [value]))
      .filter((value) => UUID.test(value));
    const named = Prisma.sql`o.owner_id = ANY(${people}::uuid[])`;
    found.push(filters.owner.includes("none") ? Prisma.sql`(o.owner_id IS NULL OR ${named})` : named);
  }
  if (filters.unowned) found.push(Prisma.sql`o.owner_id IS NULL AND o.status = 'active'`);
  if (filters.unverified) found.push(verificationDue(access));
  if (filters.unused) found.push(Prisma.sql`NOT EXISTS (SELECT 1 ${USE})`);
  return found;
}

async function read(
  access: Access,
  state: ObligationTableState,
  limit: Prisma.Sql,
): Promise<{ rows: ObligationRow[]; matching: number; total: number }> {
  const organization = Prisma.sql`o.organization_id = ${access.organization.id}::uuid`;
  const base = state.filters.status ? Prisma.sql`o.status = ANY(${state.filters.status}::text[])` : Prisma.sql`o.status <> 'retired'`;
  const found = conditions(access, state);
  const narrowed = found.length > 0 ? Prisma.join(found, " AND ") : Prisma.sql`true`;
  const direction = state.sort.descending ? "DESC" : "ASC";
  const sort = Prisma.raw(
    `${SORTS[state.sort.column] ?? SORTS.title} ${direction} NULLS LAST, length(o.ref) ${direction}, o.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const [answer] = await tx.$queryRaw<[{ total: number; matching: number; rows: ObligationRow[] | null }]>`
      SELECT n.total, n.matching, (
        SELECT json_agg(x) FROM (
          SELECT o.id, o.ref, o.title, o.citation, o.kind, o.jurisdiction, o.applicable, o.applicability, p.ref AS "partyRef", p.name AS "partyName",
                 o.effective_from AS "effectiveFrom", o.effective_to AS "effectiveTo", ${inForce()} AS force, o.last_verified_at AS "lastVerifiedAt",
                 ${verificationDue(access)} AS "verificationDue", o.how_complied AS "howComplied", o.status, u.name AS "ownerName", o.note,
                 (SELECT count(*)::int ${USE}) AS requirements
            FROM obligation o
            LEFT JOIN interested_party p ON p.organization_id = o.organization_id AND p.id = o.authority_party_id
            LEFT JOIN user_account u ON u.id = o.owner_id
           WHERE ${organization} AND ${base} AND ${narrowed} ORDER BY ${sort} ${limit}
        ) x) AS "rows"
        FROM (SELECT count(*)::int AS total, (count(*) FILTER (WHERE ${narrowed}))::int AS matching FROM obligation o WHERE ${organization} AND ${base}) n`;
    return { total: answer.total, matching: answer.matching, rows: answer.rows ?? [] };
  });
}

/** One page of the legal register. Retired ones only when the status filter asks for them. */
export async function listObligations(
  access: Access,
  state: ObligationTableState,
): Promise<{ rows: ObligationRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

const word = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");

const EXPORTS: Record<ObligationColumn, { key: string; label: string; read: (row: ObligationRow) => string | number | null }[]> = {
  ref: [{ key: "ref", label: "Ref", read: (row) => row.ref }],
  citation: [{ key: "citation", label: "Citation", read: (row) => row.citation }],
  title: [{ key: "title", label: "Obligation", read: (row) => row.title }],
  kind: [{ key: "kind", label: "Obligation kind", read: (row) => word(row.kind) }],
  jurisdiction: [{ key: "jurisdiction", label: "Jurisdiction", read: (row) => row.jurisdiction }],
  authority: [
    { key: "partyRef", label: "Party ref", read: (row) => row.partyRef },
    { key: "party", label: "Authority", read: (row) => row.partyName },
  ],
  force: [{ key: "force", label: "In force", read: (row) => word(row.force) }],
  applicable: [{ key: "applicable", label: "Applicable", read: (row) => (row.applicable ? "Yes" : "No") }],
  requirements: [{ key: "requirements", label: "Number of requirements", read: (row) => row.requirements }],
  lastVerified: [{ key: "lastVerified", label: "Last verified", read: (row) => row.lastVerifiedAt }],
  owner: [{ key: "owner", label: "Owner", read: (row) => row.ownerName }],
  effectiveFrom: [{ key: "effectiveFrom", label: "Effective from", read: (row) => row.effectiveFrom }],
  effectiveTo: [{ key: "effectiveTo", label: "Effective to", read: (row) => row.effectiveTo }],
  applicability: [{ key: "applicability", label: "Why it applies or not", read: (row) => row.applicability }],
  howComplied: [{ key: "howComplied", label: "How complied with", read: (row) => row.howComplied }],
  status: [{ key: "status", label: "Status", read: (row) => word(row.status) }],
  note: [{ key: "note", label: "Note", read: (row) => row.note }],
};

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportObligations(
  access: Access,
  state: ObligationTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const columns = state.columns.flatMap((column) => EXPORTS[column]);
  return {
    columns: columns.map(({ key, label }) => ({ key, label })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key, read: value }) => [key, value(row)]))),
  };
}

export interface ObligationValues {
  ref: string;
  title: string;
  citation: string;
  kind: string;
  jurisdiction: string;
  applicable: boolean;
  applicability: string;
  authorityPartyId: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  lastVerifiedAt: string | null;
  lastVerifiedById: string | null;
  howComplied: string;
  status: "active" | "retired";
  ownerId: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

interface RestingRequirement {
  ref: string;
  statement: string;
  locator: string;
  kind: RequirementKind;
  status: RequirementStatus;
  relevance: RequirementRelevance;
  partyRef: string;
  partyName: string;
}

interface ObligationRecord {
  id: string;
  ref: string;
  version: number;
  values: ObligationValues;
  force: InForce;
  verificationDue: boolean;
  authority: { id: string; ref: string; name: string; status: string } | null;
  ownerName: string | null;
  verifiedBy: string | null;
  /** Retired ones too, last. */
  requirements: RestingRequirement[];
}

/** An obligation with its authority and the requirements that rest on it; null: none of this organisation. */
export async function getObligation(access: Access, ref: string): Promise<ObligationRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<
      (Omit<ObligationRecord, "ref" | "version" | "values" | "requirements"> & { requirements: RestingRequirement[] | null })[]
    >`
      SELECT o.id, ${inForce()} AS force, ${verificationDue(access)} AS "verificationDue", u.name AS "ownerName", v.name AS "verifiedBy",
             CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'status', p.status) END AS authority,
             (SELECT json_agg(json_build_object('ref', r.ref, 'statement', r.statement, 'locator', r.source_locator, 'kind', r.kind, 'status', r.status,
                       'relevance', r.relevance, 'partyRef', i.ref, 'partyName', i.name) ORDER BY r.status = 'retired', length(r.ref), r.ref)
                FROM requirement_obligation l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
                JOIN interested_party i ON i.organization_id = r.organization_id AND i.id = r.party_id
               WHERE l.organization_id = o.organization_id AND l.obligation_id = o.id) AS requirements
        FROM obligation o
        LEFT JOIN interested_party p ON p.organization_id = o.organization_id AND p.id = o.authority_party_id
        LEFT JOIN user_account u ON u.id = o.owner_id
        LEFT JOIN user_account v ON v.id = o.last_verified_by_id
       WHERE o.organization_id = ${access.organization.id}::uuid AND o.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "obligation", [around.id]);
    if (!stored) return null;
    return {
      ...around,
      ref,
      version: stored.version,
      values: stored.values as unknown as ObligationValues,
      requirements: around.requirements ?? [],
    };
  });
}

interface ObligationOption {
  value: string;
  label: string;
  reference: string;
  hint: string;
}

/** Obligations for pickers, by title; the first `limit` that match, and those named in `including`. */
export async function obligationOptions(
  access: Access,
  { q = "", limit = 50, including = [] }: { q?: string; limit?: number; including?: readonly string[] } = {},
): Promise<ObligationOption[]> {
  const organization = Prisma.sql`o.organization_id = ${access.organization.id}::uuid`;
  const open = Prisma.join([Prisma.sql`o.status = 'active'`, ...words(q)], " AND ");
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ObligationOption[]>`
      (SELECT o.id AS value, o.title AS label, o.ref AS reference, o.citation AS hint FROM obligation o WHERE ${organization} AND ${open}
        ORDER BY o.title_key, o.id LIMIT ${Math.min(limit, 200)})
      UNION
      SELECT o.id, o.title, o.ref, o.citation FROM obligation o WHERE ${organization} AND o.id = ANY(${[...including]}::uuid[])
      ORDER BY 2, 3`,
  );
}
