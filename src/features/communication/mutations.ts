import { judgeDone, judgeLine } from "@/domain/communication";
import type { Ruling } from "@/domain/ruling";
import { recordEngagement } from "@/features/engagement/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { noteTold } from "@/features/requirements/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { LineChange, LineDone, NewLine, TakenProposals } from "./schema";

interface SavedLine {
  id: string;
  ref: string;
  version: number;
}

interface LineValues {
  partyId: string;
  what: string;
  status: string;
  ownerId: string | null;
  obligationId: string | null;
  requirementIds: string[];
  lastDoneOn: string | null;
}

/** Enters a line of the plan. Throws Invalid for a party that is adverse or retired, for what says no when, and for what is not there. */
export async function addLine(access: Access, input: NewLine): Promise<SavedLine> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await enter(record, access, input));
  });
}

/** Throws Conflict, NotFound, Invalid, and Refused for one that is retired. */
export async function updateLine(access: Access, { id, version, reason, ...values }: LineChange): Promise<SavedLine> {
  return change(access, async (record) => {
    const before = valuesOf(await record.get("communication-item", id));
    if (values.ownerId !== before.ownerId) await requireOwner(record, access, values.ownerId);
    await requireLine(record, access, values, before);
    const patch = (line: Stored) => {
      if (valuesOf(line).status === "retired") throw new Refused("communication-retired");
      return { ...values, requirementIds: [...new Set(values.requirementIds)], ...(values.ownerId ? { ownerLabel: "" } : {}) };
    };
    return saved(await record.update("communication-item", id, version, patch, { reason }));
  });
}

/** Out of the plan, with a reason. Its clocks that run go on running: they were owed when they began. */
export async function retireLine(access: Access, { id, version, reason }: Deed): Promise<SavedLine> {
  return change(access, async (record) => {
    const patch = (line: Stored) => {
      if (valuesOf(line).status === "retired") throw new Refused("communication-retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("communication-item", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackLine(access: Access, { id, version, reason }: Deed): Promise<SavedLine> {
  return change(access, async (record) => {
    const line = await record.get("communication-item", id);
    await requireParty(record, valuesOf(line).partyId);
    const patch = (now: Stored) => {
      if (valuesOf(now).status !== "retired") throw new Refused("communication-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("communication-item", id, version, patch, { action: "bring-back", reason }));
  });
}

/**
 * Says that a line was carried out on a day: writes the interaction into the log, and moves the day on which it is due next. Requirements that are
 * named were told by it. A day before the one that stands there is written into the log and moves nothing.
 */
export async function markDone(access: Access, input: LineDone): Promise<SavedLine & { engagementRef: string }> {
  return change(access, async (record) => {
    refuseUnless(judgeDone(input.on, today()));
    const line = await record.get("communication-item", input.id);
    const { partyId, what, status, lastDoneOn } = valuesOf(line);
    if (status === "retired") throw new Refused("communication-retired");
    // Whoever opened the page before somebody else entered the same is told by this.
    if (line.version !== input.version) await record.update("communication-item", line.id, input.version, {});
    await requireRequirements(record, access, partyId, input.requirementIds);
    const entry = await recordEngagement(record, {
      partyId,
      type: input.type,
      heldOn: input.on,
      channel: "",
      summary: input.summary || what,
      participants: input.participants,
      ourParticipantIds: access.user ? [access.user.id] : [],
      requirementIds: input.requirementIds,
      note: translator("communication")("doneHow", { how: input.how }),
      origin: "plan",
      originRef: line.ref ?? "",
    });
    const reason = translator("communication")("toldIn", { ref: entry.ref ?? "" });
    await noteTold(record, { partyId, requirementIds: input.requirementIds, on: input.on, where: entry.ref ?? "" });
    const moved = lastDoneOn === null || input.on > lastDoneOn;
    const updated = moved
      ? await record.update("communication-item", line.id, input.version, { lastDoneOn: input.on }, { action: "complete", reason })
      : line;
    if (!moved) record.note("communication-item", line.id, line.ref ?? "", "complete", { reason });
    return { ...saved(updated), engagementRef: entry.ref ?? "" };
  });
}

// Proposals ----------------------------------------------------------------------------------------------------------------------------------------

/** Takes proposals into the plan as a person left them, all or none. Each refuses what a line by hand would refuse. */
export async function takeProposals(access: Access, { lines }: TakenProposals): Promise<{ refs: string[] }> {
  return change(access, async (record) => {
    const refs: string[] = [];
    for (const { key, ...input } of lines) {
      await requireOwner(record, access, input.ownerId);
      const line = await enter(record, access, input, translator("communication")("fromProposal", { key }));
      refs.push(line.ref ?? "");
    }
    return { refs };
  });
}

/** A proposal is not made again; why stands in the history of the party. */
export async function dismissProposal(
  access: Access,
  { partyId, key, reason }: { partyId: string; key: string; reason: string },
): Promise<{ key: string }> {
  return change(access, async (record) => {
    const party = await record.get("interested-party", partyId);
    record.note("interested-party", partyId, party.ref ?? "", "dismiss-proposal", { reason, note: key });
    return { key };
  });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

interface Deed {
  id: string;
  version: number;
  reason: string;
}

async function enter(record: RecordWriter, access: Access, input: NewLine, reason: string | null = null): Promise<Stored> {
  await requireLine(record, access, input, null);
  return record.create("communication-item", { ...input, requirementIds: [...new Set(input.requirementIds)] }, { reason });
}

async function requireParty(record: RecordWriter, partyId: string) {
  const party = await record.get("interested-party", partyId).catch((error: unknown) => {
    if (error instanceof NotFound) throw new Invalid({ partyId: translator("validation")("not_an_option") });
    throw error;
  });
  const { adverse, status } = party.values as { adverse: boolean; status: string };
  const when = { whenText: "-", frequencyDays: null, eventKey: "", clockHours: null, startsOn: null };
  refuseUnless(judgeLine(when, { adverse, status }));
  return { adverse, status };
}

/** The line in its form, with a party that may be talked to, and with an obligation and requirements that are there. What stood there may stay. */
async function requireLine(record: RecordWriter, access: Access, input: NewLine, before: LineValues | null): Promise<void> {
  const party = before?.partyId === input.partyId ? { adverse: false, status: "active" } : await requireParty(record, input.partyId);
  refuseUnless(judgeLine(input, party));
  if (input.obligationId !== null && input.obligationId !== before?.obligationId) {
    const where = { organizationId: access.organization.id, id: input.obligationId, status: { not: "retired" } };
    if ((await record.tx.obligation.count({ where })) === 0) throw new Invalid({ obligationId: translator("validation")("not_an_option") });
  }
  const stood = before?.partyId === input.partyId ? before.requirementIds : [];
  await requireRequirements(
    record,
    access,
    input.partyId,
    input.requirementIds.filter((id) => !stood.includes(id)),
  );
}

/** Requirements of this party and of no other. */
async function requireRequirements(record: RecordWriter, access: Access, partyId: string, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const where = { organizationId: access.organization.id, partyId, id: { in: wanted }, status: { not: "retired" } };
  if ((await record.tx.requirement.count({ where })) !== wanted.length)
    throw new Invalid({ requirementIds: translator("validation")("not_an_option") });
}

function refuseUnless(ruling: Ruling<unknown>): void {
  if (ruling.ok) return;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`communication-${ruling.code}`) });
  throw new Refused(`communication-${ruling.code}`);
}

function valuesOf(line: Stored): LineValues {
  return line.values as unknown as LineValues;
}

function saved({ id, ref, version }: Stored): SavedLine {
  return { id, ref: ref ?? "", version };
}
