import { z } from "zod";
import { id, ids, line, optionalId, prose, reason, requiredLine, requiredProse, version } from "@/lib/zod-fields";

const fields = { title: requiredLine(), description: prose(), ownerId: optionalId(), note: prose() };
const target = { id: id(), version: version() };

export const newObjective = z.strictObject(fields);
export type NewObjective = z.output<typeof newObjective>;
export const objectiveChange = z.strictObject({ ...target, ...fields, reason: reason() });
export type ObjectiveChange = z.output<typeof objectiveChange>;
export const objectiveRetirement = z.strictObject({ ...target, reason: requiredProse(1_000) });
export const objectiveReturn = z.strictObject({ ...target, reason: reason() });
/** The requirements that serve an objective, all of them; those left out no longer do. */
export const objectiveRequirements = z.strictObject({ id: id(), requirementIds: ids(), reason: reason() });
export type ObjectiveRequirements = z.output<typeof objectiveRequirements>;
/** The objectives that a requirement serves, all of them; those left out it no longer does. */
export const requirementObjectives = z.strictObject({ ...target, objectiveIds: ids(), reason: reason() });
export type RequirementObjectives = z.output<typeof requirementObjectives>;
export const requirementSearch = z.strictObject({ q: line(200) });
