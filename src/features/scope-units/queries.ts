import { SCOPE_UNIT_KINDS } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { containsWords, countOfRequirements, ownedBy, withoutRequirement } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { ScopeUnitColumn, ScopeUnitTableState } from "./table";

export interface ScopeUnitRow {
  id: string;
  ref: string;
  title: string;
  kind: (typeof SCOPE_UNIT_KINDS)[number];
  description: string;
  ownerName: string | null;
  status: "active" | "retired";
  note: string;
  /** Requirements that say they hold here and are not retired. */
  requirements: number;
}

const ORDER: Partial<Record<ScopeUnitColumn, string>> = {
  ref: "length(s.ref)",
  title: "s.title_key",
  kind: `array_position(ARRAY['${SCOPE_UNIT_KINDS.join("','")}']::text[], s.kind)`,
  owner: "lower(u.name)",
};

function conditions(access: Access, { filters, q }: ScopeUnitTableState): Prisma.Sql[] {
  const found = containsWords("s.search_text", q);
  if (filters.kind) found.push(Prisma.sql`s.kind = ANY(${filters.kind}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "s.owner_id", filters.owner));
  if (filters.unlinked) found.push(withoutRequirement("s"));
  return found;
}

async function read(
  access: Access,
  state: ScopeUnitTableState,
  limit: Prisma.Sql,
): Promise<{ rows: ScopeUnitRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["active"];
  const scope = Prisma.sql`s.organization_id = ${access.organization.id}::uuid AND s.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(s.ref) ${direction}, s.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<ScopeUnitRow[]>`
      SELECT s.id, s.ref, s.title, s.kind, s.description, u.name AS "ownerName", s.status, s.note, ${countOfRequirements("s")} AS requirements
        FROM scope_unit s LEFT JOIN user_account u ON u.id = s.owner_id
       WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM scope_unit s WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the parts of the scope; retired ones only where the filter asks for them. */
export async function listScopeUnits(
  access: Access,
  state: ScopeUnitTableState,
): Promise<{ rows: ScopeUnitRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportScopeUnits(
  access: Access,
  state: ScopeUnitTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("scopeUnits"), translator("vocabulary")];
  const cells: Record<ScopeUnitColumn, (row: ScopeUnitRow) => string | number | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    kind: (row) => word(`scopeUnitKind.${row.kind}`),
    requirements: (row) => row.requirements,
    owner: (row) => row.ownerName,
    description: (row) => row.description,
    status: (row) => word(`recordStatus.${row.status}`),
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((column) => ({ key: column, label: t(`column.${column}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface ScopeUnitRecord {
  id: string;
  ref: string;
  version: number;
  values: {
    title: string;
    kind: (typeof SCOPE_UNIT_KINDS)[number];
    description: string;
    status: "active" | "retired";
    ownerId: string | null;
    note: string;
    retiredAt: string | null;
    retiredReason: string;
  };
  ownerName: string | null;
}

/** A part of the scope; null: none of this organisation. */
export async function getScopeUnit(access: Access, ref: string): Promise<ScopeUnitRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<{ id: string; ownerName: string | null }[]>`
      SELECT s.id, u.name AS "ownerName" FROM scope_unit s LEFT JOIN user_account u ON u.id = s.owner_id
       WHERE s.organization_id = ${access.organization.id}::uuid AND s.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "scope-unit", [around.id]);
    if (!stored) return null;
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values: stored.values as unknown as ScopeUnitRecord["values"],
      ownerName: around.ownerName,
    };
  });
}

/** What the organisation says its ISMS covers (4.3), and which version of the register that statement quotes. */
export async function scopeStatement(access: Access): Promise<{ ismsScope: string; scopeRegisterVersion: string }> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirstOrThrow({
      where: { organizationId: access.organization.id },
      select: { ismsScope: true, scopeRegisterVersion: true },
    }),
  );
  return { ismsScope: profile.ismsScope, scopeRegisterVersion: profile.scopeRegisterVersion ?? "" };
}
