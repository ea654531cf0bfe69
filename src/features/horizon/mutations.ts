import { addDays } from "@/domain/dates";
import { judgeAssessment, judgeSeen, readWebAddress } from "@/domain/horizon";
import type { Ruling } from "@/domain/ruling";
import type { HorizonStatus } from "@/domain/vocabulary";
import { createAction } from "@/features/actions/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { logEvent } from "@/features/triggers/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { NewNote, NoteAssessment, NoteChange, NoteDeed } from "./schema";

interface SavedNote {
  id: string;
  ref: string;
  version: number;
}

/** Enters what somebody saw. Throws Invalid for a day to come, an address that is none of the web, and records or people that are not there. */
export async function createNote(access: Access, input: NewNote): Promise<SavedNote> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("horizon-note", await checked(record, access, input, null)));
  });
}

/** Throws Conflict, NotFound, Invalid; Refused for one that was assessed: the assessment is taken back first. */
export async function updateNote(access: Access, { id, version, reason, ...values }: NoteChange): Promise<SavedNote> {
  return change(access, async (record) => {
    const before = await record.get("horizon-note", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const patch = await checked(record, access, values, before);
    return saved(
      await record.update(
        "horizon-note",
        id,
        version,
        (note) => {
          if (note.values.retiredAt) throw new Refused("horizon-retired");
          if (note.values.status !== "open") throw new Refused("horizon-assessed");
          return patch;
        },
        { reason },
      ),
    );
  });
}

/**
 * Says whether it changes something, with the reason. What does goes on as a trigger event with the parties concerned, an action, or both.
 * Throws Invalid, Refused; Forbidden where the reader may not open the one or the other.
 */
export async function assessNote(
  access: Access,
  input: NoteAssessment,
): Promise<SavedNote & { eventRef: string | null; reviewRef: string | null; actionRef: string | null }> {
  return change(access, async (record) => {
    const effect = input.verdict === "effect";
    const stands = await record.get("horizon-note", input.id);
    const { title, summary, partyIds, requirementIds, ownerId, url } = stands.values as unknown as Facts;
    const ref = stands.ref ?? "";
    let note = await record.update(
      "horizon-note",
      input.id,
      input.version,
      ({ values }) => {
        const status = values.status as HorizonStatus;
        const ruling = judgeAssessment({ status, retired: values.retiredAt !== null }, input);
        return { ...unless(ruling), decidedById: access.user?.id ?? null, decidedOn: today() };
      },
      { action: "assess" },
    );
    const opened = { eventRef: null as string | null, reviewRef: null as string | null, actionRef: null as string | null };
    if (effect && input.openEvent) {
      if (!access.can("trigger:write")) throw new Forbidden("trigger:write");
      const event = await logEvent(access, {
        eventKey: input.eventKey,
        title,
        description: [input.assessment, summary, url].filter(Boolean).join("\n\n"),
        occurredOn: today(),
        partyIds: await stillThere(record, access, partyIds),
        morePartyIds: [],
        ownerId,
        note: translator("horizon")("from", { ref }),
        openReview: true,
        corrective: "later",
        actionTitle: "",
        actionOwnerId: null,
        actionDueAt: null,
        correctiveActionId: null,
      });
      opened.eventRef = event.ref;
      opened.reviewRef = event.reviewRef;
      note = await record.update("horizon-note", input.id, note.version, { triggerEventId: event.id }, { action: "assess" });
    }
    if (effect && input.openAction) {
      if (!access.can("action:write")) throw new Forbidden("action:write");
      if (input.actionTitle === "") throw new Invalid({ actionTitle: translator("validation")("required") });
      const action = await createAction(
        access,
        {
          title: input.actionTitle,
          kind: "improvement",
          description: input.assessment,
          requirementId: requirementIds[0] ?? null,
          findingId: null,
          recordRefs: [],
          dueAt: input.actionDueAt ?? addDays(today(), USUAL_DAYS_OF_ACTION),
          ownerId: input.actionOwnerId,
          cause: translator("horizon")("actionCause", { ref, title }),
          note: "",
        },
        { origin: "horizon", originRef: ref },
      );
      opened.actionRef = action.ref;
    }
    return { ...saved(note), ...opened };
  });
}

/** Takes an assessment back, with a reason. What was opened by it stays, and stays named. */
export async function reopenNote(access: Access, { id, version, reason }: NoteDeed): Promise<SavedNote> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.retiredAt) throw new Refused("horizon-retired");
      if (values.status === "open") throw new Refused("horizon-open");
      return { status: "open", decidedById: null, decidedOn: null };
    };
    return saved(await record.update("horizon-note", id, version, patch, { action: "reopen", reason }));
  });
}

/** Takes a note out, with a reason: entered twice, a rumour. */
export async function retireNote(access: Access, { id, version, reason }: NoteDeed): Promise<SavedNote> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.retiredAt) throw new Refused("horizon-retired");
      return { retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("horizon-note", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackNote(access: Access, { id, version, reason }: NoteDeed): Promise<SavedNote> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (!values.retiredAt) throw new Refused("horizon-not_retired");
      return { retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("horizon-note", id, version, patch, { action: "bring-back", reason }));
  });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

const USUAL_DAYS_OF_ACTION = 30;

interface Facts {
  title: string;
  summary: string;
  url: string;
  partyIds: string[];
  requirementIds: string[];
  obligationId: string | null;
  ownerId: string | null;
}

/** The values as they are stored. What stood there already may have been retired since. */
async function checked<T extends NewNote>(record: RecordWriter, access: Access, values: T, before: Stored | null): Promise<T> {
  unless(judgeSeen(values.seenOn, today()));
  const url = unless(readWebAddress(values.url));
  const organizationId = access.organization.id;
  const stood = before?.values as unknown as Facts | undefined;
  const fault = translator("validation")("not_an_option");
  const added = (wanted: readonly string[], old: readonly string[] = []) => [...new Set(wanted)].filter((id) => !old.includes(id));
  const parties = added(values.partyIds, stood?.partyIds);
  const requirements = added(values.requirementIds, stood?.requirementIds);
  const living = { organizationId, status: { not: "retired" } };
  if (parties.length > 0 && (await record.tx.interestedParty.count({ where: { ...living, id: { in: parties } } })) !== parties.length)
    throw new Invalid({ partyIds: fault });
  if (
    requirements.length > 0 &&
    (await record.tx.requirement.count({ where: { ...living, id: { in: requirements } } })) !== requirements.length
  )
    throw new Invalid({ requirementIds: fault });
  if (values.obligationId && values.obligationId !== stood?.obligationId) {
    const found = await record.tx.obligation.findFirst({ where: { ...living, id: values.obligationId }, select: { id: true } });
    if (!found) throw new Invalid({ obligationId: fault });
  }
  return { ...values, url, partyIds: [...new Set(values.partyIds)], requirementIds: [...new Set(values.requirementIds)] };
}

async function stillThere(record: RecordWriter, access: Access, ids: readonly string[]): Promise<string[]> {
  const found = await record.tx.interestedParty.findMany({
    where: { organizationId: access.organization.id, id: { in: [...ids] }, status: { not: "retired" } },
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

function unless<T>(ruling: Ruling<T>): T {
  if (ruling.ok) return ruling.value;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`horizon-${ruling.code}`) });
  throw new Refused(`horizon-${ruling.code}`);
}

function saved({ id, ref, version }: Stored): SavedNote {
  return { id, ref: ref ?? "", version };
}
