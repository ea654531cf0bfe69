import { withUnit } from "@/domain/criterion";
import { type FactRow, type FactSheet, listOf } from "@/domain/management-review-facts";
import { isAboveAcceptance, remainingLevel } from "@/domain/risk";
import type { AuditKind, RiskTreatment } from "@/domain/vocabulary";
import { worthOfMeeting } from "@/features/requirements/queries";
import { translator } from "@/lib/translate";
import { listsOfChanges } from "./changes";
import { type About, after, figure, words } from "./fact-source";
import { type FindingFact, findingRow } from "./facts-of-work";

/** Inputs d and f: monitoring, audits, objectives, risks. */

export async function monitoring({ tx, access, organizationId, period }: About): Promise<FactSheet> {
  const counts = await tx.$queryRaw<{ status: string; count: number }[]>`
    SELECT fulfilment_status AS status, count(*)::int AS count FROM requirement
     WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' AND relevance = 'relevant' GROUP BY 1`;
  const unmet = await tx.$queryRaw<{ ref: string; title: string; party: string; status: string; owner: string | null }[]>`
    SELECT r.ref, left(r.statement, 160) AS title, p.name AS party, r.fulfilment_status AS status, u.name AS owner FROM requirement r
      JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id LEFT JOIN user_account u ON u.id = r.owner_id
     WHERE r.organization_id = ${organizationId}::uuid AND r.status <> 'retired' AND r.relevance = 'relevant' AND r.fulfilment_status IN ('not_met', 'partly')
     ORDER BY r.fulfilment_status = 'partly', array_position(ARRAY['high','medium','low']::text[], r.priority), length(r.ref), r.ref`;
  const measured = await measurements(tx, organizationId, period);
  const worth = await worthOfMeeting(access);
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
      ...worth.categories
        .filter(({ all }) => all > 0)
        .flatMap(({ category, all, notMet }) => [figure(`worth_${category}`, all), figure(`worth_${category}_not_met`, notMet)]),
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

export async function audits({ tx, organizationId, period }: About, findings: readonly FindingFact[]): Promise<FactSheet> {
  const from = period.from ?? "1000-01-01";
  const runs = await tx.$queryRaw<{ ref: string; asOf: string; majors: number; minors: number; opportunities: number; note: string }[]>`
    SELECT ref, as_of::text AS "asOf", majors, minors, opportunities, note FROM self_assessment
     WHERE organization_id = ${organizationId}::uuid AND as_of > ${from}::date AND as_of <= ${period.to}::date ORDER BY as_of, length(ref), ref`;
  const planned = await tx.$queryRaw<
    { ref: string; title: string; status: string; dueAt: string; doneAt: string | null; kind: AuditKind }[]
  >`
    SELECT ref, title, status, due_at::text AS "dueAt", done_at::text AS "doneAt", audit_kind AS kind FROM action
     WHERE organization_id = ${organizationId}::uuid AND kind = 'audit' AND status <> 'retired'
       AND (status = 'open' OR done_at > ${from}::date AND done_at <= ${period.to}::date) ORDER BY due_at, length(ref), ref`;
  const isLate = ({ status, dueAt }: (typeof planned)[number]) => status === "open" && dueAt < period.to;
  const kind = translator("vocabulary.auditKind");
  const [samples] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM audit_sample WHERE organization_id = ${organizationId}::uuid AND drawn_on > ${from}::date AND drawn_on <= ${period.to}::date`;
  const found = findings.filter(({ origin, raisedAt }) => AUDITS.has(origin) && after(raisedAt, period));
  const names = new Set(found.map(({ auditName, origin }) => auditName || origin));
  const t = words();
  return {
    figures: [
      figure("audits", names.size),
      figure("auditsHeld", planned.filter(({ status }) => status === "done").length),
      figure("auditsOverdue", planned.filter(isLate).length),
      figure("auditFindings", found.length),
      figure("selfAssessments", runs.length),
      figure("samples", samples.count),
    ],
    lists: [
      listOf(
        "auditProgramme",
        planned.map((audit) => ({
          entity: "action",
          ref: audit.ref,
          title: audit.title,
          detail: [
            kind(audit.kind),
            audit.doneAt ? t("heldOn", { day: audit.doneAt }) : t(isLate(audit) ? "overdueSince" : "dueOn", { day: audit.dueAt }),
          ].join(", "),
        })),
      ),
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

export async function objectives({ tx, organizationId }: About): Promise<FactSheet> {
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

export async function risks({ tx, access, changes, organizationId }: About): Promise<FactSheet> {
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
