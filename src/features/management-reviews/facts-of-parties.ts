import { isFeedbackOverdue, isUnanswered } from "@/domain/engagement";
import { type FactSheet, listOf } from "@/domain/management-review-facts";
import { FEEDBACK_KINDS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { listsOfChanges, type ToldChange } from "./changes";
import { type About, figure, words } from "./fact-source";

/** Inputs b, c and e: context, needs and what people said. */

export async function contextFacts({ tx, access, changes, organizationId, period }: About): Promise<FactSheet> {
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

export async function needsFacts({ tx, access, changes, organizationId, period }: About): Promise<FactSheet> {
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

export async function feedback({ tx, organizationId, period }: About): Promise<FactSheet> {
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
