import { isActionOverdue } from "@/domain/action";
import { ACTION_KINDS, type ACTION_ORIGINS, type AuditKind } from "@/domain/vocabulary";
import { type NamedRecord, recordsByRef } from "@/features/records/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { ActionColumn, ActionTableState } from "./table";

export type ActionKind = (typeof ACTION_KINDS)[number];
export type ActionOriginKind = (typeof ACTION_ORIGINS)[number];
type ActionStatus = "open" | "done" | "retired";

export interface ActionRow {
  id: string;
  ref: string;
  title: string;
  kind: ActionKind;
  description: string;
  status: ActionStatus;
  dueAt: string | null;
  doneAt: string | null;
  cause: string;
  result: string;
  effectivenessCheckedAt: string | null;
  effectivenessNote: string;
  ownerName: string | null;
  requestedBy: string | null;
  requirementRef: string | null;
  findingRef: string | null;
  /** Empty: somebody entered it. */
  origin: ActionOriginKind | "";
  originRef: string;
  note: string;
}

const ORDER: Partial<Record<ActionColumn, string>> = {
  ref: "length(a.ref)",
  title: "a.title_key",
  kind: `array_position(ARRAY['${ACTION_KINDS.join("','")}']::text[], a.kind)`,
  // Open ones first, and among them what is due first.
  status: "array_position(ARRAY['open','done','retired']::text[], a.status)",
  dueAt: "a.due_at",
  owner: "lower(u.name)",
  doneAt: "a.done_at",
  origin: "nullif(a.origin, '')",
  requestedBy: "lower(q.name)",
};

const ROW =
  Prisma.raw(`a.id, a.ref, a.title, a.kind, a.description, a.status, a.due_at::text AS "dueAt", a.done_at::text AS "doneAt", a.cause, a.result,
  a.effectiveness_checked_at::text AS "effectivenessCheckedAt", a.effectiveness_note AS "effectivenessNote", u.name AS "ownerName",
  q.name AS "requestedBy", r.ref AS "requirementRef", f.ref AS "findingRef", a.origin, a.origin_ref AS "originRef", a.note`);
const FROM = Prisma.raw(`FROM action a
  LEFT JOIN user_account u ON u.id = a.owner_id LEFT JOIN user_account q ON q.id = a.requested_by_id
  LEFT JOIN requirement r ON r.organization_id = a.organization_id AND r.id = a.requirement_id
  LEFT JOIN finding f ON f.organization_id = a.organization_id AND f.id = a.finding_id`);

