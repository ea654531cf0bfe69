import { newToken } from "@/features/api-tokens/schema";
import { newCriterion, newMeasurement } from "@/features/monitoring/schema";
import { CRITERION_TABLE } from "@/features/monitoring/table";
import { parseTableState } from "@/lib/table-state";
import type { EntityName } from "@/server/entities";
import type { Stored, Values } from "@/server/record";
import type { Case } from "./tenancy.cases";

/** What is measured, and the tokens of programs, as other organisations must not reach them. */

export interface MonitoringTargets {
  criterion: string;
  criterionRef: string;
  measurement: string;
  apiToken: string;
}

export async function furnishMonitoring(
  create: (entity: EntityName, values: Values) => Promise<Stored>,
  { requirementId, canary }: { requirementId: string; canary: string },
): Promise<MonitoringTargets> {
  const values = { ref: "KPI-701", requirementId, metric: canary, target: "99.5", lastValue: "99.9", lastMeasuredOn: "2026-01-02" };
  const criterion = await create("criterion", { ...values, method: canary });
  const measured = { criterionId: criterion.id, measuredOn: "2026-01-02", value: "99.9", note: canary };
  const measurement = await create("measurement", measured);
  const token = await create("api-token", {
    name: canary,
    scopes: ["criterion:read"],
    expiresAt: "2999-01-01T00:00:00.000Z",
    tokenHash: "9".repeat(64),
  });
  return { criterion: criterion.id, criterionRef: "KPI-701", measurement: measurement.id, apiToken: token.id };
}

const target =
  (name: keyof MonitoringTargets): Case =>
  ({ access, targets }) => [access, { id: targets[name], version: 1, reason: "a reason" }];
const table: Case = ({ access }) => [access, parseTableState(new URLSearchParams(), CRITERION_TABLE)];
const fields = { metric: "Ours", target: "1", direction: "at_least" as const, frequencyDays: 30 };
const lineOf = (ref: string) => [{ line: 1, ref, day: "2026-01-03", value: "1", note: "" }];

export const MONITORING_CASES: Record<string, Case> = {
  "monitoring/queries.listCriteria": table,
  "monitoring/queries.exportCriteria": table,
  "monitoring/queries.criterionCounts": ({ access }) => [access],
  "monitoring/queries.criteriaOfRequirement": ({ access, targets }) => [access, targets.requirement],
  "monitoring/queries.criterionOfAction": ({ access, targets }) => [access, targets.action],
  "monitoring/queries.getCriterion": ({ access, targets }) => [access, targets.criterionRef],
  "monitoring/queries.requirementToMeasure": ({ access, targets }) => [access, targets.requirementRef],
  "monitoring/queries.previewMeasurements": ({ access, targets }) => [access, lineOf(targets.criterionRef)],
  "monitoring/queries.criteriaForProgram": ({ access, targets }) => [access, { ref: targets.criterionRef, from: null, to: null }],
  "monitoring/mutations.createCriterion": ({ access, targets }) => [
    access,
    newCriterion.parse({ requirementId: targets.requirement, ...fields }),
  ],
  "monitoring/mutations.updateCriterion": ({ access, targets }) => [
    access,
    { id: targets.criterion, version: 1, ...fields, unit: "", threshold: "", method: "", ownerId: null, note: "", reason: "r" },
  ],
  "monitoring/mutations.retireCriterion": target("criterion"),
  "monitoring/mutations.bringBackCriterion": target("criterion"),
  "monitoring/mutations.addMeasurement": ({ access, targets }) => [
    access,
    newMeasurement.parse({ criterionId: targets.criterion, measuredOn: "2026-01-03", value: "1" }),
  ],
  "monitoring/mutations.correctMeasurement": ({ access, targets }) => [
    access,
    { id: targets.measurement, version: 1, measuredOn: "2026-01-02", value: "1", note: "", reason: "r" },
  ],
  "monitoring/mutations.storeMeasurements": ({ access, targets }) => [access, { lines: lineOf(targets.criterionRef), only: "all" }],
  "monitoring/mutations.storeMeasurementsOfProgram": ({ access, targets }) => [
    access,
    { lines: lineOf(targets.criterionRef), only: "all" },
  ],
  "api-tokens/queries.listTokens": ({ access }) => [access],
  "api-tokens/mutations.makeToken": ({ access }) => [access, newToken.parse({ name: "Ours", scopes: ["criterion:read"], days: 1 })],
  "api-tokens/mutations.revokeToken": target("apiToken"),
};
