import { requireOwner } from "@/features/interested-parties/mutations";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Refused } from "@/server/errors";
import { change, type Stored } from "@/server/record";
import type { NewScopeUnit, ScopeUnitChange, ScopeUnitRetirement, ScopeUnitReturn } from "./schema";

export interface SavedScopeUnit {
  id: string;
  ref: string;
  version: number;
}

/** Enters a part of what the ISMS covers (4.3), so that a requirement can say where it holds. */
export async function createScopeUnit(access: Access, input: NewScopeUnit): Promise<SavedScopeUnit> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("scope-unit", { ...input }));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for a retired one. */
export async function updateScopeUnit(access: Access, { id, version, reason, ...values }: ScopeUnitChange): Promise<SavedScopeUnit> {
  return change(access, async (record) => {
    const before = await record.get("scope-unit", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const patch = (unit: Stored) => {
      if (unit.values.status === "retired") throw new Refused("scopeUnit-retired");
      return { ...values };
    };
    return saved(await record.update("scope-unit", id, version, patch, { reason }));
  });
}

/** active -> retired: it is no part of the scope any more; what held there stays readable. */
export async function retireScopeUnit(access: Access, { id, version, reason }: ScopeUnitRetirement): Promise<SavedScopeUnit> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("scopeUnit-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("scope-unit", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackScopeUnit(access: Access, { id, version, reason }: ScopeUnitReturn): Promise<SavedScopeUnit> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status !== "retired") throw new Refused("scopeUnit-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("scope-unit", id, version, patch, { action: "bring-back", reason }));
  });
}

function saved({ id, ref, version }: Stored): SavedScopeUnit {
  return { id, ref: ref ?? "", version };
}
