import { v7 as uuid } from "uuid";
import { judgeDone, judgeEffectiveness } from "@/domain/action";
import { nextAuditOn } from "@/domain/audit-programme";
import { type Need, needChanges, targetsToLookAt, type WatchedField } from "@/domain/changed-need";
import { addDays } from "@/domain/dates";
import type { ACTION_ORIGINS } from "@/domain/vocabulary";
import { requireOwner } from "@/features/interested-parties/mutations";
import { recordsByRef } from "@/features/records/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { ActionChange, ActionDeed, ActionDone, AuditChange, EffectivenessInput, NewAction, NewAudit } from "./schema";

export interface SavedAction {
  id: string;
  ref: string;
  version: number;
}

/** What opened an action: a review, an event, a management review, a need that changed; and its ref. */
export interface ActionOrigin {
  origin: (typeof ACTION_ORIGINS)[number];
  originRef: string;
}

/**
 * Enters something that somebody has to do (10.1, 10.2). `cause` comes from the record that opens it, never from a form.
 * Throws Invalid for an owner, requirement, finding or record that is not there.
 */
export async function createAction(access: Access, input: NewAction, cause: ActionOrigin | null = null): Promise<SavedAction> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    await check(record, access, input, null);
    return saved(await record.create("action", { ...input, ...cause, requestedById: access.user?.id ?? null }));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for one that is done or retired, and for making a request of evidence something else, or the reverse. */
export async function updateAction(access: Access, { id, version, reason, ...values }: ActionChange): Promise<SavedAction> {
  return change(access, async (record) => {
    const before = await record.get("action", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    await check(record, access, values, before);
    const patch = (action: Stored) => {
      requireStatus(action, "open");
      if (KINDS_THAT_STAY.some((kind) => (values.kind === kind) !== (action.values.kind === kind))) throw new Refused("action-kind_stays");
      if (values.kind === "audit") throw new Refused("action-planned_as_audit");
      return values;
    };
    return saved(await record.update("action", id, version, patch, { reason }));
  });
}

const KINDS_THAT_STAY = ["evidence_request", "audit"];

/** Plans an audit (9.2.2). Throws Invalid for an owner or a record that is not there. */
export async function planAudit(access: Access, input: NewAudit): Promise<SavedAction> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    await check(record, access, { ...input, requirementId: null, findingId: null }, null);
    return saved(await record.create("action", { ...input, kind: "audit", requestedById: access.user?.id ?? null }));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for one that was held or retired, and for what is no audit. */
export async function updateAudit(access: Access, { id, version, reason, ...values }: AuditChange): Promise<SavedAction> {
  return change(access, async (record) => {
    const before = await record.get("action", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    await check(record, access, { ...values, requirementId: null, findingId: null }, before);
    const patch = (action: Stored) => {
      requireStatus(action, "open");
      if (action.values.kind !== "audit") throw new Refused("action-kind_stays");
      return values;
    };
    return saved(await record.update("action", id, version, patch, { reason }));
  });
}

/** An audit that was held plans the next one, unless that stands already because it was held, taken back and held again. */
async function planNext(record: RecordWriter, access: Access, held: Stored): Promise<void> {
  const { title, description, recordRefs, ownerId, auditKind, auditor, intervalMonths } = held.values;
  const dueAt = nextAuditOn(held.values as { dueAt: string; intervalMonths: number | null }, today());
  if (dueAt === null) return;
  const where = { organizationId: access.organization.id, origin: "audit", originRef: held.ref ?? "", status: { not: "retired" } };
  if ((await record.tx.action.count({ where })) > 0) return;
  const same = { kind: "audit", title, description, recordRefs, ownerId, auditKind, auditor, intervalMonths };
  await record.create("action", { ...same, dueAt, origin: "audit", originRef: held.ref ?? "", requestedById: access.user?.id ?? null });
}

/** open -> done, with what came of it. An audit that returns plans its next one. */
export async function completeAction(access: Access, { id, version, result }: ActionDone): Promise<SavedAction> {
  return change(access, async (record) => {
    const patch = (action: Stored) => {
      requireStatus(action, "open");
      refuseUnless(judgeDone({ result }));
      return { status: "done", doneAt: today(), result };
    };
    const done = await record.update("action", id, version, patch, { action: "complete" });
    if (done.values.kind === "audit") await planNext(record, access, done);
    return saved(done);
  });
}

/** done -> open, with a reason; what was looked at for its effect does not count any more. */
export async function reopenAction(access: Access, { id, version, reason }: ActionDeed): Promise<SavedAction> {
  return change(access, async (record) => {
    const patch = (action: Stored) => {
      requireStatus(action, "done");
      return { status: "open", doneAt: null, effectivenessCheckedAt: null, effectivenessNote: "" };
    };
    return saved(await record.update("action", id, version, patch, { action: "reopen", reason }));
  });
}

/** Whether it worked, looked at after it was done (10.2 d). */
export async function checkEffectiveness(
  access: Access,
  { id, version, effectivenessCheckedAt, effectivenessNote }: EffectivenessInput,
): Promise<SavedAction> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      const action = { status: String(values.status), doneAt: values.doneAt as string | null };
      refuseUnless(judgeEffectiveness(action, { checkedAt: effectivenessCheckedAt, note: effectivenessNote }));
      return { effectivenessCheckedAt, effectivenessNote };
    };
    return saved(await record.update("action", id, version, patch, { action: "check-effectiveness" }));
  });
}

