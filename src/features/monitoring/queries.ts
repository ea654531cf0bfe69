import { type CriterionResult, isMeasurementOverdue, measureBy, resultOf, type Trend, trendOf, withUnit } from "@/domain/criterion";
import type { RawLine } from "@/domain/measurement-lines";
import type { Direction, MEASUREMENT_ORIGINS, PLAIN_STATUSES } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { type JudgedLine, previewLines } from "./many";
import { IS_OVERDUE, NEXT_ON, RESULT } from "./states";
import type { CriterionColumn, CriterionTableState } from "./table";
import { stateWords, targetWords } from "./words";

type Status = (typeof PLAIN_STATUSES)[number];

export interface CriterionRow {
  id: string;
  ref: string;
  metric: string;
  unit: string;
  target: string;
  threshold: string;
  direction: Direction;
  method: string;
  frequencyDays: number;
  status: Status;
  lastValue: string;
  lastMeasuredOn: string | null;
  note: string;
  requirementRef: string;
  requirementStatement: string;
  ownerName: string | null;
  actionRef: string | null;
  actionStatus: string | null;
  /** The day by which it is measured next. */
  nextOn: string;
  overdue: boolean;
  result: CriterionResult;
  /** The last twelve measurements by day. */
  series: { measuredOn: string; value: string }[];
  trend: Trend | null;
}

// The list -----------------------------------------------------------------------------------------------------------------------------------------

const ORDER: Partial<Record<CriterionColumn, Prisma.Sql>> = {
  ref: Prisma.raw("length(c.ref)"),
  metric: Prisma.raw("c.title_key"),
  lastMeasuredOn: Prisma.raw("c.last_measured_on"),
  nextOn: NEXT_ON,
  requirement: Prisma.raw("length(r.ref)"),
  owner: Prisma.raw("lower(coalesce(u.name, c.owner_label))"),
  frequencyDays: Prisma.raw("c.frequency_days"),
};

const POINTS = 12;
const ROW = Prisma.sql`c.id, c.ref, c.metric, c.unit, c.target, c.threshold, c.direction, c.method, c.frequency_days AS "frequencyDays", c.status,
  c.last_value AS "lastValue", c.last_measured_on::text AS "lastMeasuredOn", c.note, r.ref AS "requirementRef", r.statement AS "requirementStatement",
  coalesce(u.name, nullif(c.owner_label, '')) AS "ownerName", a.ref AS "actionRef", a.status AS "actionStatus", ${NEXT_ON}::text AS "nextOn",
  (SELECT coalesce(json_agg(json_build_object('measuredOn', m.measured_on, 'value', m.value) ORDER BY m.measured_on), '[]')
     FROM (SELECT measured_on, value FROM measurement WHERE organization_id = c.organization_id AND criterion_id = c.id
            ORDER BY measured_on DESC LIMIT ${POINTS}) m) AS series`;
const FROM = Prisma.raw(`FROM criterion c
  JOIN requirement r ON r.organization_id = c.organization_id AND r.id = c.requirement_id
  LEFT JOIN user_account u ON u.id = c.owner_id
  LEFT JOIN action a ON a.organization_id = c.organization_id AND a.id = c.action_id`);

function conditions(access: Access, { filters, q }: CriterionTableState): Prisma.Sql[] {
  const found = containsWords("c.search_text", q);
  // What is not measured any more is shown to whoever asks for it.
  found.push(Prisma.sql`c.status = ANY(${filters.status ?? ["active"]}::text[])`);
  if (filters.result) found.push(Prisma.sql`${RESULT} = ANY(${filters.result}::text[])`);
  if (filters.overdue) found.push(IS_OVERDUE(today()));
  if (filters.owner) found.push(ownedBy(access, "c.owner_id", filters.owner));
  if (filters.requirement) found.push(Prisma.sql`r.ref = ANY(${filters.requirement}::text[])`);
  return found;
}

type Stored = Omit<CriterionRow, "overdue" | "result" | "trend">;

/** A row as people read it. */
function judged(row: Stored, day: string): CriterionRow {
  return {
    ...row,
    overdue: row.status === "active" && day > row.nextOn,
    result: resultOf(row, row.lastValue),
    trend: trendOf(row.series, row.direction),
  };
}

async function read(
  access: Access,
  state: CriterionTableState,
  limit: Prisma.Sql,
): Promise<{ rows: CriterionRow[]; matching: number; total: number }> {
  const day = today();
  const scope = Prisma.sql`c.organization_id = ${access.organization.id}::uuid`;
  const narrowed = Prisma.join(conditions(access, state), " AND ");
  const direction = Prisma.raw(state.sort.descending ? "DESC" : "ASC");
  // Missed first, then what is overdue, then what comes close.
  const wanted =
    state.sort.column === "result"
      ? Prisma.sql`CASE WHEN ${RESULT} = 'missed' THEN 0 WHEN ${IS_OVERDUE(day)} THEN 1 WHEN ${RESULT} = 'warning' THEN 2 WHEN ${RESULT} = 'not_measured' THEN 3 ELSE 4 END`
      : (ORDER[state.sort.column] ?? ORDER.ref!);
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<Stored[]>`SELECT ${ROW} ${FROM} WHERE ${scope} AND ${narrowed}
      ORDER BY ${wanted} ${direction} NULLS LAST, ${NEXT_ON}, length(c.ref) ${direction}, c.ref ${direction} ${limit}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total ${FROM} WHERE ${scope}`;
    return { rows: rows.map((row) => judged(row, day)), ...counts };
  });
}

