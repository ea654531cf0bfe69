import { requirementChangeNeedsReason } from "@/domain/requirement";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { NewObjective, ObjectiveChange, ObjectiveRequirements, RequirementObjectives } from "./schema";

export interface SavedObjective {
  id: string;
  ref: string;
  version: number;
}

interface Target {
  id: string;
  version: number;
  reason: string;
}

/** Enters an objective of the organisation (clause 6.2), so that requirements can say which one they serve. */
export async function createObjective(access: Access, input: NewObjective): Promise<SavedObjective> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("objective", { ...input }));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for a retired one. */
export async function updateObjective(access: Access, { id, version, reason, ...values }: ObjectiveChange): Promise<SavedObjective> {
  return change(access, async (record) => {
    const before = await record.get("objective", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    return amend(record, { id, version, reason }, "update", (objective) => {
      if (objective.status === "retired") throw new Refused("objective-retired");
      return values;
    });
  });
}

/** active -> retired; the links stay, so that it is still seen what served it. */
export async function retireObjective(access: Access, target: Target): Promise<SavedObjective> {
  return change(access, (record) =>
    amend(record, target, "retire", (objective) => {
      if (objective.status === "retired") throw new Refused("objective-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: target.reason };
    }),
  );
}

export async function bringBackObjective(access: Access, target: Target): Promise<SavedObjective> {
  return change(access, (record) =>
    amend(record, target, "bring-back", (objective) => {
      if (objective.status !== "retired") throw new Refused("objective-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    }),
  );
}

/**
 * Makes exactly these requirements serve the objective. The link belongs to the requirement's record, so each that changes gets its own version and
 * history entry, and a decided or confirmed one asks for the reason. Throws Invalid for requirements of elsewhere, ReasonRequired, Refused for a
 * retired objective or a retired requirement that is to be linked, Forbidden without requirement:update.
 */
export async function linkRequirements(
  access: Access,
  { id, requirementIds, reason }: ObjectiveRequirements,
): Promise<{ changed: number }> {
  if (!access.can("requirement:update")) throw new Forbidden("requirement:update");
  return change(access, async (record) => {
    const objective = await record.get("objective", id);
    if (objective.values.status === "retired") throw new Refused("objective-retired");
    const linked = await record.tx.requirementObjective.findMany({
      where: { organizationId: access.organization.id, objectiveId: id },
      select: { requirementId: true },
    });
    const present = new Set(linked.map(({ requirementId }) => requirementId));
    const wanted = new Set(requirementIds);
    const added = [...wanted].filter((requirementId) => !present.has(requirementId));
    const removed = [...present].filter((requirementId) => !wanted.has(requirementId));
    const known = await record.tx.requirement.findMany({
      where: { organizationId: access.organization.id, id: { in: added } },
      select: { status: true },
    });
    if (known.length !== added.length) throw new Invalid({ requirementIds: translator("validation")("not_an_option") });
    if (known.some(({ status }) => status === "retired")) {
      throw new Invalid({ requirementIds: translator("refusals")("objective-requirement_retired") });
    }
    for (const requirementId of added) await relink(record, requirementId, reason, (objectives) => [...objectives, id]);
    for (const requirementId of removed)
      await relink(record, requirementId, reason, (objectives) => objectives.filter((other) => other !== id));
    return { changed: added.length + removed.length };
  });
}

/**
 * The same from the other side: says which objectives a requirement serves. Links to retired objectives stay where they are. Throws Invalid for
 * objectives of elsewhere or retired ones that are new, Conflict, ReasonRequired, Refused for a retired requirement.
 */
export async function chooseObjectives(
  access: Access,
  { id, version, objectiveIds, reason }: RequirementObjectives,
): Promise<{ id: string; ref: string; version: number }> {
  return change(access, async (record) => {
    const { values } = await record.get("requirement", id);
    if (values.status === "retired") throw new Refused("objective-requirement_retired");
    const present = values.objectiveIds as string[];
    const known = await record.tx.objective.findMany({
      where: { organizationId: access.organization.id, id: { in: [...present, ...objectiveIds] } },
      select: { id: true, status: true },
    });
    const active = new Set(known.filter(({ status }) => status === "active").map((objective) => objective.id));
    if (objectiveIds.some((wanted) => !active.has(wanted))) throw new Invalid({ objectiveIds: translator("validation")("not_an_option") });
    const next = [...new Set([...present.filter((objective) => !active.has(objective)), ...objectiveIds])];
    return saved(await record.update("requirement", id, version, { objectiveIds: next }, { reason, reasonNeeded }));
  });
}

const reasonNeeded = (before: Values) => requirementChangeNeedsReason(before as Parameters<typeof requirementChangeNeedsReason>[0]);

async function relink(record: RecordWriter, id: string, reason: string, next: (objectiveIds: string[]) => string[]): Promise<void> {
  const { version, values } = await record.get("requirement", id);
  await record.update("requirement", id, version, { objectiveIds: next(values.objectiveIds as string[]) }, { reason, reasonNeeded });
}

async function amend(
  record: RecordWriter,
  { id, version, reason }: Target,
  action: string,
  patch: (objective: Values) => Values,
): Promise<SavedObjective> {
  return saved(await record.update("objective", id, version, ({ values }) => patch(values), { action, reason }));
}

function saved({ id, ref, version }: Stored): SavedObjective {
  return { id, ref: ref ?? "", version };
}
