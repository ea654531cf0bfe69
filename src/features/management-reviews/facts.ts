import { withUnit } from "@/domain/criterion";
import { isFeedbackOverdue, isUnanswered } from "@/domain/engagement";
import { type FactFigure, type FactRow, type FactSheet, listOf } from "@/domain/management-review-facts";
import { isAboveAcceptance, remainingLevel } from "@/domain/risk";
import { FEEDBACK_KINDS, type ManagementReviewInput, type RiskTreatment } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { changesIn, listsOfChanges, type Period, type ToldChange } from "./changes";

/** The facts of every input of the agenda, from what the register holds and from what its history tells of the period. */
export async function collectFacts(
  tx: Tx,
  access: Access,
  period: Period,
  /** The meeting's own ref: what it raised itself is no action of an earlier one. */
  own: string,
): Promise<Record<ManagementReviewInput, FactSheet>> {
  const changes = await changesIn(tx, access, period);
  const about = { tx, access, period, changes, organizationId: access.organization.id };
  const actions = await readActions(about);
  const findings = await readFindings(about);
  return {
    a: earlierActions(actions, own, period),
    b: await contextFacts(about),
    c: await needsFacts(about),
    d_nonconformities: nonconformities(findings, actions, period),
    d_monitoring: await monitoring(about),
    d_audits: await audits(about, findings),
    d_objectives: await objectives(about),
    e: await feedback(about),
    f: await risks(about),
    g: improvements(findings, actions, period),
  };
}

interface About {
  tx: Tx;
  access: Access;
  period: Period;
  changes: readonly ToldChange[];
  organizationId: string;
}

const after = (day: string | null, { from, to }: Period) => day !== null && (from === null || day > from) && day <= to;
const figure = (key: string, value: number | string): FactFigure => ({ key, value });
const words = () => translator("managementReviews.detail");

// a, d, g: what somebody has to do --------------------------------------------------------------------------------------------------------------------

interface ActionFact {
  ref: string;
  title: string;
  kind: string;
  status: string;
  dueAt: string | null;
  doneAt: string | null;
  checkedAt: string | null;
  owner: string | null;
  origin: string;
  originRef: string;
}

async function readActions({ tx, organizationId }: About): Promise<ActionFact[]> {
  return tx.$queryRaw<ActionFact[]>`
    SELECT a.ref, a.title, a.kind, a.status, a.due_at::text AS "dueAt", a.done_at::text AS "doneAt", a.effectiveness_checked_at::text AS "checkedAt",
           u.name AS owner, a.origin, a.origin_ref AS "originRef"
      FROM action a LEFT JOIN user_account u ON u.id = a.owner_id
     WHERE a.organization_id = ${organizationId}::uuid AND a.status <> 'retired' ORDER BY a.due_at NULLS LAST, length(a.ref), a.ref`;
}

const isOverdue = ({ status, dueAt }: { status: string; dueAt: string | null }, { to }: Period) =>
  status === "open" && dueAt !== null && dueAt < to;

function actionRow(action: ActionFact, period: Period): FactRow {
  const t = words();
  const due =
    action.status === "done"
      ? t("doneOn", { day: action.doneAt ?? "" })
      : action.dueAt === null
        ? t("noDay")
        : isOverdue(action, period)
          ? t("overdueSince", { day: action.dueAt })
          : t("dueOn", { day: action.dueAt });
  return { entity: "action", ref: action.ref, title: action.title, detail: [action.owner ?? t("unowned"), due].join(", ") };
}

const rowsOf = (actions: readonly ActionFact[], period: Period) => actions.map((action) => actionRow(action, period));

function earlierActions(actions: readonly ActionFact[], own: string, period: Period): FactSheet {
  const raised = actions.filter(({ origin, originRef }) => origin === "management_review" && originRef !== own);
  const open = raised.filter(({ status }) => status === "open");
  const done = raised.filter(({ status, doneAt }) => status === "done" && after(doneAt, period));
  return {
    figures: [
      figure("carriedOpen", open.length),
      figure("carriedOverdue", open.filter((action) => isOverdue(action, period)).length),
      figure("carriedDone", done.length),
    ],
    lists: [listOf("carriedOpen", rowsOf(open, period)), listOf("carriedDone", rowsOf(done, period))],
  };
}