/** One page of the criteria, the missed and the overdue first. */
export async function listCriteria(
  access: Access,
  state: CriterionTableState,
): Promise<{ rows: CriterionRow[]; matching: number; total: number }> {
  return read(access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
}

/** All rows that the list would show on all its pages, with the columns it shows. */
export async function exportCriteria(
  access: Access,
  state: CriterionTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: Record<string, string | number | null>[] }> {
  const { rows } = await read(access, state, Prisma.empty);
  const t = translator("monitoring");
  const cells: Record<CriterionColumn, (row: CriterionRow) => string | number | null> = {
    ref: (row) => row.ref,
    metric: (row) => row.metric,
    result: (row) => stateWords(row).join(", "),
    lastValue: (row) => row.lastValue && withUnit(row.lastValue, row.unit),
    target: targetWords,
    trend: (row) => row.trend && t(`trend.${row.trend}`),
    lastMeasuredOn: (row) => row.lastMeasuredOn,
    nextOn: (row) => row.nextOn,
    requirement: (row) => row.requirementRef,
    owner: (row) => row.ownerName,
    action: (row) => row.actionRef,
    threshold: (row) => row.threshold && withUnit(row.threshold, row.unit),
    frequencyDays: (row) => row.frequencyDays,
    method: (row) => row.method,
    status: (row) => translator("vocabulary.recordStatus")(row.status),
    note: (row) => row.note,
  };
  return {
    columns: state.columns.map((key) => ({ key, label: t(`column.${key}`) })),
    rows: rows.map((row) => Object.fromEntries(state.columns.map((column) => [column, cells[column](row)]))),
  };
}

export interface CriterionCounts {
  active: number;
  missed: number;
  overdue: number;
}

/** How many criteria are in use, how many of them miss their target and how many measurements are overdue. */
export async function criterionCounts(access: Access): Promise<CriterionCounts> {
  const [counts] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[CriterionCounts]>`
      SELECT count(*)::int AS active, count(*) FILTER (WHERE ${RESULT} = 'missed')::int AS missed,
             count(*) FILTER (WHERE ${IS_OVERDUE(today())})::int AS overdue
        FROM criterion c WHERE c.organization_id = ${access.organization.id}::uuid AND c.status = 'active'`,
  );
  return counts;
}

/** The criteria of one requirement, those in use first. */
export async function criteriaOfRequirement(access: Access, requirementId: string): Promise<CriterionRow[]> {
  const day = today();
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<
      Stored[]
    >`SELECT ${ROW} ${FROM} WHERE c.organization_id = ${access.organization.id}::uuid AND c.requirement_id = ${requirementId}::uuid
       ORDER BY c.status, length(c.ref), c.ref LIMIT 100`,
  );
  return rows.map((row) => judged(row, day));
}

/** The criterion whose missed target opened this action, as it stands now; null: none did. */
export async function criterionOfAction(access: Access, actionId: string): Promise<CriterionRow | null> {
  const day = today();
  const rows = await inTenant(
    access,
    (tx) =>
      tx.$queryRaw<
        Stored[]
      >`SELECT ${ROW} ${FROM} WHERE c.organization_id = ${access.organization.id}::uuid AND c.action_id = ${actionId}::uuid LIMIT 1`,
  );
  return rows[0] ? judged(rows[0], day) : null;
}

// One criterion ------------------------------------------------------------------------------------------------------------------------------------

export interface MeasurementRow {
  id: string;
  version: number;
  measuredOn: string;
  value: string;
  origin: (typeof MEASUREMENT_ORIGINS)[number];
  note: string;
  enteredBy: string | null;
  result: CriterionResult;
}

export interface CriterionRecord {
  id: string;
  ref: string;
  version: number;
  values: {
    requirementId: string;
    metric: string;
    unit: string;
    target: string;
    threshold: string;
    direction: Direction;
    method: string;
    frequencyDays: number;
    ownerId: string | null;
    ownerLabel: string;
    lastValue: string;
    lastMeasuredOn: string | null;
    actionId: string | null;
    status: Status;
    note: string;
    retiredAt: string | null;
    retiredReason: string;
  };
  result: CriterionResult;
  overdue: boolean;
  nextOn: string;
  trend: Trend | null;
  ownerName: string | null;
  requirement: { id: string; ref: string; statement: string; status: string; since: string; fulfilmentStatus: string };
  action: { ref: string; title: string; status: string; dueAt: string | null; ownerName: string | null } | null;
  /** The last first. */
  measurements: MeasurementRow[];
}

