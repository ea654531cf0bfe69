import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { ControlChange, NewControl } from "./schema";

export interface SavedControl {
  id: string;
  ref: string;
  version: number;
}

interface Target {
  id: string;
  version: number;
  reason: string;
}

/** Enters a control of the organisation's own, from outside Annex A (6.1.3 b). The first is OC-001. */
export async function createControl(access: Access, input: NewControl): Promise<SavedControl> {
  return change(access, async (record) => saved(await record.create("own-control", { ...input })));
}

/** Throws Conflict, NotFound, Refused for a retired one. */
export async function updateControl(access: Access, { id, version, reason, ...values }: ControlChange): Promise<SavedControl> {
  return change(access, (record) =>
    amend(record, { id, version, reason }, "update", (control) => {
      if (control.status === "retired") throw new Refused("control-retired");
      return values;
    }),
  );
}

/** active -> retired: it leaves the statement of applicability; links to it stay and are shown as gaps. */
export async function retireControl(access: Access, target: Target): Promise<SavedControl> {
  return change(access, (record) =>
    amend(record, target, "retire", (control) => {
      if (control.status === "retired") throw new Refused("control-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: target.reason };
    }),
  );
}

export async function bringBackControl(access: Access, target: Target): Promise<SavedControl> {
  return change(access, (record) =>
    amend(record, target, "bring-back", (control) => {
      if (control.status !== "retired") throw new Refused("control-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    }),
  );
}

async function amend(
  record: RecordWriter,
  { id, version, reason }: Target,
  action: string,
  patch: (control: Values) => Values,
): Promise<SavedControl> {
  return saved(await record.update("own-control", id, version, ({ values }) => patch(values), { action, reason }));
}

function saved({ id, ref, version }: Stored): SavedControl {
  return { id, ref: ref ?? "", version };
}
