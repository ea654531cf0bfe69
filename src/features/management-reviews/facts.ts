import type { FactSheet } from "@/domain/management-review-facts";
import type { ManagementReviewInput } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { changesIn, type Period } from "./changes";
import { contextFacts, feedback, needsFacts } from "./facts-of-parties";
import { audits, monitoring, objectives, risks } from "./facts-of-results";
import { earlierActions, improvements, nonconformities, readActions, readFindings } from "./facts-of-work";

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