/** Null: none of this organisation. */
export async function getCriterion(access: Access, ref: string): Promise<CriterionRecord | null> {
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    const found = await tx.criterion.findFirst({ where: { organizationId, ref }, select: { id: true, createdAt: true } });
    const [stored] = found ? await readRecords(tx, organizationId, "criterion", [found.id]) : [];
    if (!found || !stored) return null;
    const values = stored.values as unknown as CriterionRecord["values"];
    const [around] = await tx.$queryRaw<[Pick<CriterionRecord, "ownerName" | "requirement" | "action">]>`
      SELECT (SELECT name FROM user_account WHERE id = ${values.ownerId}::uuid) AS "ownerName",
             (SELECT json_build_object('id', r.id, 'ref', r.ref, 'statement', r.statement, 'status', r.status, 'fulfilmentStatus', r.fulfilment_status,
                                       'since', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')) FROM requirement r
               WHERE r.organization_id = ${organizationId}::uuid AND r.id = ${values.requirementId}::uuid) AS requirement,
             (SELECT json_build_object('ref', a.ref, 'title', a.title, 'status', a.status, 'dueAt', a.due_at, 'ownerName', u.name)
                FROM action a LEFT JOIN user_account u ON u.id = a.owner_id
               WHERE a.organization_id = ${organizationId}::uuid AND a.id = ${values.actionId}::uuid) AS action`;
    const series = await tx.$queryRaw<Omit<MeasurementRow, "result">[]>`
      SELECT m.id, m.version, m.measured_on::text AS "measuredOn", m.value, m.origin, m.note, u.name AS "enteredBy"
        FROM measurement m LEFT JOIN user_account u ON u.id = m.created_by_id
       WHERE m.organization_id = ${organizationId}::uuid AND m.criterion_id = ${stored.id}::uuid ORDER BY m.measured_on DESC LIMIT 1000`;
    const setOn = found.createdAt.toISOString().slice(0, 10);
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      result: resultOf(values, values.lastValue),
      overdue: isMeasurementOverdue({ ...values, setOn }, today()),
      nextOn: measureBy({ ...values, setOn }),
      trend: trendOf(series, values.direction),
      ...around,
      measurements: series.map((one) => ({ ...one, result: resultOf(values, one.value) })),
    };
  });
}

/** A requirement for which a criterion can be set; null: none in use has this ref. */
export async function requirementToMeasure(access: Access, ref: string): Promise<{ id: string; ref: string; statement: string } | null> {
  return inTenant(access, (tx) =>
    tx.requirement.findFirst({
      where: { organizationId: access.organization.id, ref, status: { not: "retired" } },
      select: { id: true, ref: true, statement: true },
    }),
  );
}

/** What would become of the lines of a file, or (`strict`) of a program; nothing is stored. */
export async function previewMeasurements(
  access: Access,
  lines: readonly RawLine[],
  { strict = false }: { strict?: boolean } = {},
): Promise<JudgedLine[]> {
  return previewLines(access, lines, strict);
}

export interface CriterionForProgram {
  ref: string;
  requirement: string;
  metric: string;
  unit: string;
  direction: Direction;
  target: string;
  threshold: string | null;
  frequencyDays: number;
  state: CriterionResult;
  measureBy: string;
  overdue: boolean;
  measurements: { measuredOn: string; value: string; note: string }[];
}

/** The criteria in use, or one of them, with their values of a period. */
export async function criteriaForProgram(
  access: Access,
  { ref, from, to }: { ref: string | null; from: string | null; to: string | null },
): Promise<CriterionForProgram[]> {
  const day = today();
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<CriterionForProgram, "state" | "overdue"> & { lastValue: string })[]>`
      SELECT c.ref, r.ref AS requirement, c.metric, c.unit, c.direction, c.target, nullif(c.threshold, '') AS threshold,
             c.frequency_days AS "frequencyDays", c.last_value AS "lastValue", ${NEXT_ON}::text AS "measureBy",
             (SELECT coalesce(json_agg(json_build_object('measuredOn', m.measured_on, 'value', m.value, 'note', m.note) ORDER BY m.measured_on), '[]')
                FROM measurement m WHERE m.organization_id = c.organization_id AND m.criterion_id = c.id
                 AND (${from}::date IS NULL OR m.measured_on >= ${from}::date) AND (${to}::date IS NULL OR m.measured_on <= ${to}::date)) AS measurements
        FROM criterion c JOIN requirement r ON r.organization_id = c.organization_id AND r.id = c.requirement_id
       WHERE c.organization_id = ${access.organization.id}::uuid AND c.status = 'active' AND (${ref}::text IS NULL OR c.ref = ${ref}::text)
       ORDER BY length(c.ref), c.ref LIMIT 1000`,
  );
  return rows.map(({ lastValue, ...row }) => ({
    ...row,
    state: resultOf({ ...row, threshold: row.threshold ?? "" }, lastValue),
    overdue: day > row.measureBy,
  }));
}