/** The actions of earlier meetings that are still open, by ref. */
export async function carriedActionRefs(tx: Tx, access: Access, own: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ ref: string }[]>`
    SELECT ref FROM action WHERE organization_id = ${access.organization.id}::uuid AND origin = 'management_review' AND status = 'open'
       AND origin_ref <> ${own} ORDER BY length(ref), ref`;
  return rows.map(({ ref }) => ref);
}

interface FindingFact {
  ref: string;
  title: string;
  severity: string;
  origin: string;
  status: string;
  raisedAt: string;
  dueAt: string;
  closedAt: string | null;
  auditName: string;
}

async function readFindings({ tx, organizationId }: About): Promise<FindingFact[]> {
  return tx.$queryRaw<FindingFact[]>`
    SELECT ref, title, severity, origin, status, raised_at::text AS "raisedAt", due_at::text AS "dueAt", closed_at::text AS "closedAt", audit_name AS "auditName"
      FROM finding WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' ORDER BY due_at, length(ref), ref`;
}

function findingRow(finding: FindingFact, period: Period): FactRow {
  const t = words();
  const state =
    finding.status === "closed"
      ? t("closedOn", { day: finding.closedAt ?? "" })
      : t(isOverdue(finding, period) ? "overdueSince" : "dueOn", { day: finding.dueAt });
  const severity = translator("vocabulary.findingSeverity")(finding.severity);
  return {
    entity: "finding",
    ref: finding.ref,
    title: finding.title,
    detail: [severity, finding.auditName, state].filter(Boolean).join(", "),
  };
}

function nonconformities(findings: readonly FindingFact[], actions: readonly ActionFact[], period: Period): FactSheet {
  const all = findings.filter(({ severity }) => severity !== "ofi");
  const open = all.filter(({ status }) => status === "open");
  const corrective = actions.filter(({ kind }) => kind === "corrective");
  const doing = corrective.filter(({ status }) => status === "open");
  const unchecked = corrective.filter(({ status, checkedAt }) => status === "done" && checkedAt === null);
  return {
    figures: [
      figure("findingsOpen", open.length),
      figure("findingsOverdue", open.filter((finding) => isOverdue(finding, period)).length),
      figure("findingsRaised", all.filter(({ raisedAt }) => after(raisedAt, period)).length),
      figure("findingsClosed", all.filter(({ closedAt }) => after(closedAt, period)).length),
      figure("correctiveOpen", doing.length),
      figure("correctiveUnchecked", unchecked.length),
    ],
    lists: [
      listOf(
        "findingsOpen",
        open.map((finding) => findingRow(finding, period)),
      ),
      listOf("correctiveOpen", rowsOf(doing, period)),
      listOf("correctiveUnchecked", rowsOf(unchecked, period)),
    ],
  };
}

function improvements(findings: readonly FindingFact[], actions: readonly ActionFact[], period: Period): FactSheet {
  const chances = findings.filter(({ severity, status }) => severity === "ofi" && status === "open");
  const improving = actions.filter(({ kind }) => kind === "improvement");
  const open = improving.filter(({ status }) => status === "open");
  const done = improving.filter(({ status, doneAt }) => status === "done" && after(doneAt, period));
  return {
    figures: [figure("chancesOpen", chances.length), figure("improvementsOpen", open.length), figure("improvementsDone", done.length)],
    lists: [
      listOf(
        "chancesOpen",
        chances.map((finding) => findingRow(finding, period)),
      ),
      listOf("improvementsOpen", rowsOf(open, period)),
      listOf("improvementsDone", rowsOf(done, period)),
    ],
  };
}

// b, c, e: context, needs and what people said ------------------------------------------------------------------------------------------------------

