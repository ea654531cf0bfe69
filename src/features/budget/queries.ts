import { isPayable } from "@/domain/budget-line";
import { targetOfRef } from "@/domain/thread-links";
import type { LinkTargetType } from "@/domain/vocabulary";
import { resolveTargets, targetOptions } from "@/features/threads/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { BudgetColumn, BudgetTableState } from "./table";

export interface BudgetLineRow {
  id: string;
  ref: string;
  title: string;
  period: string;
  amount: number | null;
  currency: string;
  targetRefs: string[];
  ownerName: string | null;
  status: "active" | "retired";
  note: string;
  /** Requirements behind what it pays for, not retired, each once. */
  requirements: number;
}

const ORDER: Partial<Record<BudgetColumn, string>> = {
  ref: "length(b.ref)",
  title: "b.title_key",
  period: "nullif(b.period, '')",
  amount: "b.amount",
  owner: "lower(u.name)",
};

const BEHIND = Prisma.raw(`FROM requirement_link l
    JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired'
   WHERE l.organization_id = b.organization_id AND l.target_ref = ANY(b.target_refs)`);

function conditions(access: Access, { filters, q }: BudgetTableState): Prisma.Sql[] {
  const found = containsWords("b.search_text", q);
  if (filters.owner) found.push(ownedBy(access, "b.owner_id", filters.owner));
  if (filters.target) found.push(Prisma.sql`b.target_refs && ${filters.target}::text[]`);
  if (filters.unlinked) found.push(Prisma.sql`NOT EXISTS (SELECT 1 ${BEHIND})`);
  return found;
}

async function read(
  access: Access,
  state: BudgetTableState,
  limit: Prisma.Sql,
): Promise<{ rows: BudgetLineRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["active"];
  const scope = Prisma.sql`b.organization_id = ${access.organization.id}::uuid AND b.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(b.ref) ${direction}, b.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<BudgetLineRow[]>`
      SELECT b.id, b.ref, b.title, b.period, b.amount, b.currency, b.target_refs AS "targetRefs", u.name AS "ownerName", b.status, b.note,
             (SELECT count(DISTINCT l.requirement_id)::int ${BEHIND}) AS requirements
        FROM budget_line b LEFT JOIN user_account u ON u.id = b.owner_id
       WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM budget_line b WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the lines of the budget; retired ones only where the filter asks for them. */
export async function listBudgetLines(
  access: Access,
  state: BudgetTableState,
): Promise<{ rows: BudgetLineRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportBudgetLines(
  access: Access,
  state: BudgetTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("budget"), translator("vocabulary")];
  const cells: Record<BudgetColumn, [key: string, read: (row: BudgetLineRow) => string | number | null][]> = {
    ref: [["column.ref", (row) => row.ref]],
    title: [["column.title", (row) => row.title]],
    period: [["column.period", (row) => row.period]],
    amount: [
      ["column.amount", (row) => row.amount],
      ["form.currency", (row) => row.currency],
    ],
    targets: [["column.targets", (row) => row.targetRefs.join(", ")]],
    requirements: [["column.requirements", (row) => row.requirements]],
    owner: [["column.owner", (row) => row.ownerName]],
    status: [["column.status", (row) => word(`recordStatus.${row.status}`)]],
    note: [["column.note", (row) => row.note]],
  };
  const columns = state.columns.flatMap((column) => cells[column]);
  return {
    columns: columns.map(([key]) => ({ key, label: t(key) })),
    rows: rows.map((row) => Object.fromEntries(columns.map(([key, value]) => [key, value(row)]))),
  };
}

export interface PaidTarget {
  ref: string;
  type: LinkTargetType | null;
  /** Null: nothing bears that ref any more. */
  title: string | null;
  retired: boolean;
}

export interface BudgetLineRecord {
  id: string;
  ref: string;
  version: number;
  values: {
    title: string;
    period: string;
    amount: number | null;
    currency: string;
    targetRefs: string[];
    status: "active" | "retired";
    ownerId: string | null;
    note: string;
    retiredAt: string | null;
    retiredReason: string;
  };
  ownerName: string | null;
  targets: PaidTarget[];
}

/** A line of the budget with what it pays for; null: none of this organisation. */
export async function getBudgetLine(access: Access, ref: string): Promise<BudgetLineRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<{ id: string; ownerName: string | null }[]>`
      SELECT b.id, u.name AS "ownerName" FROM budget_line b LEFT JOIN user_account u ON u.id = b.owner_id
       WHERE b.organization_id = ${access.organization.id}::uuid AND b.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "budget-line", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as BudgetLineRecord["values"];
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      ownerName: around.ownerName,
      targets: await paidFor(access, values.targetRefs),
    };
  });
}

async function paidFor(access: Access, refs: readonly string[]): Promise<PaidTarget[]> {
  const known = refs.flatMap((ref) => targetOfRef(ref) ?? []);
  const resolved = new Map((await resolveTargets(access, known)).map((target) => [target.ref, target]));
  return refs.map((ref) => {
    const found = resolved.get(ref);
    return { ref, type: found?.type ?? null, title: found?.target?.title ?? null, retired: found?.target?.retired ?? false };
  });
}

/** What money can be spent on and fits what is typed: Annex A and own controls, risks, documents and evidence in use. */
export async function payableOptions(access: Access, { q }: { q: string }): Promise<{ ref: string; title: string }[]> {
  const found = await targetOptions(access, { q, type: null });
  return found.filter(({ type }) => isPayable(type)).map(({ ref, title }) => ({ ref, title }));
}
