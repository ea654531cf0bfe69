import { type ClosingGap, gapsBeforeClosing, isFindingOverdue, severityHint } from "@/domain/finding";
import type { FINDING_ORIGINS, FindingSeverity } from "@/domain/vocabulary";
import { FINDING_SEVERITIES } from "@/domain/vocabulary";
import { type NamedRecord, recordsByRef } from "@/features/records/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { FindingColumn, FindingTableState } from "./table";

type FindingOrigin = (typeof FINDING_ORIGINS)[number];
type FindingStatus = "open" | "closed" | "retired";

export interface FindingRow {
  id: string;
  ref: string;
  title: string;
  statement: string;
  clause: string;
  severity: FindingSeverity;
  origin: FindingOrigin;
  auditName: string;
  raisedAt: string;
  dueAt: string;
  closedAt: string | null;
  cause: string;
  correctiveAction: string;
  status: FindingStatus;
  ownerName: string | null;
  repeatOf: string | null;
  recordRefs: string[];
  note: string;
}

const GRAVITY = `array_position(ARRAY['${FINDING_SEVERITIES.join("','")}']::text[], f.severity)`;

const ORDER: Partial<Record<FindingColumn, string>> = {
  ref: "length(f.ref)",
  title: "f.title_key",
  severity: GRAVITY,
  clause: "f.clause",
  // Open ones first, and among them what is due first.
  status: "array_position(ARRAY['open','closed','retired']::text[], f.status)",
  dueAt: "f.due_at",
  owner: "lower(u.name)",
  origin: "f.origin",
  raisedAt: "f.raised_at",
  auditName: "lower(f.audit_name)",
  closedAt: "f.closed_at",
};

function conditions(access: Access, { filters, q }: FindingTableState): Prisma.Sql[] {
  const found = containsWords("f.search_text", q);
  if (filters.severity) found.push(Prisma.sql`f.severity = ANY(${filters.severity}::text[])`);
  if (filters.origin) found.push(Prisma.sql`f.origin = ANY(${filters.origin}::text[])`);
  if (filters.owner) found.push(ownedBy(access, "f.owner_id", filters.owner));
  if (filters.overdue) found.push(Prisma.sql`f.status = 'open' AND f.due_at < ${today()}::date`);
  if (filters.repeat) found.push(Prisma.sql`f.repeat_of_id IS NOT NULL`);
  if (filters.record) found.push(Prisma.sql`f.record_refs && ${filters.record}::text[]`);
  return found;
}

