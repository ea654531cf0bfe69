import { type ValidityState, validityOf } from "@/domain/evidence";
import { EVIDENCE_TYPES, type EvidenceType } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { blobStore, checkBlob } from "@/server/blob-store";
import { today } from "@/server/clock";
import { containsWords, countOfRequirements, ownedBy, withoutRequirement } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { EvidenceColumn, EvidenceTableState } from "./table";

export interface EvidenceRow {
  id: string;
  ref: string;
  title: string;
  type: EvidenceType;
  dated: string;
  validUntil: string | null;
  validity: ValidityState;
  origin: string;
  location: string;
  fileName: string;
  size: number | null;
  contentHash: string | null;
  addedBy: string | null;
  ownerName: string | null;
  status: "active" | "retired";
  note: string;
  /** Requirements that lean on it and are not retired. */
  requirements: number;
}

const ORDER: Partial<Record<EvidenceColumn, string>> = {
  ref: "length(e.ref)",
  title: "e.title_key",
  type: `array_position(ARRAY['${EVIDENCE_TYPES.join("','")}']::text[], e.type)`,
  dated: "e.dated",
  validUntil: "e.valid_until",
  origin: "lower(nullif(e.origin, ''))",
  addedBy: "lower(a.name)",
  owner: "lower(u.name)",
  size: "e.size",
};

const VALIDITY =
  (): Prisma.Sql => Prisma.sql`(CASE WHEN e.valid_until IS NULL THEN 'open' WHEN e.valid_until < ${today()}::date THEN 'expired'
  WHEN e.valid_until <= ${today()}::date + o.evidence_warn_days THEN 'soon' ELSE 'valid' END)`;

function conditions(access: Access, { filters, q }: EvidenceTableState): Prisma.Sql[] {
  const found = containsWords("e.search_text", q);
  if (filters.type) found.push(Prisma.sql`e.type = ANY(${filters.type}::text[])`);
  if (filters.validity) found.push(Prisma.sql`${VALIDITY()} = ANY(${filters.validity}::text[])`);
  if (filters.holds)
    found.push(Prisma.sql`(e.content_hash IS NOT NULL) = ANY(${filters.holds.map((value) => value === "file")}::boolean[])`);
  if (filters.owner) found.push(ownedBy(access, "e.owner_id", filters.owner));
  if (filters.unlinked) found.push(withoutRequirement("e"));
  return found;
}