async function contextFacts({ tx, access, changes, organizationId, period }: About): Promise<FactSheet> {
  const [row] = await tx.$queryRaw<[{ issues: number; climate: string; decided: string | null }]>`
    SELECT (SELECT count(*)::int FROM context_issue i WHERE i.organization_id = o.organization_id AND i.status = 'active') AS issues,
           o.climate_decision AS climate, o.climate_decided_at::text AS decided
      FROM organization_profile o WHERE o.organization_id = ${organizationId}::uuid`;
  const climate = translator("vocabulary.climateDecision")(row.climate);
  const seen = await tx.$queryRaw<{ ref: string; title: string; source: string; status: string; decidedOn: string }[]>`
    SELECT ref, title, source, status, decided_on::text AS "decidedOn" FROM horizon_note
     WHERE organization_id = ${organizationId}::uuid AND retired_at IS NULL AND status <> 'open'
       AND decided_on > ${period.from ?? "1000-01-01"}::date AND decided_on <= ${period.to}::date ORDER BY decided_on, length(ref), ref`;
  const source = translator("vocabulary.horizonSource");
  return {
    figures: [
      figure("issuesActive", row.issues),
      figure("issuesChanged", changes.filter(({ entity }) => entity === "context-issue").length),
      figure("climate", row.decided ? `${climate} (${row.decided})` : climate),
      figure("horizonAssessed", seen.length),
    ],
    lists: [
      ...(await listsOfChanges(tx, access, changes, "context-issue", "issues")),
      listOf(
        "horizon",
        seen
          .filter(({ status }) => status === "effect")
          .map(({ ref, title, source: from, decidedOn }) => ({
            entity: "horizon-note",
            ref,
            title,
            detail: `${source(from)}, ${decidedOn}`,
          })),
      ),
    ],
  };
}

async function needsFacts({ tx, access, changes, organizationId, period }: About): Promise<FactSheet> {
  const [row] = await tx.$queryRaw<[{ version: string | null; approved: string | null; parties: number; requirements: number }]>`
    SELECT v.number AS version, v.approved_on::text AS approved,
           (SELECT count(*)::int FROM interested_party WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND relevance = 'relevant') AS parties,
           (SELECT count(*)::int FROM requirement WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND relevance = 'relevant') AS requirements
      FROM (SELECT 1) AS one LEFT JOIN LATERAL (SELECT number, approved_on FROM register_version
             WHERE organization_id = ${organizationId}::uuid AND status = 'approved' ORDER BY major DESC, minor DESC LIMIT 1) v ON true`;
  const events = await tx.$queryRaw<{ ref: string; title: string; occurredOn: string; status: string }[]>`
    SELECT ref, title, occurred_on::text AS "occurredOn", status FROM trigger_event
     WHERE organization_id = ${organizationId}::uuid AND logged_on > ${period.from ?? "1000-01-01"}::date AND logged_on <= ${period.to}::date
     ORDER BY occurred_on, length(ref), ref`;
  const reviews = await tx.$queryRaw<{ ref: string; title: string; completedOn: string; result: string; items: number }[]>`
    SELECT v.ref, v.title, v.completed_on::text AS "completedOn", v.result,
           (SELECT count(*)::int FROM review_item i WHERE i.organization_id = v.organization_id AND i.review_id = v.id) AS items
      FROM review v WHERE v.organization_id = ${organizationId}::uuid AND v.status = 'completed'
       AND v.completed_on > ${period.from ?? "1000-01-01"}::date AND v.completed_on <= ${period.to}::date ORDER BY v.completed_on, length(v.ref), v.ref`;
  const t = words();
  const count = (entity: ToldChange["entity"]) => changes.filter((change) => change.entity === entity).length;
  return {
    figures: [
      figure("governingVersion", row.version ? t("versionOf", { number: row.version, day: row.approved ?? "" }) : t("noVersion")),
      figure("partiesRelevant", row.parties),
      figure("partiesChanged", count("interested-party")),
      figure("requirementsRelevant", row.requirements),
      figure("requirementsChanged", count("requirement")),
      figure("obligationsChanged", count("obligation")),
      figure("events", events.length),
      figure("reviews", reviews.length),
    ],
    lists: [
      ...(await listsOfChanges(tx, access, changes, "interested-party", "parties")),
      ...(await listsOfChanges(tx, access, changes, "requirement", "requirements")),
      ...(await listsOfChanges(tx, access, changes, "obligation", "obligations")),
      listOf(
        "events",
        events.map(({ ref, title, occurredOn, status }) => ({
          entity: "trigger-event",
          ref,
          title,
          detail: t(`event_${status}`, { day: occurredOn }),
        })),
      ),
      listOf(
        "reviews",
        reviews.map(({ ref, title, completedOn, result, items }) => ({
          entity: "review",
          ref,
          title,
          detail: t(result === "no_change" ? "reviewNoChange" : "reviewChanges", { day: completedOn, items }),
        })),
      ),
    ],
  };
}

