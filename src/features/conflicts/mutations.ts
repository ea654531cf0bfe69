import { type ContestedRequirement, isUnsettled, judgeContested, judgeDecision } from "@/domain/conflict";
import { pairKey } from "@/domain/conflict-candidates";
import type { Ruling } from "@/domain/ruling";
import type { ConflictStatus } from "@/domain/vocabulary";
import { createAction } from "@/features/actions/mutations";
import { recordEngagement } from "@/features/engagement/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { createRisk } from "@/features/risks/mutations";
import { newRisk } from "@/features/risks/schema";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type {
  CandidateDismissal,
  ConflictAction,
  ConflictChange,
  ConflictDecisionInput,
  ConflictDeed,
  ConflictExample,
  ConflictRisk,
  ConflictTelling,
  NewConflict,
  NewStep,
} from "./schema";

export interface SavedConflict {
  id: string;
  ref: string;
  version: number;
}

interface ConflictValues {
  title: string;
  status: ConflictStatus;
  openedOn: string;
  ownerId: string | null;
  requirementIds: string[];
  resolution: string;
  riskId: string | null;
  actionId: string | null;
  retiredAt: string | null;
}

const LONGEST_REASON = 1_000;

// Opening and working on it --------------------------------------------------------------------------------------------------------------------------

/**
 * Opens a conflict between requirements. Throws Invalid for fewer than two, for aims of attackers and competitors, and for a day to come; Refused where
 * exactly these are in an unsettled conflict already.
 */
export async function openConflict(access: Access, input: NewConflict): Promise<SavedConflict> {
  return change(access, async (record) => {
    requireDay(input.openedOn, "openedOn");
    await requireOwner(record, access, input.ownerId);
    refuseUnless(judgeContested(await contested(record, access, input.requirementIds, [])));
    const same = await unsettledBetween(record, access, input.requirementIds);
    if (same) throw new Refused("conflict-open_already", { ref: same });
    return saved(await record.create("conflict", { ...input, status: "open" }));
  });
}

/** Changes what is said about a conflict that is not settled; what settled it stands. */
export async function updateConflict(access: Access, { id, version, reason, ...values }: ConflictChange): Promise<SavedConflict> {
  return change(access, async (record) => {
    requireDay(values.openedOn, "openedOn");
    const before = valuesOf(await record.get("conflict", id));
    if (values.ownerId !== before.ownerId) await requireOwner(record, access, values.ownerId);
    refuseUnless(judgeContested(await contested(record, access, values.requirementIds, before.requirementIds)));
    const patch = (conflict: Stored) => {
      requireUnsettled(conflict);
      return values;
    };
    return saved(await record.update("conflict", id, version, patch, { reason }));
  });
}

/** Enters a step of the negotiation; the first one makes an open conflict one that is negotiated. */
export async function addStep(access: Access, { id, asMeeting, ...step }: NewStep): Promise<SavedConflict> {
  return change(access, async (record) => {
    requireDay(step.heldOn, "heldOn");
    const conflict = await locked(record, access, id);
    requireUnsettled(conflict);
    await record.create("conflict-step", { conflictId: id, ...step });
    if (asMeeting) await logWith(record, access, conflict, { ...step, type: "meeting", summary: step.what });
    if (valuesOf(conflict).status !== "open") return saved(conflict);
    return saved(await record.update("conflict", id, conflict.version, { status: "negotiating" }, { action: "negotiate" }));
  });
}

// Settling it ----------------------------------------------------------------------------------------------------------------------------------------

/**
 * Settles a conflict as the acting person's decision of today. Law never gives way to a wish: that, and leaving a law unmet, only somebody of top management
 * can take upon themselves, as an acceptance. Throws Invalid or Refused with the rule that is in the way.
 */
