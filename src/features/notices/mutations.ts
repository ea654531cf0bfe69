import { clockEnd, judgeGiven, judgeNotNeeded, judgeStart, USUAL_CLOCK_HOURS } from "@/domain/communication";
import type { Ruling } from "@/domain/ruling";
import type { NoticeStatus } from "@/domain/vocabulary";
import { recordEngagement } from "@/features/engagement/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { GivenNotice, StartedNotices } from "./schema";

interface SavedNotice {
  id: string;
  ref: string;
  version: number;
}

interface NoticeValues {
  communicationItemId: string;
  partyId: string;
  title: string;
  startedAt: string;
  dueAt: string;
  status: NoticeStatus;
  doneAt: string | null;
}

/**
 * Starts the clocks of lines of the plan: of an event, or by hand. A line whose clock was started for this event already is left alone, so that two who
 * press the button start one. Throws Invalid for a start in the future, for lines that are not in the plan or have no event.
 */
export async function startNotices(access: Access, input: StartedNotices): Promise<{ refs: string[] }> {
  return change(access, async (record) => {
    refuseUnless(judgeStart(input.startedAt, now().toISOString()));
    const event = input.triggerEventId ? await eventOf(record, access, input.triggerEventId) : null;
    const refs: string[] = [];
    for (const lineId of [...new Set(input.lineIds)].sort()) {
      const line = await lockedLine(record, access, lineId);
      const { status, eventKey, clockHours, partyId, what, ownerId } = line.values as {
        status: string;
        eventKey: string;
        clockHours: number | null;
        partyId: string;
        what: string;
        ownerId: string | null;
      };
      if (status === "retired" || eventKey === "" || (event && event.values.eventKey !== eventKey))
        throw new Invalid({ lineIds: translator("refusals")("notice-no_such_line") });
      if (event && (await runs(record, access, lineId, event.id))) continue;
      const notice = await record.create("notice", {
        communicationItemId: lineId,
        partyId,
        title: input.title || (event ? String(event.values.title) : what),
        triggerEventId: event?.id ?? null,
        startedAt: input.startedAt,
        dueAt: clockEnd(input.startedAt, clockHours ?? USUAL_CLOCK_HOURS),
        ownerId: ownerId ?? access.user?.id ?? null,
      });
      refs.push(notice.ref ?? "");
    }
    return { refs };
  });
}

/** When we became aware was another moment than was entered; the clock ends as much earlier or later. */
export async function moveStart(
  access: Access,
  { id, version, startedAt, reason }: { id: string; version: number; startedAt: string; reason: string },
): Promise<SavedNotice> {
  return change(access, async (record) => {
    refuseUnless(judgeStart(startedAt, now().toISOString()));
    const patch = (notice: Stored) => {
      const values = valuesOf(notice);
      if (values.status !== "running") throw new Refused("notice-not_running");
      const length = Date.parse(values.dueAt) - Date.parse(values.startedAt);
      return { startedAt, dueAt: new Date(Date.parse(startedAt) + length).toISOString() };
    };
    return saved(await record.update("notice", id, version, patch, { action: "move-start", reason }));
  });
}

export async function setNoticeOwner(
  access: Access,
  { id, version, ownerId }: { id: string; version: number; ownerId: string | null },
): Promise<SavedNotice> {
  return change(access, async (record) => {
    await requireOwner(record, access, ownerId);
    return saved(await record.update("notice", id, version, { ownerId }));
  });
}

