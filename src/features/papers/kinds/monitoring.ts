import { z } from "zod";
import { type CriterionResult, isMeasurementOverdue, measureBy, resultOf, trendOf, withUnit } from "@/domain/criterion";
import { addMonths } from "@/domain/dates";
import type { Direction } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import { paperKind } from "../kind";
import { word } from "../record-words";
import { asData, dayCell, inLines, paperTable, sheet } from "../sheets";

const FORMATS = ["pdf", "docx", "xlsx", "csv", "json"] as const;

/** What is monitored, how, how often and by whom (9.1). */
export const MONITORING_PLAN = paperKind({
  key: "monitoring-plan",
  code: "MPL",
  clause: "9.1",
  permission: "criterion:read",
  formats: FORMATS,
  options: z.strictObject({}),
  ofTheVersion: false,
  load: async (access) => planPaper(await criteria(access)),
});

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const day = () => z.union([z.literal(""), z.string().regex(DAY)]).default("");
const USUAL_MONTHS = 12;

/** What the measurements of a period showed: values, missed targets and what was done, what was not measured (9.1, 10.2). */
export const MONITORING_REPORT = paperKind({
  key: "monitoring-report",
  code: "MRE",
  clause: "9.1",
  permission: "criterion:read",
  formats: FORMATS,
  options: z.strictObject({ from: day(), to: day() }),
  ofTheVersion: false,
  choices: async () => {
    const t = translator("paperContent.choice");
    return [
      { key: "from", label: t("from"), type: "day" as const },
      { key: "to", label: t("to"), type: "day" as const },
    ];
  },
  load: async (access, { from, to }) => {
    const end = to || today();
    return reportPaper(await criteria(access), { from: from || addMonths(end, -USUAL_MONTHS), to: end, asked: from !== "" || to !== "" });
  },
});

interface Point {
  measuredOn: string;
  value: string;
  note: string;
}

interface PaperCriterion {
  ref: string;
  metric: string;
  unit: string;
  direction: Direction;
  target: string;
  threshold: string;
  method: string;
  frequencyDays: number;
  status: string;
  owner: string;
  lastValue: string;
  lastMeasuredOn: string | null;
  setOn: string;
  requirement: string;
  statement: string;
  party: string;
  actions: { ref: string; title: string; status: string; dueAt: string | null; owner: string; openedOn: string; result: string }[];
  series: Point[];
}

async function criteria(access: Access): Promise<PaperCriterion[]> {
  // Whoever may not read actions takes none along.
  const withActions = access.can("action:read");
  return inTenant(
    access,
    (tx) => tx.$queryRaw<PaperCriterion[]>`
      SELECT c.ref, c.metric, c.unit, c.direction, c.target, c.threshold, c.method, c.frequency_days AS "frequencyDays", c.status,
             coalesce(u.name, c.owner_label) AS owner, c.last_value AS "lastValue", c.last_measured_on::text AS "lastMeasuredOn",
             to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "setOn", r.ref AS requirement, r.statement, p.name AS party,
             (SELECT coalesce(json_agg(json_build_object('ref', a.ref, 'title', a.title, 'status', a.status, 'dueAt', a.due_at, 'owner', coalesce(o.name, ''),
                                                         'result', a.result, 'openedOn', to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'))
                                       ORDER BY a.created_at), '[]')
                FROM action a LEFT JOIN user_account o ON o.id = a.owner_id
               WHERE ${withActions}::boolean AND a.organization_id = c.organization_id AND a.status <> 'retired'
                 AND (a.id = c.action_id OR (a.origin = 'measurement' AND a.origin_ref = c.ref))) AS actions,
             (SELECT coalesce(json_agg(json_build_object('measuredOn', m.measured_on, 'value', m.value, 'note', m.note) ORDER BY m.measured_on), '[]')
                FROM measurement m WHERE m.organization_id = c.organization_id AND m.criterion_id = c.id) AS series
        FROM criterion c JOIN requirement r ON r.organization_id = c.organization_id AND r.id = c.requirement_id
        JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id LEFT JOIN user_account u ON u.id = c.owner_id
       WHERE c.organization_id = ${access.organization.id}::uuid ORDER BY length(c.ref), c.ref`,
  );
}