export async function decideConflict(access: Access, { id, version, ...decision }: ConflictDecisionInput): Promise<SavedConflict> {
  return change(access, async (record) => {
    const { requirementIds } = valuesOf(await record.get("conflict", id));
    const requirements = await contested(record, access, requirementIds, requirementIds);
    const decider = { isTopManagement: await isTopManagement(record, access) };
    const patch = (conflict: Stored): Values => {
      requireLiving(conflict);
      refuseUnless(judgeDecision({ status: valuesOf(conflict).status, requirements }, decision, decider));
      return { ...decision, decidedById: access.user?.id ?? null, decidedOn: today() };
    };
    const options = decision.status === "accepted" ? { action: "accept-conflict" } : { action: "decide" };
    return saved(await record.update("conflict", id, version, patch, { ...options, reason: decision.rationale.slice(0, LONGEST_REASON) }));
  });
}

/** resolved or accepted -> open, with a reason. What was written stays as the beginning of the next decision; who decided and when stands in the history. */
export async function reopenConflict(access: Access, { id, version, reason }: ConflictDeed): Promise<SavedConflict> {
  return change(access, async (record) => {
    const patch = (conflict: Stored): Values => {
      requireLiving(conflict);
      if (isUnsettled(valuesOf(conflict).status)) throw new Refused("conflict-not_settled");
      return {
        status: "open",
        method: null,
        prevailingRequirementId: null,
        decidedById: null,
        decidedOn: null,
        communicatedOn: null,
        communicatedTo: "",
        example: false,
      };
    };
    return saved(await record.update("conflict", id, version, patch, { action: "reopen", reason }));
  });
}

/** Notes who was told of the decision and when. */
export async function tellConflict(access: Access, { id, version, asNotice, ...told }: ConflictTelling): Promise<SavedConflict> {
  return change(access, async (record) => {
    requireDay(told.communicatedOn, "communicatedOn");
    const patch = (conflict: Stored): Values => {
      requireSettled(conflict);
      const { decidedOn } = conflict.values as { decidedOn: string | null };
      if (decidedOn !== null && told.communicatedOn < decidedOn)
        throw new Invalid({ communicatedOn: translator("refusals")("conflict-told_before", { day: decidedOn }) });
      return told;
    };
    const after = await record.update("conflict", id, version, patch, { action: "tell" });
    if (asNotice) {
      const { title, resolution } = valuesOf(after);
      const summary = translator("conflicts")("toldSummary", { ref: after.ref ?? "", title, resolution });
      await logWith(record, access, after, { heldOn: told.communicatedOn, participants: told.communicatedTo, type: "notice", summary });
    }
    return saved(after);
  });
}

/** Keeps a settled conflict as an example for auditors, or no longer. */
export async function keepAsExample(access: Access, { id, version, example }: ConflictExample): Promise<SavedConflict> {
  return change(access, async (record) => {
    const patch = (conflict: Stored): Values => {
      requireSettled(conflict);
      return { example };
    };
    return saved(await record.update("conflict", id, version, patch));
  });
}