/** running -> given, with how and their number for it; late only with why. Writes the interaction into the log and moves the line's day. */
export async function giveNotice(access: Access, input: GivenNotice): Promise<SavedNotice & { engagementRef: string }> {
  return change(access, async (record) => {
    const { id, version, how, theirReference, reason } = input;
    const notice = await lockedNotice(record, access, id);
    if (notice.version !== version) await record.update("notice", id, version, {});
    const values = valuesOf(notice);
    const at = now().toISOString();
    const doneAt = input.doneAt ?? at;
    refuseUnless(judgeGiven(values, { doneAt, how, reason }, at));
    const day = doneAt.slice(0, 10);
    const entry = await recordEngagement(record, {
      partyId: values.partyId,
      type: "notice",
      heldOn: day,
      summary: values.title,
      ourParticipantIds: access.user ? [access.user.id] : [],
      note: [how, theirReference && translator("notices")("theirReferenceIs", { reference: theirReference })].filter(Boolean).join("\n"),
      origin: "plan",
      originRef: notice.ref ?? "",
    });
    const patch = { status: "done", doneAt, doneById: access.user?.id ?? null, how, theirReference, reason, engagementId: entry.id };
    const given = await record.update("notice", id, version, patch, { action: "give", reason: reason || null });
    const line = await record.get("communication-item", values.communicationItemId);
    if (line.values.status !== "retired" && String(line.values.lastDoneOn ?? "") < day)
      await record.update(
        "communication-item",
        line.id,
        line.version,
        { lastDoneOn: day },
        { action: "complete", reason: translator("communication")("toldIn", { ref: entry.ref ?? "" }) },
      );
    return { ...saved(given), engagementRef: entry.ref ?? "" };
  });
}

/** running -> not needed, with a reason: no personal data was touched, the contract had ended. */
export async function dropNotice(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<SavedNotice> {
  return change(access, async (record) => {
    const patch = (notice: Stored) => {
      refuseUnless(judgeNotNeeded(valuesOf(notice), reason));
      return { status: "not_needed", doneAt: now().toISOString(), doneById: access.user?.id ?? null, reason };
    };
    return saved(await record.update("notice", id, version, patch, { action: "drop", reason }));
  });
}

/** Takes back that one was given or not needed: the clock runs on from where it began. */
export async function reopenNotice(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<SavedNotice> {
  return change(access, async (record) => {
    const patch = (notice: Stored) => {
      if (valuesOf(notice).status === "running") throw new Refused("notice-running");
      return { status: "running", doneAt: null, doneById: null, reason: "", engagementId: null };
    };
    return saved(await record.update("notice", id, version, patch, { action: "reopen", reason }));
  });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

async function eventOf(record: RecordWriter, access: Access, id: string): Promise<Stored> {
  const where = { organizationId: access.organization.id, id };
  if ((await record.tx.triggerEvent.count({ where })) === 0)
    throw new Invalid({ triggerEventId: translator("validation")("not_an_option") });
  const event = await record.get("trigger-event", id);
  if (event.values.status === "dismissed") throw new Refused("notice-event_dismissed");
  return event;
}

/** The line as it stands; whoever starts its clock at the same time waits. */
async function lockedLine(record: RecordWriter, access: Access, id: string): Promise<Stored> {
  const found = await record.tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM communication_item WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (found.length === 0) throw new Invalid({ lineIds: translator("refusals")("notice-no_such_line") });
  return record.get("communication-item", id);
}

/** So that two who give the same notice do not write it into the log twice. */
async function lockedNotice(record: RecordWriter, access: Access, id: string): Promise<Stored> {
  await record.tx.$queryRaw`SELECT 1 FROM notice WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return record.get("notice", id);
}

async function runs(record: RecordWriter, access: Access, communicationItemId: string, triggerEventId: string): Promise<boolean> {
  const where = { organizationId: access.organization.id, communicationItemId, triggerEventId };
  return (await record.tx.notice.count({ where })) > 0;
}

function refuseUnless(ruling: Ruling<unknown>): void {
  if (ruling.ok) return;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`notice-${ruling.code}`) });
  throw new Refused(`notice-${ruling.code}`);
}

function valuesOf(notice: Stored): NoticeValues {
  return notice.values as unknown as NoticeValues;
}

function saved({ id, ref, version }: Stored): SavedNotice {
  return { id, ref: ref ?? "", version };
}