async function feedback({ tx, organizationId, period }: About): Promise<FactSheet> {
  const from = period.from ?? "1000-01-01";
  const [interviews, workshops, confirmed, remarks] = [
    await tx.$queryRaw<{ ref: string; title: string; method: string; heldOn: string; interviewees: string }[]>`
      SELECT i.ref, p.name AS title, i.method, i.held_on::text AS "heldOn", i.interviewees FROM interview i
        JOIN interested_party p ON p.organization_id = i.organization_id AND p.id = i.party_id
       WHERE i.organization_id = ${organizationId}::uuid AND i.held_on > ${from}::date AND i.held_on <= ${period.to}::date ORDER BY i.held_on, length(i.ref), i.ref`,
    await tx.$queryRaw<{ ref: string; title: string; heldOn: string; entries: number }[]>`
      SELECT w.ref, w.title, w.held_on::text AS "heldOn",
             (SELECT count(*)::int FROM workshop_entry e WHERE e.organization_id = w.organization_id AND e.workshop_id = w.id) AS entries
        FROM workshop w WHERE w.organization_id = ${organizationId}::uuid AND w.held_on > ${from}::date AND w.held_on <= ${period.to}::date
       ORDER BY w.held_on, length(w.ref), w.ref`,
    await tx.$queryRaw<{ entity: string; ref: string; title: string; confirmedAt: string; confirmedBy: string }[]>`
      SELECT 'interested-party' AS entity, ref, name AS title, confirmed_at::text AS "confirmedAt", confirmed_by AS "confirmedBy" FROM interested_party
       WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND confirmed_at > ${from}::date AND confirmed_at <= ${period.to}::date
      UNION ALL
      SELECT 'requirement', ref, left(statement, 160), confirmed_at::text, confirmed_by FROM requirement
       WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND confirmed_at > ${from}::date AND confirmed_at <= ${period.to}::date
       ORDER BY 4, 2`,
    await tx.$queryRaw<[{ asked: number; answered: number; open: number }]>`
      SELECT count(*) FILTER (WHERE created_at::date > ${from}::date)::int AS asked, count(*) FILTER (WHERE resolved_at::date > ${from}::date)::int AS answered,
             count(*) FILTER (WHERE resolved_at IS NULL)::int AS open FROM comment WHERE organization_id = ${organizationId}::uuid`,
  ];
  const told = await tx.$queryRaw<
    {
      ref: string;
      summary: string;
      kind: string;
      status: string;
      heldOn: string;
      dueOn: string | null;
      respondedOn: string | null;
      party: string | null;
    }[]
  >`
      SELECT e.ref, split_part(e.summary, E'\\n', 1) AS summary, e.feedback_kind AS kind, e.status, e.held_on::text AS "heldOn", e.due_on::text AS "dueOn",
             e.responded_on::text AS "respondedOn", p.name AS party
        FROM engagement e LEFT JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id
       WHERE e.organization_id = ${organizationId}::uuid AND e.type = 'feedback' AND e.retired_at IS NULL AND e.held_on <= ${period.to}::date
         AND (e.held_on > ${from}::date OR e.status IN ('new', 'in_work')) ORDER BY e.held_on, length(e.ref), e.ref`;
  const came = told.filter(({ heldOn }) => heldOn > from);
  const kinds = FEEDBACK_KINDS.map((kind) => [kind, came.filter((one) => one.kind === kind).length] as const).filter(
    ([, count]) => count > 0,
  );
  const open = told.filter(({ status }) => isUnanswered(status));
  const [t, method] = [words(), translator("vocabulary.elicitationMethod")];
  const word = translator("vocabulary");
  return {
    figures: [
      figure("interviews", interviews.length),
      figure("workshops", workshops.length),
      figure("confirmations", confirmed.length),
      figure("remarksAsked", remarks[0].asked),
      figure("remarksAnswered", remarks[0].answered),
      figure("remarksOpen", remarks[0].open),
      ...kinds.map(([kind, count]) => figure(`feedback_${kind}`, count)),
      ...(told.length > 0
        ? [
            figure("feedbackOpen", open.length),
            figure("feedbackAnswered", came.length - came.filter(({ status }) => isUnanswered(status)).length),
          ]
        : []),
    ],
    lists: [
      listOf(
        "feedback",
        told.map((one) => ({
          entity: "engagement",
          ref: one.ref,
          title: one.summary.slice(0, 200),
          detail: [
            one.kind && word(`feedbackKind.${one.kind}`),
            one.party,
            one.heldOn,
            isUnanswered(one.status)
              ? isFeedbackOverdue(one, period.to)
                ? t("overdueSince", { day: one.dueOn ?? "" })
                : word(`engagementStatus.${one.status}`)
              : t("answeredOn", { day: one.respondedOn ?? "" }),
          ]
            .filter(Boolean)
            .join(", "),
        })),
      ),
      listOf(
        "interviews",
        interviews.map(({ ref, title, method: how, heldOn, interviewees }) => ({
          entity: "interview",
          ref,
          title,
          detail: [method(how), heldOn, interviewees].filter(Boolean).join(", "),
        })),
      ),
      listOf(
        "workshops",
        workshops.map(({ ref, title, heldOn, entries }) => ({
          entity: "workshop",
          ref,
          title,
          detail: t("workshopOn", { day: heldOn, entries }),
        })),
      ),
      listOf(
        "confirmations",
        confirmed.map(({ entity, ref, title, confirmedAt, confirmedBy }) => ({
          entity,
          ref,
          title,
          detail: [confirmedBy, confirmedAt].filter(Boolean).join(", "),
        })),
      ),
    ],
  };
}