async function read(
  access: Access,
  state: FindingTableState,
  limit: Prisma.Sql,
): Promise<{ rows: FindingRow[]; matching: number; total: number }> {
  const statuses = state.filters.status ?? ["open", "closed"];
  const scope = Prisma.sql`f.organization_id = ${access.organization.id}::uuid AND f.status = ANY(${statuses}::text[])`;
  const narrowed = Prisma.join([Prisma.sql`true`, ...conditions(access, state)], " AND ");
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, f.due_at, length(f.ref) ${direction}, f.ref ${direction}`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<FindingRow[]>`
      SELECT f.id, f.ref, f.title, f.statement, f.clause, f.severity, f.origin, f.audit_name AS "auditName", f.raised_at::text AS "raisedAt",
             f.due_at::text AS "dueAt", f.closed_at::text AS "closedAt", f.cause, f.corrective_action AS "correctiveAction", f.status,
             u.name AS "ownerName", b.ref AS "repeatOf", f.record_refs AS "recordRefs", f.note
        FROM finding f LEFT JOIN user_account u ON u.id = f.owner_id
        LEFT JOIN finding b ON b.organization_id = f.organization_id AND b.id = f.repeat_of_id
       WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM finding f WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** One page of the findings; open ones first, retired ones only where the filter asks for them. */
export async function listFindings(
  access: Access,
  state: FindingTableState,
): Promise<{ rows: FindingRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportFindings(
  access: Access,
  state: FindingTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const [t, word] = [translator("findings"), translator("vocabulary")];
  const day = today();
  const cells: Record<FindingColumn, (row: FindingRow) => string | null> = {
    ref: (row) => row.ref,
    title: (row) => row.title,
    severity: (row) => word(`findingSeverity.${row.severity}`),
    clause: (row) => row.clause,
    status: (row) => (isFindingOverdue(row, day) ? t("overdue") : word(`findingStatus.${row.status}`)),
    dueAt: (row) => row.dueAt,
    owner: (row) => row.ownerName,
    origin: (row) => word(`findingOrigin.${row.origin}`),
    raisedAt: (row) => row.raisedAt,
    repeatOf: (row) => row.repeatOf,
    auditName: (row) => row.auditName,
    closedAt: (row) => row.closedAt,
    records: (row) => row.recordRefs.join(", "),
    statement: (row) => row.statement,
    cause: (row) => row.cause,
    correctiveAction: (row) => row.correctiveAction,
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface FindingValues {
  title: string;
  statement: string;
  clause: string;
  severity: FindingSeverity;
  origin: FindingOrigin;
  auditName: string;
  raisedAt: string;
  dueAt: string;
  correction: string;
  cause: string;
  correctiveAction: string;
  effectivenessCheckedAt: string | null;
  effectivenessNote: string;
  closedAt: string | null;
  repeatOfId: string | null;
  recordRefs: string[];
  status: FindingStatus;
  ownerId: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

interface OtherFinding {
  ref: string;
  title: string;
  severity: FindingSeverity;
  raisedAt: string;
  status: FindingStatus;
}

export interface FindingRecord {
  id: string;
  ref: string;
  version: number;
  values: FindingValues;
  ownerName: string | null;
  closedBy: string | null;
  overdue: boolean;
  /** What is missing before it can be closed. */
  gaps: ClosingGap[];
  /** What an auditor would mostly grade a repeat. */
  severityHint: FindingSeverity | null;
  repeatOf: OtherFinding | null;
  repeats: OtherFinding[];
  records: NamedRecord[];
}

/** A finding with what it repeats and what repeats it; null: none of this organisation. */
export async function getFinding(access: Access, ref: string): Promise<FindingRecord | null> {
  return inTenant(access, async (tx) => {
    const organization = Prisma.sql`${access.organization.id}::uuid`;
    const [around] = await tx.$queryRaw<{ id: string; ownerName: string | null; closedBy: string | null }[]>`
      SELECT f.id, u.name AS "ownerName", c.name AS "closedBy" FROM finding f
        LEFT JOIN user_account u ON u.id = f.owner_id LEFT JOIN user_account c ON c.id = f.closed_by_id
       WHERE f.organization_id = ${organization} AND f.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "finding", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as FindingValues;
    const others = await tx.$queryRaw<(OtherFinding & { id: string })[]>`
      SELECT id, ref, title, severity, raised_at::text AS "raisedAt", status FROM finding
       WHERE organization_id = ${organization} AND (id = ${values.repeatOfId}::uuid OR repeat_of_id = ${around.id}::uuid)
       ORDER BY raised_at, length(ref), ref`;
    const repeatOf = others.find(({ id }) => id === values.repeatOfId) ?? null;
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      ownerName: around.ownerName,
      closedBy: around.closedBy,
      overdue: isFindingOverdue(values, today()),
      gaps: values.status === "open" ? gapsBeforeClosing(values) : [],
      severityHint: severityHint(values.severity, repeatOf?.severity ?? null),
      repeatOf,
      repeats: others.filter(({ id }) => id !== values.repeatOfId),
      records: await recordsByRef(access, values.recordRefs),
    };
  });
}

/** Findings that another may repeat or an action may answer, the newest first; what is chosen already is among them. */
export async function findingOptions(
  access: Access,
  { except = null }: { except?: string | null } = {},
): Promise<{ id: string; ref: string; title: string }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; ref: string; title: string }[]>`
      SELECT id, ref, title FROM finding
       WHERE organization_id = ${access.organization.id}::uuid AND id IS DISTINCT FROM ${except}::uuid AND status <> 'retired'
       ORDER BY raised_at DESC, length(ref) DESC, ref DESC LIMIT 300`,
  );
}