/** Entered by mistake. */
export async function retireConflict(access: Access, { id, version, reason }: ConflictDeed): Promise<SavedConflict> {
  return change(access, async (record) => {
    const patch = (conflict: Stored): Values => {
      requireLiving(conflict);
      return { retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("conflict", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackConflict(access: Access, { id, version, reason }: ConflictDeed): Promise<SavedConflict> {
  return change(access, async (record) => {
    const patch = (conflict: Stored): Values => {
      if (valuesOf(conflict).retiredAt === null) throw new Refused("conflict-not_retired");
      return { retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("conflict", id, version, patch, { action: "bring-back", reason }));
  });
}

// What follows from it -------------------------------------------------------------------------------------------------------------------------------

/** Makes a risk of it (6.1.1), which stands in the register of risks from then on. Throws Refused where it has one. */
export async function drawRisk(
  access: Access,
  { id, version, title, description, ownerId }: ConflictRisk,
): Promise<SavedConflict & { riskRef: string }> {
  return change(access, async (record) => {
    requireWriter(access);
    const conflict = await locked(record, access, id);
    requireLiving(conflict);
    if (valuesOf(conflict).riskId !== null) throw new Refused("conflict-has_risk");
    const created = await createRisk(
      access,
      newRisk.parse({
        title,
        description,
        ownerId,
        kind: "threat",
        note: translator("conflicts")("drawnFrom", { ref: conflict.ref ?? "" }),
      }),
    );
    const after = await record.update("conflict", id, version, { riskId: created.id });
    return { ...saved(after), riskRef: created.ref };
  });
}

/** Opens what is to be done about it as an action. Throws Refused where it has one. */
export async function openConflictAction(
  access: Access,
  { id, version, ...action }: ConflictAction,
): Promise<SavedConflict & { actionRef: string }> {
  return change(access, async (record) => {
    requireWriter(access);
    const conflict = await locked(record, access, id);
    requireLiving(conflict);
    const { actionId, requirementIds, title } = valuesOf(conflict);
    if (actionId !== null) throw new Refused("conflict-has_action");
    const requirements = await record.tx.requirement.findMany({
      where: { organizationId: access.organization.id, id: { in: requirementIds } },
      select: { ref: true },
    });
    const created = await createAction(
      access,
      {
        ...action,
        kind: "task",
        description: "",
        requirementId: null,
        findingId: null,
        recordRefs: requirements.map(({ ref }) => ref),
        cause: translator("conflicts")("actionCause", { ref: conflict.ref ?? "", title }),
        note: "",
      },
      { origin: "conflict", originRef: conflict.ref ?? "" },
    );
    const after = await record.update("conflict", id, version, { actionId: created.id }, { action: "open-task" });
    return { ...saved(after), actionRef: created.ref };
  });
}

// Candidates -----------------------------------------------------------------------------------------------------------------------------------------

/** A proposed pair is no conflict: it is not proposed again until somebody takes that back. */
export async function dismissCandidate(access: Access, { oneId, otherId, reason }: CandidateDismissal): Promise<{ id: string }> {
  return change(access, async (record) => {
    const key = pairKey(oneId, otherId);
    const pair = [await record.get("requirement", oneId), await record.get("requirement", otherId)];
    if (oneId === otherId) throw new Refused("conflict-two_needed");
    const refs = pair
      .map(({ ref }) => ref ?? "")
      .sort()
      .join(", ");
    const kept = await record.tx.conflictDismissal.findFirst({
      where: { organizationId: access.organization.id, pairKey: key },
      select: { id: true, version: true, withdrawnAt: true },
    });
    if (kept && kept.withdrawnAt === null) return { id: kept.id };
    const stored = kept
      ? await record.update("conflict-dismissal", kept.id, kept.version, { reason, refs, withdrawnAt: null }, { action: "dismiss", reason })
      : await record.create("conflict-dismissal", { pairKey: key, refs, reason }, { action: "dismiss", reason });
    return { id: stored.id };
  });
}

export async function withdrawDismissal(access: Access, { id, version, reason }: ConflictDeed): Promise<{ id: string }> {
  return change(access, async (record) => {
    const stored = await record.update(
      "conflict-dismissal",
      id,
      version,
      { withdrawnAt: today() },
      { action: "withdraw-dismissal", reason },
    );
    return { id: stored.id };
  });
}

// Inside ---------------------------------------------------------------------------------------------------------------------------------------------

/** The requirements as they stand, none of them changed by others until this is stored. Those added must be in use. */
async function contested(
  record: RecordWriter,
  access: Access,
  ids: readonly string[],
  stood: readonly string[],
): Promise<ContestedRequirement[]> {
  const found = await record.tx.$queryRaw<(ContestedRequirement & { retired: boolean })[]>`
    SELECT r.id, r.kind, p.adverse, r.status = 'retired' AS retired
      FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
     WHERE r.organization_id = ${access.organization.id}::uuid AND r.id = ANY(${[...ids]}::uuid[]) ORDER BY r.id FOR SHARE OF r`;
  const usable = found.filter(({ id, retired }) => !retired || stood.includes(id));
  if (usable.length !== new Set(ids).size) throw new Invalid({ requirementIds: translator("validation")("not_an_option") });
  return usable.map(({ id, kind, adverse }) => ({ id, kind, adverse }));
}

/** The ref of an unsettled conflict between exactly these. */
async function unsettledBetween(record: RecordWriter, access: Access, ids: readonly string[]): Promise<string | null> {
  const [row] = await record.tx.$queryRaw<{ ref: string }[]>`
    SELECT c.ref FROM conflict c
     WHERE c.organization_id = ${access.organization.id}::uuid AND c.status IN ('open', 'negotiating') AND c.retired_at IS NULL
       AND ARRAY(SELECT l.requirement_id::text FROM conflict_requirement l
                  WHERE l.organization_id = c.organization_id AND l.conflict_id = c.id ORDER BY 1) = ${[...ids].sort()}::text[] LIMIT 1`;
  return row?.ref ?? null;
}

async function locked(record: RecordWriter, access: Access, id: string): Promise<Stored> {
  await record.tx.$queryRaw`SELECT 1 FROM conflict WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return record.get("conflict", id);
}

/** The acting person themselves, not somebody they name. */
async function isTopManagement(record: RecordWriter, access: Access): Promise<boolean> {
  if (!access.user) return false;
  const membership = await record.tx.membership.findFirst({
    where: { organizationId: access.organization.id, userId: access.user.id, endedAt: null },
    select: { isTopManagement: true },
  });
  return membership?.isTopManagement ?? false;
}

/** Writes the same interaction into the log of each party whose requirement is in the conflict. */
async function logWith(
  record: RecordWriter,
  access: Access,
  conflict: Stored,
  entry: { type: "meeting" | "notice"; heldOn: string; summary: string; participants: string },
): Promise<void> {
  if (!access.can("engagement:write")) throw new Forbidden("engagement:write");
  const { requirementIds } = valuesOf(conflict);
  const requirements = await record.tx.requirement.findMany({
    where: { organizationId: access.organization.id, id: { in: requirementIds } },
    select: { id: true, partyId: true },
  });
  for (const partyId of new Set(requirements.map(({ partyId: of }) => of))) {
    const theirs = requirements.filter((requirement) => requirement.partyId === partyId).map(({ id }) => id);
    await recordEngagement(record, { ...entry, partyId, requirementIds: theirs, origin: "hand", originRef: conflict.ref ?? "" });
  }
}

function requireWriter(access: Access): void {
  if (!access.can("conflict:write")) throw new Forbidden("conflict:write");
}

function requireLiving(conflict: Stored): void {
  if (valuesOf(conflict).retiredAt !== null) throw new Refused("conflict-retired");
}

function requireUnsettled(conflict: Stored): void {
  requireLiving(conflict);
  if (!isUnsettled(valuesOf(conflict).status)) throw new Refused("conflict-settled");
}

function requireSettled(conflict: Stored): void {
  requireLiving(conflict);
  if (isUnsettled(valuesOf(conflict).status)) throw new Refused("conflict-not_settled");
}

function requireDay(day: string | null, field: string): void {
  if (day !== null && day > today()) throw new Invalid({ [field]: translator("refusals")("conflict-in_the_future") });
}

function refuseUnless(ruling: Ruling<unknown>): void {
  if (ruling.ok) return;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`conflict-${ruling.code}`) });
  throw new Refused(`conflict-${ruling.code}`);
}

function valuesOf(conflict: Stored): ConflictValues {
  return conflict.values as unknown as ConflictValues;
}

function saved({ id, ref, version }: Stored): SavedConflict {
  return { id, ref: ref ?? "", version };
}