function conditions(access: Access, { filters, q }: ActionTableState): Prisma.Sql[] {
  const found = containsWords("a.search_text", q);
  if (filters.kind) found.push(Prisma.sql`a.kind = ANY(${filters.kind}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "a.owner_id", filters.owner));
  if (filters.origin) found.push(Prisma.sql`a.origin = ANY(${filters.origin}::text[])`);
  if (filters.overdue) found.push(Prisma.sql`a.status = 'open' AND a.due_at < ${today()}::date`);
  if (filters.unchecked) found.push(Prisma.sql`a.status = 'done' AND a.kind = 'corrective' AND a.effectiveness_checked_at IS NULL`);
  if (filters.requirement) found.push(Prisma.sql`r.ref = ANY(${filters.requirement}::text[])`);
  if (filters.finding) found.push(Prisma.sql`f.ref = ANY(${filters.finding}::text[])`);
  return found;
}

async function read(
  access: Access,
  state: ActionTableState,
  limit: Prisma.Sql,
): Promise<{ rows: ActionRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["open", "done"];
  const scope = Prisma.sql`a.organization_id = ${access.organization.id}::uuid AND a.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, a.due_at NULLS LAST, length(a.ref) ${direction}, a.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<ActionRow[]>`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total ${FROM} WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the actions; open ones first, retired ones only where the filter asks for them. */
export async function listActions(
  access: Access,
  state: ActionTableState,
): Promise<{ rows: ActionRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportActions(
  access: Access,
  state: ActionTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("actions"), translator("vocabulary")];
  const day = today();
  const cells: Record<ActionColumn, (row: ActionRow) => string | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    kind: (row) => word(`actionKind.${row.kind}`),
    status: (row) => (isActionOverdue(row, day) ? t("overdue") : word(`actionStatus.${row.status}`)),
    dueAt: (row) => row.dueAt,
    owner: (row) => row.ownerName,
    answers: (row) => [row.findingRef, row.requirementRef].filter(Boolean).join(", "),
    origin: (row) => (row.origin ? [word(`actionOrigin.${row.origin}`), row.originRef].filter(Boolean).join(": ") : null),
    doneAt: (row) => row.doneAt,
    result: (row) => row.result,
    effectiveness: (row) => [row.effectivenessCheckedAt, row.effectivenessNote].filter(Boolean).join(": "),
    description: (row) => row.description,
    cause: (row) => row.cause,
    requestedBy: (row) => row.requestedBy,
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

/** The actions that answer a finding or a requirement, open ones first. */
export async function actionsOf(access: Access, of: { findingId: string } | { requirementId: string }): Promise<ActionRow[]> {
  const condition =
    "findingId" in of ? Prisma.sql`a.finding_id = ${of.findingId}::uuid` : Prisma.sql`a.requirement_id = ${of.requirementId}::uuid`;
  return inTenant(
    access,
    (tx) => tx.$queryRaw<ActionRow[]>`
      SELECT ${ROW} ${FROM} WHERE a.organization_id = ${access.organization.id}::uuid AND ${condition}
       ORDER BY array_position(ARRAY['open','done','retired']::text[], a.status), a.due_at NULLS LAST, length(a.ref), a.ref LIMIT 200`,
  );
}

export interface ActionValues {
  title: string;
  kind: ActionKind;
  description: string;
  requirementId: string | null;
  findingId: string | null;
  recordRefs: string[];
  status: ActionStatus;
  dueAt: string | null;
  ownerId: string | null;
  requestedById: string | null;
  origin: ActionOriginKind | "";
  originRef: string;
  auditKind: AuditKind | "";
  auditor: string;
  intervalMonths: number | null;
  cause: string;
  result: string;
  doneAt: string | null;
  effectivenessCheckedAt: string | null;
  effectivenessNote: string;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

export interface ActionRecord {
  id: string;
  ref: string;
  version: number;
  values: ActionValues;
  ownerName: string | null;
  requestedBy: string | null;
  requirement: { id: string; ref: string; title: string } | null;
  finding: { id: string; ref: string; title: string } | null;
  records: NamedRecord[];
  overdue: boolean;
}

/** Null: none of this organisation. */
export async function getAction(access: Access, ref: string): Promise<ActionRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<Pick<ActionRecord, "id" | "ownerName" | "requestedBy" | "requirement" | "finding">[]>`
      SELECT a.id, u.name AS "ownerName", q.name AS "requestedBy",
             CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'ref', r.ref, 'title', r.statement) END AS requirement,
             CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'ref', f.ref, 'title', f.title) END AS finding
        ${FROM} WHERE a.organization_id = ${access.organization.id}::uuid AND a.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "action", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as ActionValues;
    return {
      ...around,
      ref,
      version: stored.version,
      values,
      records: await recordsByRef(access, values.recordRefs),
      overdue: isActionOverdue(values, today()),
    };
  });
}

/** What a new action starts from: the requirement or finding it is to answer. Null where there is none in use. */
export async function startOfAction(
  access: Access,
  { requirement, finding }: { requirement?: string; finding?: string },
): Promise<{ requirement: ActionRecord["requirement"]; finding: ActionRecord["finding"] }> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const one = requirement
      ? await tx.requirement.findFirst({
          where: { organizationId, ref: requirement, status: { not: "retired" } },
          select: { id: true, ref: true, statement: true },
        })
      : null;
    const other = finding
      ? await tx.finding.findFirst({
          where: { organizationId, ref: finding, status: { not: "retired" } },
          select: { id: true, ref: true, title: true },
        })
      : null;
    return { requirement: one && { id: one.id, ref: one.ref, title: one.statement }, finding: other };
  });
}