// d: monitoring, audits, objectives; f: risks -------------------------------------------------------------------------------------------------------

async function monitoring({ tx, organizationId, period }: About): Promise<FactSheet> {
  const counts = await tx.$queryRaw<{ status: string; count: number }[]>`
    SELECT fulfilment_status AS status, count(*)::int AS count FROM requirement
     WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND relevance = 'relevant' GROUP BY 1`;
  const unmet = await tx.$queryRaw<{ ref: string; title: string; party: string; status: string; owner: string | null }[]>`
    SELECT r.ref, left(r.statement, 160) AS title, p.name AS party, r.fulfilment_status AS status, u.name AS owner FROM requirement r
      JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id LEFT JOIN user_account u ON u.id = r.owner_id
     WHERE r.organization_id = ${organizationId}::uuid AND r.status <> 'retired' AND r.relevance = 'relevant' AND r.fulfilment_status IN ('not_met', 'partly')
     ORDER BY r.fulfilment_status = 'partly', array_position(ARRAY['high','medium','low']::text[], r.priority), length(r.ref), r.ref`;
  const measured = await measurements(tx, organizationId, period);
  const of = (status: string) => counts.find((one) => one.status === status)?.count ?? 0;
  const word = translator("vocabulary.fulfilmentStatus");
  const row = ({ ref, title, party, owner }: (typeof unmet)[number]): FactRow => ({
    entity: "requirement",
    ref,
    title,
    detail: [party, owner].filter(Boolean).join(", "),
  });
  return {
    figures: [
      ...["met", "partly", "not_met", "not_assessed"].map((status) => figure(`fulfilment_${status}`, of(status))),
      ...measured.figures,
    ],
    lists: [
      ...measured.lists,
      listOf("requirementsNotMet", unmet.filter(({ status }) => status === "not_met").map(row)),
      listOf(
        "requirementsPartly",
        unmet
          .filter(({ status }) => status === "partly")
          .map((one) => ({ ...row(one), detail: [row(one).detail, word("partly")].join(", ") })),
      ),
    ],
  };
}