const targetOf = ({ direction, target, unit }: PaperCriterion) =>
  translator("monitoring")(`target.${direction}`, { value: withUnit(target, unit) });
const resultWord = (result: CriterionResult) => translator("monitoring")(`result.${result}`);

/** Pure: the plan from the criteria. */
function planPaper(all: readonly PaperCriterion[]) {
  const [t, m] = [translator("paperContent"), translator("monitoring")];
  const rows = all.filter(({ status }) => status === "active");
  const every = ({ frequencyDays }: PaperCriterion) => m("every", { days: frequencyDays });
  const table = sheet({
    key: "criteria",
    name: t("sheet.monitoringPlan"),
    rows,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ ref }) => ref },
      { key: "metric", label: m("column.metric"), width: 44, read: ({ metric }) => metric },
      { key: "requirement", label: t("column.requirement"), width: 14, read: ({ requirement }) => requirement },
      { key: "statement", label: t("monitoring.statement"), width: 50, read: ({ statement }) => statement },
      { key: "party", label: t("column.party"), width: 28, read: ({ party }) => party },
      {
        key: "direction",
        label: m("column.direction"),
        width: 12,
        read: (row) => word("direction", row.direction),
        raw: (row) => row.direction,
      },
      { key: "target", label: m("column.target"), width: 12, read: ({ target }) => target },
      { key: "threshold", label: m("column.threshold"), width: 12, read: ({ threshold }) => threshold },
      { key: "unit", label: m("column.unit"), width: 10, read: ({ unit }) => unit },
      { key: "method", label: m("column.method"), width: 50, read: ({ method }) => method },
      { key: "frequencyDays", label: m("column.frequencyDays"), width: 12, read: ({ frequencyDays }) => frequencyDays },
      { key: "owner", label: t("column.owner"), width: 24, read: ({ owner }) => owner },
      { key: "nextOn", label: m("column.nextOn"), width: 12, read: (row) => dayCell(measureBy(row)) },
    ],
  });
  return {
    title: t("monitoring.plan"),
    paper: {
      title: t("monitoring.plan"),
      subtitle: t("monitoring.planSubtitle"),
      landscape: true,
      facts: [
        { label: t("monitoring.criteria"), value: String(rows.length) },
        { label: t("monitoring.unowned"), value: String(rows.filter(({ owner }) => owner === "").length) },
      ],
      blocks: [
        paperTable(
          rows,
          [
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ ref }) => ref },
            { label: m("column.metric"), share: 1.6, read: ({ metric }) => metric },
            {
              label: t("column.requirement"),
              share: 1.8,
              read: ({ requirement, statement, party }) => inLines(`${requirement} ${statement}`, party),
            },
            {
              label: m("column.target"),
              millimetres: 34,
              read: (row) => inLines(targetOf(row), row.threshold && `${m("column.threshold")} ${withUnit(row.threshold, row.unit)}`),
            },
            { label: m("column.method"), share: 1.8, read: ({ method }) => method },
            { label: t("monitoring.every"), millimetres: 26, read: every },
            { label: t("column.owner"), millimetres: 30, read: ({ owner }) => owner || m("unowned") },
          ],
          { empty: t("monitoring.planEmpty"), dense: true },
        ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    rowsShown: rows.length,
    rowsTotal: rows.length,
    filterText: "",
  };
}

