import { citedClause, gapsBeforeClosing, judgeDays, repeatsItself } from "@/domain/finding";
import { requireOwner } from "@/features/interested-parties/mutations";
import { recordsByRef } from "@/features/records/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { FindingChange, FindingDeed, NewFinding } from "./schema";

export interface SavedFinding {
  id: string;
  ref: string;
  version: number;
}

/**
 * Enters a finding of an audit (9.2, 10.2). Throws Invalid for a clause that can be read in two ways, for days out of order, and for refs of nothing,
 * each by name.
 */
export async function createFinding(access: Access, input: NewFinding): Promise<SavedFinding> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("finding", await checked(record, access, input, null)));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for one that is closed or retired: it is reopened first. */
export async function updateFinding(access: Access, { id, version, reason, ...values }: FindingChange): Promise<SavedFinding> {
  return change(access, async (record) => {
    const before = await record.get("finding", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const patch = await checked(record, access, values, before);
    const guard = (finding: Stored) => {
      requireOpen(finding);
      return patch;
    };
    return saved(await record.update("finding", id, version, guard, { reason }));
  });
}

/** open -> closed, with cause, corrective action and a check that it worked (10.2). Throws Refused naming what is missing. */
export async function closeFinding(access: Access, { id, version, reason }: FindingDeed): Promise<SavedFinding> {
  return change(access, async (record) => {
    const patch = (finding: Stored): Values => {
      requireOpen(finding);
      const gaps = gapsBeforeClosing(finding.values as unknown as Parameters<typeof gapsBeforeClosing>[0]);
      const t = translator("findings");
      if (gaps.length > 0) throw new Refused("finding-not_closable", { gaps: gaps.map((gap) => t(`gap.${gap}`)).join(", ") });
      return { status: "closed", closedAt: today(), closedById: access.user?.id ?? null };
    };
    return saved(await record.update("finding", id, version, patch, { action: "close", reason }));
  });
}

/** closed -> open, with a reason: it was not effective after all, or closed too soon. */
export async function reopenFinding(access: Access, { id, version, reason }: FindingDeed): Promise<SavedFinding> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status !== "closed") throw new Refused("finding-not_closed");
      return { status: "open", closedAt: null, closedById: null };
    };
    return saved(await record.update("finding", id, version, patch, { action: "reopen", reason }));
  });
}

export async function retireFinding(access: Access, { id, version, reason }: FindingDeed): Promise<SavedFinding> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("finding-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("finding", id, version, patch, { action: "retire", reason }));
  });
}

/** retired -> as it was, open or closed. */
export async function bringBackFinding(access: Access, { id, version, reason }: FindingDeed): Promise<SavedFinding> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status !== "retired") throw new Refused("finding-not_retired");
      return { status: values.closedAt === null ? "open" : "closed", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("finding", id, version, patch, { action: "bring-back", reason }));
  });
}

function requireOpen({ values }: Stored): void {
  if (values.status === "retired") throw new Refused("finding-retired");
  if (values.status === "closed") throw new Refused("finding-closed");
}

async function checked(record: RecordWriter, access: Access, finding: NewFinding, before: Stored | null): Promise<NewFinding> {
  const t = translator("refusals");
  const faults: Record<string, string> = {};
  const clause = citedClause(finding.clause);
  if (!clause.ok) faults.clause = t(`finding-${clause.code}`, { suggestions: clause.suggestions?.join(", ") ?? "" });
  const days = judgeDays(finding);
  if (!days.ok) faults[days.field ?? "dueAt"] = t(`finding-${days.code}`);
  const stood = (before?.values.recordRefs ?? []) as string[];
  const added = finding.recordRefs.filter((ref) => !stood.includes(ref));
  const known = new Set((await recordsByRef(access, added)).map(({ ref }) => ref));
  const dead = added.filter((ref) => !known.has(ref));
  if (dead.length > 0) faults.recordRefs = t("finding-unknown_records", { count: dead.length, refs: dead.join(", ") });
  if (finding.repeatOfId !== null) {
    const all = await record.tx.finding.findMany({
      where: { organizationId: access.organization.id },
      select: { id: true, repeatOfId: true },
    });
    const earlier = new Map(all.map(({ id, repeatOfId }) => [id, repeatOfId]));
    if (!earlier.has(finding.repeatOfId)) faults.repeatOfId = translator("validation")("not_an_option");
    else if (before && repeatsItself(before.id, finding.repeatOfId, earlier)) faults.repeatOfId = t("finding-repeats_itself");
  }
  if (Object.keys(faults).length > 0 || !clause.ok) throw new Invalid(faults);
  return { ...finding, clause: clause.value };
}

function saved({ id, ref, version }: Stored): SavedFinding {
  return { id, ref: ref ?? "", version };
}