/** What was measured in the period, and which targets were missed in it. */
async function measurements(tx: About["tx"], organizationId: string, period: About["period"]): Promise<FactSheet> {
  const from = period.from ?? "1000-01-01";
  const rows = await tx.$queryRaw<
    {
      ref: string;
      metric: string;
      unit: string;
      direction: string;
      target: string;
      measured: number;
      missed: { on: string; value: string }[];
      late: boolean;
      action: string | null;
    }[]
  >`
    SELECT c.ref, c.metric, c.unit, c.direction, c.target, count(m.id)::int AS measured, a.ref AS action,
           coalesce(json_agg(json_build_object('on', m.measured_on, 'value', m.value) ORDER BY m.measured_on)
                    FILTER (WHERE c.direction = 'at_least' AND m.value::numeric < c.target::numeric OR c.direction = 'at_most' AND m.value::numeric > c.target::numeric), '[]') AS missed,
           c.status = 'active' AND coalesce(c.last_measured_on, (c.created_at AT TIME ZONE 'UTC')::date) + c.frequency_days < ${period.to}::date AS late
      FROM criterion c LEFT JOIN action a ON a.organization_id = c.organization_id AND a.id = c.action_id
      LEFT JOIN measurement m ON m.organization_id = c.organization_id AND m.criterion_id = c.id AND m.measured_on > ${from}::date AND m.measured_on <= ${period.to}::date
     WHERE c.organization_id = ${organizationId}::uuid AND (c.status = 'active' OR m.id IS NOT NULL)
     GROUP BY c.organization_id, c.id, a.ref ORDER BY length(c.ref), c.ref`;
  const t = translator("monitoring");
  const row = ({ ref, metric, unit, direction, target, missed, action }: (typeof rows)[number]): FactRow => {
    const last = missed.at(-1)!;
    const detail = [`${withUnit(last.value, unit)} (${last.on})`, t(`target.${direction}`, { value: withUnit(target, unit) }), action];
    return { entity: "criterion", ref, title: metric, detail: detail.filter(Boolean).join(", ") };
  };
  const missed = rows.filter((one) => one.missed.length > 0);
  return {
    figures: [
      figure(
        "measurements",
        rows.reduce((sum, { measured }) => sum + measured, 0),
      ),
      figure("targetsMissed", missed.length),
      figure("measurementsOverdue", rows.filter(({ late }) => late).length),
    ],
    lists: [listOf("targetsMissed", missed.map(row))],
  };
}

const AUDITS = new Set(["internal_audit", "certification_audit", "customer_audit", "authority"]);