/** Pure: the report of a period. */
function reportPaper(all: readonly PaperCriterion[], { from, to, asked }: { from: string; to: string; asked: boolean }) {
  const [t, m] = [translator("paperContent"), translator("monitoring")];
  const within = (on: string) => on >= from && on <= to;
  const rows = all
    .map((criterion) => {
      const values = criterion.series.filter(({ measuredOn }) => within(measuredOn));
      const last = values.at(-1) ?? null;
      const result: CriterionResult = last ? resultOf(criterion, last.value) : "not_measured";
      const missed = values.filter(({ value }) => resultOf(criterion, value) === "missed");
      const before = criterion.series.filter(({ measuredOn }) => measuredOn <= to).at(-1)?.measuredOn ?? null;
      const overdue = isMeasurementOverdue({ ...criterion, lastMeasuredOn: before }, to);
      return { criterion, values, last, result, missed, overdue };
    })
    .filter(({ criterion, values }) => values.length > 0 || (criterion.status === "active" && criterion.setOn <= to));
  type Row = (typeof rows)[number];
  const trend = ({ values, criterion }: Row) => {
    const found = trendOf(values, criterion.direction);
    return found ? m(`trend.${found}`) : "";
  };
  const state = ({ result, overdue }: Row) => inLines(resultWord(result), overdue && m("overdue"));
  const missed = rows.flatMap((row) => row.missed.map((point) => ({ criterion: row.criterion, point })));
  const gaps = rows.filter(({ values, overdue }) => values.length === 0 || overdue);
  const actions = rows.flatMap(({ criterion }) =>
    criterion.actions
      .filter(({ openedOn, status }) => within(openedOn) || (status === "open" && openedOn <= to))
      .map((action) => ({ criterion, action })),
  );
  const byCriterion = sheet({
    key: "criteria",
    name: t("sheet.monitoringReport"),
    rows,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ criterion }) => criterion.ref },
      { key: "metric", label: m("column.metric"), width: 44, read: ({ criterion }) => criterion.metric },
      { key: "requirement", label: t("column.requirement"), width: 14, read: ({ criterion }) => criterion.requirement },
      { key: "state", label: m("column.result"), width: 20, read: ({ result }) => resultWord(result), raw: ({ result }) => result },
      {
        key: "overdue",
        label: m("filter.overdue"),
        width: 14,
        read: ({ overdue }) => (overdue ? m("yes") : ""),
        raw: ({ overdue }) => overdue,
      },
      { key: "lastValue", label: m("column.lastValue"), width: 14, read: ({ last }) => last?.value ?? "" },
      { key: "unit", label: m("column.unit"), width: 10, read: ({ criterion }) => criterion.unit },
      { key: "measuredOn", label: m("column.lastMeasuredOn"), width: 12, read: ({ last }) => dayCell(last?.measuredOn ?? "") },
      { key: "target", label: m("column.target"), width: 22, read: ({ criterion }) => targetOf(criterion) },
      { key: "trend", label: m("column.trend"), width: 16, read: trend },
      { key: "measurements", label: m("measurements"), width: 14, read: ({ values }) => values.length },
      { key: "missed", label: t("monitoring.timesMissed"), width: 14, read: (row) => row.missed.length },
      { key: "owner", label: t("column.owner"), width: 24, read: ({ criterion }) => criterion.owner },
    ],
  });
  const points = rows.flatMap(({ criterion, values }) => values.map((point) => ({ criterion, point })));
  const byValue = sheet({
    key: "measurements",
    name: m("measurements"),
    rows: points,
    columns: [
      { key: "ref", label: t("column.ref"), width: 10, read: ({ criterion }) => criterion.ref },
      { key: "measuredOn", label: m("measuredOn"), width: 12, read: ({ point }) => dayCell(point.measuredOn) },
      { key: "value", label: m("value"), width: 14, read: ({ point }) => point.value },
      { key: "unit", label: m("column.unit"), width: 10, read: ({ criterion }) => criterion.unit },
      {
        key: "state",
        label: m("column.result"),
        width: 20,
        read: ({ criterion, point }) => resultWord(resultOf(criterion, point.value)),
        raw: ({ criterion, point }) => resultOf(criterion, point.value),
      },
      { key: "note", label: m("valueNote"), width: 50, read: ({ point }) => point.note },
    ],
  });
  const heading = (key: string) => ({ kind: "heading" as const, text: t(`monitoring.${key}`) });
  return {
    title: t("monitoring.report"),
    paper: {
      title: t("monitoring.report"),
      subtitle: t("monitoring.period", { from, to }),
      landscape: true,
      facts: [
        { label: t("monitoring.criteria"), value: String(rows.length) },
        { label: t("monitoring.valuesOfPeriod"), value: String(points.length) },
        { label: t("monitoring.missedNow"), value: String(rows.filter(({ result }) => result === "missed").length) },
        { label: t("monitoring.notInTime"), value: String(rows.filter(({ overdue }) => overdue).length) },
      ],
      blocks: [
        paperTable(
          rows,
          [
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ criterion }) => criterion.ref },
            { label: m("column.metric"), share: 2, read: ({ criterion }) => inLines(criterion.metric, criterion.requirement) },
            { label: m("column.result"), millimetres: 36, read: state },
            {
              label: m("column.lastValue"),
              millimetres: 30,
              read: ({ last, criterion }) => (last ? inLines(withUnit(last.value, criterion.unit), last.measuredOn) : ""),
            },
            { label: m("column.target"), millimetres: 34, read: ({ criterion }) => targetOf(criterion) },
            { label: m("column.trend"), millimetres: 28, read: trend },
            { label: m("measurements"), millimetres: 24, align: "end", read: ({ values }) => String(values.length) },
            { label: t("column.owner"), millimetres: 30, read: ({ criterion }) => criterion.owner || m("unowned") },
          ],
          { empty: t("monitoring.reportEmpty"), dense: true },
        ),
        heading("missedTargets"),
        paperTable(
          missed,
          [
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ criterion }) => criterion.ref },
            { label: m("column.metric"), share: 1.6, read: ({ criterion }) => criterion.metric },
            { label: m("measuredOn"), millimetres: 26, read: ({ point }) => point.measuredOn },
            { label: m("value"), millimetres: 26, align: "end", read: ({ point, criterion }) => withUnit(point.value, criterion.unit) },
            { label: m("column.target"), millimetres: 34, read: ({ criterion }) => targetOf(criterion) },
            { label: m("valueNote"), share: 1.6, read: ({ point }) => point.note },
          ],
          { empty: t("monitoring.noneMissed"), dense: true },
        ),
        heading("actions"),
        paperTable(
          actions,
          [
            { label: t("column.ref"), mono: true, millimetres: 20, read: ({ action }) => action.ref },
            { label: m("column.action"), share: 2, read: ({ action }) => action.title },
            { label: m("column.ref"), mono: true, millimetres: 18, read: ({ criterion }) => criterion.ref },
            { label: m("column.result"), millimetres: 24, read: ({ action }) => word("actionStatus", action.status) },
            { label: t("column.owner"), millimetres: 30, read: ({ action }) => inLines(action.owner || m("unowned"), action.dueAt) },
            { label: t("column.outcome"), share: 1.6, read: ({ action }) => action.result },
          ],
          { empty: t("monitoring.noActions"), dense: true },
        ),
        heading("gaps"),
        paperTable(
          gaps,
          [
            { label: t("column.ref"), mono: true, millimetres: 18, read: ({ criterion }) => criterion.ref },
            { label: m("column.metric"), share: 2, read: ({ criterion }) => criterion.metric },
            { label: m("column.lastMeasuredOn"), millimetres: 30, read: ({ last }) => last?.measuredOn ?? t("monitoring.notInPeriod") },
            { label: t("monitoring.every"), millimetres: 30, read: ({ criterion }) => m("every", { days: criterion.frequencyDays }) },
            { label: t("column.owner"), millimetres: 34, read: ({ criterion }) => criterion.owner || m("unowned") },
          ],
          { empty: t("monitoring.noGaps"), dense: true },
        ),
      ],
    },
    sheets: [byCriterion.xlsx, byValue.xlsx],
    data: { period: { from, to }, ...asData([byCriterion, byValue]) },
    rowsShown: rows.length,
    rowsTotal: asked ? all.length : rows.length,
    filterText: asked ? t("monitoring.period", { from, to }) : "",
  };
}
