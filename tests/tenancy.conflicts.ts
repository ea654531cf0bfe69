import { conflictChange, conflictDecision, newConflict } from "@/features/conflicts/schema";
import { CONFLICT_TABLE } from "@/features/conflicts/table";
import { parseTableState } from "@/lib/table-state";
import type { EntityName } from "@/server/entities";
import type { Stored, Values } from "@/server/record";
import type { Case } from "./tenancy.cases";

/** Conflicts between requirements, as other organisations must not reach them. */

export interface ConflictTargets {
  conflict: string;
  conflictRef: string;
  dismissal: string;
}

export async function furnishConflicts(
  create: (entity: EntityName, values: Values) => Promise<Stored>,
  { requirementId, canary }: { requirementId: string; canary: string },
): Promise<ConflictTargets> {
  const said = { description: canary, impactAssessment: canary, options: [canary], resolution: canary, rationale: canary };
  const conflict = await create("conflict", {
    ref: "CON-701",
    title: canary,
    openedOn: "2026-01-02",
    requirementIds: [requirementId],
    ...said,
  });
  await create("conflict-step", { conflictId: conflict.id, heldOn: "2026-01-03", what: canary, participants: canary });
  const dismissal = await create("conflict-dismissal", { pairKey: `${requirementId}:${conflict.id}`, refs: "REQ-701", reason: canary });
  return { conflict: conflict.id, conflictRef: "CON-701", dismissal: dismissal.id };
}

const target =
  (name: keyof ConflictTargets): Case =>
  ({ access, targets }) => [access, { id: targets[name], version: 1, reason: "a reason" }];
const table: Case = ({ access }) => [access, parseTableState(new URLSearchParams(), CONFLICT_TABLE)];
const fields = { title: "Ours", description: "", openedOn: "2026-01-02", impactAssessment: "", options: "", note: "" };

export const CONFLICT_CASES: Record<string, Case> = {
  "conflicts/queries.listConflicts": table,
  "conflicts/queries.exportConflicts": table,
  "conflicts/queries.unsettledConflicts": ({ access }) => [access],
  "conflicts/queries.conflictsOf": ({ access, targets }) => [access, { requirementId: targets.requirement }],
  "conflicts/queries.getConflict": ({ access, targets }) => [access, targets.conflictRef],
  "conflicts/queries.requirementChoices": ({ access, targets }) => [access, { refs: [targets.requirementRef], ids: [targets.requirement] }],
  "conflicts/queries.candidatesOf": ({ access }) => [access],
  "conflicts/queries.candidateBase": ({ access }) => [access],
  "conflicts/queries.dismissals": ({ access }) => [access],
  "conflicts/mutations.openConflict": ({ access, targets }) => [
    access,
    newConflict.parse({ ...fields, requirementIds: [targets.requirement, targets.party] }),
  ],
  "conflicts/mutations.updateConflict": ({ access, targets }) => [
    access,
    conflictChange.parse({ ...fields, id: targets.conflict, version: 1, requirementIds: [targets.requirement], reason: "r" }),
  ],
  "conflicts/mutations.addStep": ({ access, targets }) => [
    access,
    { id: targets.conflict, heldOn: "2026-01-03", what: "Ours", participants: "", asMeeting: false },
  ],
  "conflicts/mutations.decideConflict": ({ access, targets }) => [
    access,
    conflictDecision.parse({
      id: targets.conflict,
      version: 1,
      status: "resolved",
      method: "negotiated",
      prevailingRequirementId: targets.requirement,
      impactAssessment: "Ours",
      resolution: "Ours",
      rationale: "Ours",
    }),
  ],
  "conflicts/mutations.reopenConflict": target("conflict"),
  "conflicts/mutations.tellConflict": ({ access, targets }) => [
    access,
    { id: targets.conflict, version: 1, communicatedOn: "2026-01-03", communicatedTo: "Ours", asNotice: false },
  ],
  "conflicts/mutations.keepAsExample": ({ access, targets }) => [access, { id: targets.conflict, version: 1, example: true }],
  "conflicts/mutations.retireConflict": target("conflict"),
  "conflicts/mutations.bringBackConflict": target("conflict"),
  "conflicts/mutations.drawRisk": ({ access, targets }) => [
    access,
    { id: targets.conflict, version: 1, title: "Ours", description: "", ownerId: null },
  ],
  "conflicts/mutations.openConflictAction": ({ access, targets }) => [
    access,
    { id: targets.conflict, version: 1, title: "Ours", dueAt: null, ownerId: null },
  ],
  "conflicts/mutations.dismissCandidate": ({ access, targets }) => [
    access,
    { oneId: targets.requirement, otherId: targets.party, reason: "Ours" },
  ],
  "conflicts/mutations.withdrawDismissal": target("dismissal"),
};