async function audits({ tx, organizationId, period }: About, findings: readonly FindingFact[]): Promise<FactSheet> {
  const from = period.from ?? "1000-01-01";
  const runs = await tx.$queryRaw<{ ref: string; asOf: string; majors: number; minors: number; opportunities: number; note: string }[]>`
    SELECT ref, as_of::text AS "asOf", majors, minors, opportunities, note FROM self_assessment
     WHERE organization_id = ${organizationId}::uuid AND as_of > ${from}::date AND as_of <= ${period.to}::date ORDER BY as_of, length(ref), ref`;
  const [samples] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM audit_sample WHERE organization_id = ${organizationId}::uuid AND drawn_on > ${from}::date AND drawn_on <= ${period.to}::date`;
  const found = findings.filter(({ origin, raisedAt }) => AUDITS.has(origin) && after(raisedAt, period));
  const names = new Set(found.map(({ auditName, origin }) => auditName || origin));
  const t = words();
  return {
    figures: [
      figure("audits", names.size),
      figure("auditFindings", found.length),
      figure("selfAssessments", runs.length),
      figure("samples", samples.count),
    ],
    lists: [
      listOf(
        "auditFindings",
        found.map((finding) => findingRow(finding, period)),
      ),
      listOf(
        "selfAssessments",
        runs.map(({ ref, asOf, note, ...counts }) => ({
          entity: "self-assessment",
          ref,
          title: note || t("runOn", { day: asOf }),
          detail: t("runFound", { ...counts, day: asOf }),
        })),
      ),
    ],
  };
}

async function objectives({ tx, organizationId }: About): Promise<FactSheet> {
  const rows = await tx.$queryRaw<{ ref: string; title: string; all: number; met: number; unmet: number }[]>`
    SELECT o.ref, o.title, count(r.id)::int AS all, count(r.id) FILTER (WHERE r.fulfilment_status = 'met')::int AS met,
           count(r.id) FILTER (WHERE r.fulfilment_status IN ('not_met', 'partly'))::int AS unmet
      FROM objective o
      LEFT JOIN requirement_objective l ON l.organization_id = o.organization_id AND l.objective_id = o.id
      LEFT JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired' AND r.relevance = 'relevant'
     WHERE o.organization_id = ${organizationId}::uuid AND o.status <> 'retired' GROUP BY o.ref, o.title ORDER BY length(o.ref), o.ref`;
  const t = words();
  return {
    figures: [
      figure("objectives", rows.length),
      figure("objectivesReached", rows.filter(({ all, met }) => all > 0 && met === all).length),
      figure("objectivesUnlinked", rows.filter(({ all }) => all === 0).length),
    ],
    lists: [
      listOf(
        "objectives",
        rows.map(({ ref, title, all, met, unmet }) => ({
          entity: "objective",
          ref,
          title,
          detail: all === 0 ? t("noRequirements") : t("objectiveMet", { met, all, unmet }),
        })),
      ),
    ],
  };
}

async function risks({ tx, access, changes, organizationId }: About): Promise<FactSheet> {
  const rows = await tx.$queryRaw<
    {
      ref: string;
      title: string;
      kind: string;
      treatment: RiskTreatment | null;
      likelihood: number | null;
      impact: number | null;
      residualLikelihood: number | null;
      residualImpact: number | null;
      acceptedAt: string | null;
      owner: string | null;
      acceptance: number;
    }[]
  >`
    SELECT k.ref, k.title, k.kind, k.treatment, k.likelihood, k.impact, k.residual_likelihood AS "residualLikelihood", k.residual_impact AS "residualImpact",
           k.accepted_at::text AS "acceptedAt", u.name AS owner, o.risk_acceptance_level AS acceptance
      FROM risk k JOIN organization_profile o ON o.organization_id = k.organization_id LEFT JOIN user_account u ON u.id = k.owner_id
     WHERE k.organization_id = ${organizationId}::uuid AND k.status = 'active' ORDER BY length(k.ref), k.ref`;
  const above = rows
    .filter((risk) => isAboveAcceptance(risk, risk.acceptance))
    .sort((a, b) => (remainingLevel(b) ?? 0) - (remainingLevel(a) ?? 0));
  const untreated = rows.filter(({ kind, treatment }) => kind === "threat" && treatment === null);
  const [t, word] = [words(), translator("vocabulary.riskTreatment")];
  return {
    figures: [
      figure("risksActive", rows.length),
      figure("risksChanged", changes.filter(({ entity }) => entity === "risk").length),
      figure("risksAbove", above.length),
      figure("risksUntreated", untreated.length),
      figure("risksUnassessed", rows.filter((risk) => remainingLevel(risk) === null).length),
      figure("risksAccepted", rows.filter(({ acceptedAt }) => acceptedAt !== null).length),
    ],
    lists: [
      listOf(
        "risksAbove",
        above.map((risk) => ({
          entity: "risk",
          ref: risk.ref,
          title: risk.title,
          detail: [
            t("level", { level: remainingLevel(risk) ?? 0, acceptance: risk.acceptance }),
            risk.treatment ? word(risk.treatment) : t("untreated"),
            risk.owner,
          ]
            .filter(Boolean)
            .join(", "),
        })),
      ),
      ...(await listsOfChanges(tx, access, changes, "risk", "risks")),
    ],
  };
}
