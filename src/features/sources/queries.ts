import { searchKey } from "@/domain/normalise";
import {
  type RequirementKind,
  type RequirementRelevance,
  type RequirementStatus,
  SOURCE_DOCUMENT_TYPES,
  type SourceDocumentType,
} from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { SourceColumn, SourceTableState } from "./table";

/** Where a document stands by its dates: not in force yet, in force, or ended. */
export type Term = "upcoming" | "running" | "ended";

export interface SourceRow {
  id: string;
  ref: string;
  title: string;
  type: SourceDocumentType;
  edition: string;
  partyRef: string | null;
  partyName: string | null;
  documentDate: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  term: Term;
  location: string;
  status: "active" | "retired";
  ownerName: string | null;
  note: string;
  /** Requirements that rest on it and are not retired. */
  requirements: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const like = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

const SORTS: Partial<Record<SourceColumn, string>> = {
  ref: "length(d.ref)",
  title: "d.title_key",
  type: `array_position(ARRAY['${SOURCE_DOCUMENT_TYPES.join("','")}']::text[], d.type)`,
  counterparty: "p.name_key",
  documentDate: "d.document_date",
  effectiveFrom: "d.effective_from",
  effectiveTo: "d.effective_to",
  owner: "lower(u.name)",
};

const USE = Prisma.raw(`FROM requirement_source l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
  WHERE l.organization_id = d.organization_id AND l.source_id = d.id AND r.status <> 'retired'`);

function words(q: string): Prisma.Sql[] {
  return searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`d.search_text LIKE ${like(word)}`);
}

function conditions(access: Access, { filters, q }: SourceTableState): Prisma.Sql[] {
  const found = words(q);
  const on = Prisma.sql`${today()}::date`;
  if (filters.type) found.push(Prisma.sql`d.type = ANY(${filters.type}::text[])`);
  if (filters.counterparty) {
    found.push(Prisma.sql`d.counterparty_party_id IN (SELECT i.id FROM interested_party i
      WHERE i.organization_id = ${access.organization.id}::uuid AND i.ref = ANY(${filters.counterparty}::text[]))`);
  }
  if (filters.term) found.push(Prisma.sql`${termOf(on)} = ANY(${filters.term}::text[])`);
  if (filters.owner) {
    const people = filters.owner
      .flatMap((value) => (value === "mine" ? [access.user?.id ?? ""] : [value]))
      .filter((value) => UUID.test(value));
    const named = Prisma.sql`d.owner_id = ANY(${people}::uuid[])`;
    found.push(filters.owner.includes("none") ? Prisma.sql`(d.owner_id IS NULL OR ${named})` : named);
  }
  if (filters.unowned) found.push(Prisma.sql`d.owner_id IS NULL AND d.status = 'active'`);
  if (filters.unused) found.push(Prisma.sql`NOT EXISTS (SELECT 1 ${USE})`);
  return found;
}

function termOf(on: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(CASE WHEN d.effective_to < ${on} THEN 'ended' WHEN d.effective_from > ${on} THEN 'upcoming' ELSE 'running' END)`;
}

async function read(
  access: Access,
  state: SourceTableState,
  limit: Prisma.Sql,
): Promise<{ rows: SourceRow[]; matching: number; total: number }> {
  const organization = Prisma.sql`d.organization_id = ${access.organization.id}::uuid`;
  const base = state.filters.status ? Prisma.sql`d.status = ANY(${state.filters.status}::text[])` : Prisma.sql`d.status <> 'retired'`;
  const found = conditions(access, state);
  const narrowed = found.length > 0 ? Prisma.join(found, " AND ") : Prisma.sql`true`;
  const direction = state.sort.descending ? "DESC" : "ASC";
  const sort = Prisma.raw(
    `${SORTS[state.sort.column] ?? SORTS.title} ${direction} NULLS LAST, length(d.ref) ${direction}, d.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const [answer] = await tx.$queryRaw<[{ total: number; matching: number; rows: SourceRow[] | null }]>`
      SELECT n.total, n.matching, (
        SELECT json_agg(x) FROM (
          SELECT d.id, d.ref, d.title, d.type, d.edition, p.ref AS "partyRef", p.name AS "partyName", d.document_date AS "documentDate",
                 d.effective_from AS "effectiveFrom", d.effective_to AS "effectiveTo", ${termOf(Prisma.sql`${today()}::date`)} AS term, d.location, d.status,
                 u.name AS "ownerName", d.note, (SELECT count(*)::int ${USE}) AS requirements
            FROM source_document d
            LEFT JOIN interested_party p ON p.organization_id = d.organization_id AND p.id = d.counterparty_party_id
            LEFT JOIN user_account u ON u.id = d.owner_id
           WHERE ${organization} AND ${base} AND ${narrowed} ORDER BY ${sort} ${limit}
        ) x) AS "rows"
        FROM (SELECT count(*)::int AS total, (count(*) FILTER (WHERE ${narrowed}))::int AS matching FROM source_document d WHERE ${organization} AND ${base}) n`;
    return { total: answer.total, matching: answer.matching, rows: answer.rows ?? [] };
  });
}

