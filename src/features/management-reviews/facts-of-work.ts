import { type FactRow, type FactSheet, listOf } from "@/domain/management-review-facts";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import type { Period } from "./changes";
import { type About, after, figure, words } from "./fact-source";

/** Inputs a, d and g: what somebody has to do, and what was found. */

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

export async function readActions({ tx, organizationId }: About): Promise<ActionFact[]> {
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

export function earlierActions(actions: readonly ActionFact[], own: string, period: Period): FactSheet {
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

export interface FindingFact {
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

export async function readFindings({ tx, organizationId }: About): Promise<FindingFact[]> {
  return tx.$queryRaw<FindingFact[]>`
    SELECT ref, title, severity, origin, status, raised_at::text AS "raisedAt", due_at::text AS "dueAt", closed_at::text AS "closedAt", audit_name AS "auditName"
      FROM finding WHERE organization_id = ${organizationId}::uuid AND status <> 'retired' ORDER BY due_at, length(ref), ref`;
}

export function findingRow(finding: FindingFact, period: Period): FactRow {
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

export function nonconformities(findings: readonly FindingFact[], actions: readonly ActionFact[], period: Period): FactSheet {
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

export function improvements(findings: readonly FindingFact[], actions: readonly ActionFact[], period: Period): FactSheet {
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
