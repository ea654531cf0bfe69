import { quotesAnother, REVIEW_SOON_DAYS } from "@/domain/isms-document";
import { ISMS_DOCUMENT_TYPES, type IsmsDocumentType } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, countOfRequirements, ownedBy, withoutRequirement } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { DocumentColumn, DocumentTableState } from "./table";

/** Where the next review stands today. */
export type ReviewState = "overdue" | "soon" | "planned" | "none";

export interface DocumentRow {
  id: string;
  ref: string;
  title: string;
  type: IsmsDocumentType;
  edition: string;
  approvedOn: string | null;
  reviewDueAt: string | null;
  review: ReviewState;
  quotedRegisterVersion: string;
  /** It quotes another version of the register than the scope statement does. */
  quotesAnother: boolean;
  current: boolean;
  location: string;
  audience: string;
  ownerName: string | null;
  status: "active" | "retired";
  note: string;
  /** Requirements that lean on it and are not retired. */
  requirements: number;
}

const ORDER: Partial<Record<DocumentColumn, string>> = {
  ref: "length(d.ref)",
  title: "d.title_key",
  type: `array_position(ARRAY['${ISMS_DOCUMENT_TYPES.join("','")}']::text[], d.type)`,
  inForce: "d.current",
  approvedOn: "d.approved_on",
  reviewDueAt: "d.review_due_at",
  registerVersion: "nullif(d.quoted_register_version, '')",
  owner: "lower(u.name)",
};

function reviewOf(): Prisma.Sql {
  const on = Prisma.sql`${today()}::date`;
  return Prisma.sql`(CASE WHEN d.review_due_at IS NULL THEN 'none' WHEN d.review_due_at < ${on} THEN 'overdue'
    WHEN d.review_due_at <= ${on} + ${REVIEW_SOON_DAYS}::int THEN 'soon' ELSE 'planned' END)`;
}

function conditions(access: Access, { filters, q }: DocumentTableState): Prisma.Sql[] {
  const found = containsWords("d.search_text", q);
  if (filters.type) found.push(Prisma.sql`d.type = ANY(${filters.type}::text[])`);
  if (filters.inForce) found.push(Prisma.sql`d.current = ANY(${filters.inForce.map((value) => value === "yes")}::boolean[])`);
  if (filters.review) found.push(Prisma.sql`${reviewOf()} = ANY(${filters.review}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "d.owner_id", filters.owner));
  if (filters.unapproved) found.push(Prisma.sql`d.approved_on IS NULL`);
  if (filters.unlinked) found.push(withoutRequirement("d"));
  return found;
}

async function read(
  access: Access,
  state: DocumentTableState,
  limit: Prisma.Sql,
): Promise<{ rows: DocumentRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["active"];
  const scope = Prisma.sql`d.organization_id = ${access.organization.id}::uuid AND d.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(d.ref) ${direction}, d.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<(Omit<DocumentRow, "quotesAnother"> & { scopeVersion: string })[]>`
      SELECT d.id, d.ref, d.title, d.type, d.edition, d.approved_on::text AS "approvedOn", d.review_due_at::text AS "reviewDueAt", ${reviewOf()} AS review,
             d.quoted_register_version AS "quotedRegisterVersion", d.current, d.location, d.audience, u.name AS "ownerName", d.status, d.note,
             o.scope_register_version AS "scopeVersion", ${countOfRequirements("d")} AS requirements
        FROM isms_document d JOIN organization_profile o ON o.organization_id = d.organization_id LEFT JOIN user_account u ON u.id = d.owner_id
       WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM isms_document d WHERE ${scope}`;
    return {
      rows: rows.map(({ scopeVersion, ...row }) => ({ ...row, quotesAnother: quotesAnother(row.quotedRegisterVersion, scopeVersion) })),
      ...counts,
    };
  });
}

/** One page of the documents; retired ones only where the filter asks for them. */
export async function listDocuments(
  access: Access,
  state: DocumentTableState,
): Promise<{ rows: DocumentRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportDocuments(
  access: Access,
  state: DocumentTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("documents"), translator("vocabulary")];
  const cells: Record<DocumentColumn, (row: DocumentRow) => string | number | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    type: (row) => word(`ismsDocumentType.${row.type}`),
    edition: (row) => row.edition,
    inForce: (row) => t(row.current ? "yes" : "no"),
    approvedOn: (row) => row.approvedOn,
    reviewDueAt: (row) => row.reviewDueAt,
    registerVersion: (row) => row.quotedRegisterVersion,
    requirements: (row) => row.requirements,
    owner: (row) => row.ownerName,
    audience: (row) => row.audience,
    location: (row) => row.location,
    status: (row) => word(`recordStatus.${row.status}`),
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((column) => ({ key: column, label: t(`column.${column}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface DocumentValues {
  title: string;
  type: IsmsDocumentType;
  edition: string;
  approvedOn: string | null;
  reviewDueAt: string | null;
  quotedRegisterVersion: string;
  current: boolean;
  location: string;
  audience: string;
  status: "active" | "retired";
  ownerId: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

export interface DocumentRecord {
  id: string;
  ref: string;
  version: number;
  values: DocumentValues;
  ownerName: string | null;
  review: ReviewState;
  /** The version of the register that the scope statement quotes, where that is another one. */
  otherVersion: string | null;
}

/** A document of the ISMS; null: none of this organisation. */
export async function getDocument(access: Access, ref: string): Promise<DocumentRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<{ id: string; ownerName: string | null; review: ReviewState; scopeVersion: string }[]>`
      SELECT d.id, u.name AS "ownerName", ${reviewOf()} AS review, o.scope_register_version AS "scopeVersion"
        FROM isms_document d JOIN organization_profile o ON o.organization_id = d.organization_id LEFT JOIN user_account u ON u.id = d.owner_id
       WHERE d.organization_id = ${access.organization.id}::uuid AND d.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "document", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as DocumentValues;
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      ownerName: around.ownerName,
      review: around.review,
      otherVersion: quotesAnother(values.quotedRegisterVersion, around.scopeVersion) ? around.scopeVersion : null,
    };
  });
}