export async function retireAction(access: Access, { id, version, reason }: ActionDeed): Promise<SavedAction> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("action-retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("action", id, version, patch, { action: "retire", reason }));
  });
}

/** retired -> as it was, open or done. */
export async function bringBackAction(access: Access, { id, version, reason }: ActionDeed): Promise<SavedAction> {
  return change(access, async (record) => {
    const patch = (action: Stored) => {
      requireStatus(action, "retired");
      return { status: action.values.doneAt === null ? "open" : "done", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("action", id, version, patch, { action: "bring-back", reason }));
  });
}

const DAYS_TO_LOOK = 30;
const LONGEST_DESCRIPTION = 10_000;
const MOST_REFS_IN_TITLE = 6;

/**
 * What answers a need is looked at again when the need changes: opens the task for it, or lets the one that is open grow. Called by whatever changes a
 * requirement, inside that change; costs nothing where nothing it watches changed or nothing is linked. It stays out of the batch of the change: taking
 * an edit back does not take back that somebody should look.
 */
export async function openTaskForChangedNeed(access: Access, before: Values, after: Stored): Promise<void> {
  const changes = needChanges(before as unknown as Need, after.values as unknown as Need);
  if (changes.length === 0) return;
  const refs = targetsToLookAt(before as unknown as Need);
  if (refs.length > 0) await change(access, (record) => openOrGrow(record, access, { changes, refs, before, after }));
}

async function openOrGrow(
  record: RecordWriter,
  access: Access,
  { changes, refs, before, after }: { changes: WatchedField[]; refs: string[]; before: Values; after: Stored },
): Promise<void> {
  const org = access.organization.id;
  const [found] = await record.tx.$queryRaw<
    [{ open: { id: string; version: number; description: string } | null; ownerId: string | null }]
  >`
    SELECT (SELECT json_build_object('id', a.id, 'version', a.version, 'description', a.description)
              FROM (SELECT * FROM action WHERE organization_id = ${org}::uuid AND requirement_id = ${after.id}::uuid AND status = 'open'
                       AND origin = 'changed_need' ORDER BY created_at LIMIT 1 FOR UPDATE) a) AS open,
           (SELECT m.user_id FROM membership m WHERE m.organization_id = ${org}::uuid AND m.ended_at IS NULL AND m.user_id IN
                   (${(after.values.ownerId as string | null) ?? null}::uuid,
                    (SELECT register_owner_id FROM organization_profile WHERE organization_id = ${org}::uuid))
             ORDER BY m.user_id = ${(after.values.ownerId as string | null) ?? null}::uuid DESC NULLS LAST LIMIT 1) AS "ownerId"`;
  const t = translator("actions.changedNeed");
  const lines = changes.map((field) =>
    t("line", { field: translator("fields")(field), before: said(field, before[field]), after: said(field, after.values[field]) }),
  );
  const told = [t("on", { day: today(), name: access.user?.name ?? translator("actions")("system") }), ...lines].join("\n");
  const ref = after.ref ?? "";
  const batchId = uuid();
  if (found.open) {
    const { id, version, description } = found.open;
    const grown = [told, description].filter(Boolean).join("\n\n").slice(0, LONGEST_DESCRIPTION);
    await record.update("action", id, version, { description: grown }, { batchId });
    return;
  }
  const named = refs.slice(0, MOST_REFS_IN_TITLE).join(", ");
  await record.create(
    "action",
    {
      title: t(refs.length > MOST_REFS_IN_TITLE ? "titleMore" : "title", { ref, refs: named, count: refs.length - MOST_REFS_IN_TITLE }),
      kind: "task",
      description: told.slice(0, LONGEST_DESCRIPTION),
      requirementId: after.id,
      recordRefs: refs,
      dueAt: addDays(today(), DAYS_TO_LOOK),
      ownerId: found.ownerId,
      requestedById: access.user?.id ?? null,
      origin: "changed_need",
      originRef: ref,
    },
    { action: "open-task", batchId },
  );
}

const WORDS_OF: Partial<Record<WatchedField, string>> = {
  binding: "binding",
  strength: "strength",
  kind: "requirementKind",
  relevance: "requirementRelevance",
  ismsDecision: "ismsDecision",
};

function said(field: WatchedField, value: unknown): string {
  const group = WORDS_OF[field];
  if (typeof value !== "string" || value === "") return "–";
  return group ? translator(`vocabulary.${group}`)(value) : value;
}

function requireStatus({ values }: Stored, status: "open" | "done" | "retired"): void {
  if (values.status !== status) throw new Refused(`action-not_${status}`);
}

function refuseUnless(ruling: { ok: true } | { ok: false; code: string; field: string | null }): void {
  if (ruling.ok) return;
  const sentence = translator("refusals")(`action-${ruling.code}`);
  if (ruling.field) throw new Invalid({ [ruling.field]: sentence });
  throw new Refused(`action-${ruling.code}`);
}

async function check(
  record: RecordWriter,
  access: Access,
  action: Pick<NewAction, "requirementId" | "findingId" | "recordRefs">,
  before: Stored | null,
): Promise<void> {
  const faults: Record<string, string> = {};
  const organizationId = access.organization.id;
  const notAnOption = translator("validation")("not_an_option");
  // What stands there already may have been retired since.
  if (action.requirementId !== null && action.requirementId !== before?.values.requirementId) {
    const where = { organizationId, id: action.requirementId, status: { not: "retired" } };
    if ((await record.tx.requirement.count({ where })) === 0) faults.requirementId = notAnOption;
  }
  if (action.findingId !== null && action.findingId !== before?.values.findingId) {
    const where = { organizationId, id: action.findingId, status: { not: "retired" } };
    if (!access.can("finding:read") || (await record.tx.finding.count({ where })) === 0) faults.findingId = notAnOption;
  }
  const stood = (before?.values.recordRefs ?? []) as string[];
  const added = action.recordRefs.filter((ref) => !stood.includes(ref));
  const known = new Set((await recordsByRef(access, added)).map(({ ref }) => ref));
  const dead = added.filter((ref) => !known.has(ref));
  if (dead.length > 0) faults.recordRefs = translator("refusals")("finding-unknown_records", { count: dead.length, refs: dead.join(", ") });
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

function saved({ id, ref, version }: Stored): SavedAction {
  return { id, ref: ref ?? "", version };
}