async function read(
  access: Access,
  state: EvidenceTableState,
  limit: Prisma.Sql,
): Promise<{ rows: EvidenceRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["active"];
  const scope = Prisma.sql`e.organization_id = ${access.organization.id}::uuid AND e.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(e.ref) ${direction}, e.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<EvidenceRow[]>`
      SELECT e.id, e.ref, e.title, e.type, e.dated::text AS dated, e.valid_until::text AS "validUntil", ${VALIDITY()} AS validity, e.origin, e.location,
             e.file_name AS "fileName", e.size, e.content_hash AS "contentHash", a.name AS "addedBy", u.name AS "ownerName", e.status, e.note,
             ${countOfRequirements("e")} AS requirements
        FROM evidence e JOIN organization_profile o ON o.organization_id = e.organization_id
        LEFT JOIN user_account a ON a.id = e.created_by_id LEFT JOIN user_account u ON u.id = e.owner_id
       WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total
        FROM evidence e JOIN organization_profile o ON o.organization_id = e.organization_id WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the evidence; what is retired only where the filter asks for it. */
export async function listEvidence(
  access: Access,
  state: EvidenceTableState,
): Promise<{ rows: EvidenceRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportEvidence(
  access: Access,
  state: EvidenceTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("evidence"), translator("vocabulary")];
  const cells: Record<EvidenceColumn, (row: EvidenceRow) => string | number | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    type: (row) => word(`evidenceType.${row.type}`),
    dated: (row) => row.dated,
    validUntil: (row) => row.validUntil,
    origin: (row) => row.origin,
    file: (row) => row.fileName || row.location,
    requirements: (row) => row.requirements,
    addedBy: (row) => row.addedBy,
    owner: (row) => row.ownerName,
    size: (row) => row.size,
    hash: (row) => row.contentHash,
    status: (row) => word(`recordStatus.${row.status}`),
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((column) => ({ key: column, label: t(`column.${column}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface EvidenceValues {
  title: string;
  type: EvidenceType;
  dated: string;
  validUntil: string | null;
  origin: string;
  location: string;
  contentHash: string | null;
  fileName: string;
  mediaType: string;
  size: number | null;
  status: "active" | "retired";
  ownerId: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

export interface EvidenceRecord {
  id: string;
  ref: string;
  version: number;
  values: EvidenceValues;
  validity: ValidityState;
  ownerName: string | null;
  addedBy: string | null;
  addedOn: string;
}

/** A piece of evidence; null: none of this organisation. */
export async function getEvidence(access: Access, ref: string): Promise<EvidenceRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<
      { id: string; ownerName: string | null; addedBy: string | null; addedOn: string; warnDays: number }[]
    >`
      SELECT e.id, u.name AS "ownerName", a.name AS "addedBy", e.created_at::date::text AS "addedOn", o.evidence_warn_days AS "warnDays"
        FROM evidence e JOIN organization_profile o ON o.organization_id = e.organization_id
        LEFT JOIN user_account a ON a.id = e.created_by_id LEFT JOIN user_account u ON u.id = e.owner_id
       WHERE e.organization_id = ${access.organization.id}::uuid AND e.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "evidence", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as EvidenceValues;
    const { ownerName, addedBy, addedOn, warnDays } = around;
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      validity: validityOf(values.validUntil, today(), warnDays),
      ownerName,
      addedBy,
      addedOn,
    };
  });
}

/** How many pieces of evidence in use have expired, and how many end within the organisation's days of warning. */
export async function endingEvidence(access: Access): Promise<{ expired: number; soon: number; warnDays: number }> {
  return inTenant(access, async (tx) => {
    const [row] = await tx.$queryRaw<[{ expired: number; soon: number; warnDays: number }]>`
      SELECT count(e.id) FILTER (WHERE ${VALIDITY()} = 'expired')::int AS expired, count(e.id) FILTER (WHERE ${VALIDITY()} = 'soon')::int AS soon,
             max(o.evidence_warn_days)::int AS "warnDays"
        FROM organization_profile o LEFT JOIN evidence e ON e.organization_id = o.organization_id AND e.status = 'active'
       WHERE o.organization_id = ${access.organization.id}::uuid`;
    return row;
  });
}

/** The requirement that new evidence is to serve; null: none of this organisation, or retired. */
export async function servedRequirement(access: Access, ref: string): Promise<{ id: string; ref: string; statement: string } | null> {
  return inTenant(access, (tx) =>
    tx.requirement.findFirst({ where: { ref, status: { not: "retired" } }, select: { id: true, ref: true, statement: true } }),
  );
}

export interface CheckedFile {
  ref: string;
  title: string;
  fileName: string;
  contentHash: string;
}

export interface FileCheck {
  /** How many stored files were read through. */
  checked: number;
  missing: CheckedFile[];
  changed: CheckedFile[];
}

/** Reads every stored file through and holds it against the hash of its record, what is retired included. Names what is gone and what was changed. */
export async function verifyEvidence(access: Access): Promise<FileCheck> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<CheckedFile[]>`
      SELECT ref, title, file_name AS "fileName", content_hash AS "contentHash" FROM evidence
       WHERE organization_id = ${access.organization.id}::uuid AND content_hash IS NOT NULL ORDER BY length(ref), ref`,
  );
  const store = blobStore();
  const states = new Map<string, Awaited<ReturnType<typeof checkBlob>>>();
  for (const { contentHash } of rows)
    if (!states.has(contentHash)) states.set(contentHash, await checkBlob(store, access.organization.id, contentHash));
  const inState = (state: string) => rows.filter(({ contentHash }) => states.get(contentHash) === state);
  return { checked: states.size, missing: inState("missing"), changed: inState("changed") };
}