/** One page of the source documents. Retired ones only when the status filter asks for them. */
export async function listSources(
  access: Access,
  state: SourceTableState,
): Promise<{ rows: SourceRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

const word = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");

const EXPORTS: Record<SourceColumn, { key: string; label: string; read: (row: SourceRow) => string | number | null }[]> = {
  ref: [{ key: "ref", label: "Ref", read: (row) => row.ref }],
  title: [{ key: "title", label: "Source document", read: (row) => row.title }],
  type: [{ key: "type", label: "Document type", read: (row) => word(row.type) }],
  edition: [{ key: "edition", label: "Edition", read: (row) => row.edition }],
  counterparty: [
    { key: "partyRef", label: "Party ref", read: (row) => row.partyRef },
    { key: "party", label: "Party", read: (row) => row.partyName },
  ],
  documentDate: [{ key: "documentDate", label: "Document date", read: (row) => row.documentDate }],
  effectiveFrom: [{ key: "effectiveFrom", label: "Effective from", read: (row) => row.effectiveFrom }],
  effectiveTo: [{ key: "effectiveTo", label: "Effective to", read: (row) => row.effectiveTo }],
  requirements: [{ key: "requirements", label: "Number of requirements", read: (row) => row.requirements }],
  owner: [{ key: "owner", label: "Owner", read: (row) => row.ownerName }],
  location: [{ key: "location", label: "Location", read: (row) => row.location }],
  status: [{ key: "status", label: "Status", read: (row) => word(row.status) }],
  note: [{ key: "note", label: "Note", read: (row) => row.note }],
};

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportSources(
  access: Access,
  state: SourceTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const columns = state.columns.flatMap((column) => EXPORTS[column]);
  return {
    columns: columns.map(({ key, label }) => ({ key, label })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key, read: value }) => [key, value(row)]))),
  };
}

export interface SourceValues {
  ref: string;
  title: string;
  type: SourceDocumentType;
  edition: string;
  counterpartyPartyId: string | null;
  documentDate: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  location: string;
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
  binding: string;
}

interface SourceRecord {
  id: string;
  ref: string;
  version: number;
  values: SourceValues;
  term: Term;
  counterparty: { id: string; ref: string; name: string; status: string } | null;
  ownerName: string | null;
  /** Retired ones too, last. */
  requirements: RestingRequirement[];
}

/** A document with its counterparty and the requirements that rest on it; null: none of this organisation. */
export async function getSource(access: Access, ref: string): Promise<SourceRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<
      {
        id: string;
        term: Term;
        counterparty: SourceRecord["counterparty"];
        ownerName: string | null;
        requirements: RestingRequirement[] | null;
      }[]
    >`
      SELECT d.id, ${termOf(Prisma.sql`${today()}::date`)} AS term, u.name AS "ownerName",
             CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'status', p.status) END AS counterparty,
             (SELECT json_agg(json_build_object('ref', r.ref, 'statement', r.statement, 'locator', r.source_locator, 'kind', r.kind, 'status', r.status,
                       'binding', r.binding, 'relevance', r.relevance, 'partyRef', i.ref, 'partyName', i.name) ORDER BY r.status = 'retired', length(r.ref), r.ref)
                FROM requirement_source l JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
                JOIN interested_party i ON i.organization_id = r.organization_id AND i.id = r.party_id
               WHERE l.organization_id = d.organization_id AND l.source_id = d.id) AS requirements
        FROM source_document d
        LEFT JOIN interested_party p ON p.organization_id = d.organization_id AND p.id = d.counterparty_party_id
        LEFT JOIN user_account u ON u.id = d.owner_id
       WHERE d.organization_id = ${access.organization.id}::uuid AND d.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "source", [around.id]);
    if (!stored) return null;
    const { term, counterparty, ownerName } = around;
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values: stored.values as unknown as SourceValues,
      term,
      counterparty,
      ownerName,
      requirements: around.requirements ?? [],
    };
  });
}

interface SourceOption {
  value: string;
  label: string;
  reference: string;
  type: SourceDocumentType;
}

/** Documents for pickers, by title; the first `limit` that match, and those named in `including`. */
export async function sourceOptions(
  access: Access,
  { q = "", limit = 50, including = [] }: { q?: string; limit?: number; including?: readonly string[] } = {},
): Promise<SourceOption[]> {
  const organization = Prisma.sql`d.organization_id = ${access.organization.id}::uuid`;
  const open = Prisma.join([Prisma.sql`d.status = 'active'`, ...words(q)], " AND ");
  return inTenant(
    access,
    (tx) => tx.$queryRaw<SourceOption[]>`
      (SELECT d.id AS value, d.title AS label, d.ref AS reference, d.type FROM source_document d WHERE ${organization} AND ${open}
        ORDER BY d.title_key, d.id LIMIT ${Math.min(limit, 200)})
      UNION
      SELECT d.id, d.title, d.ref, d.type FROM source_document d WHERE ${organization} AND d.id = ANY(${[...including]}::uuid[])
      ORDER BY 2, 3`,
  );
}
