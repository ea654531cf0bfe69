import { addDays, daysBetween } from "@/domain/dates";
import { canTellHowMet, type EngagementLevel, feedbackDueOn, judgeEntry, judgeTelling, lastSeen } from "@/domain/engagement";
import type { Ruling } from "@/domain/ruling";
import type { ENGAGEMENT_CHANNELS, ENGAGEMENT_ORIGINS, EngagementType, FeedbackKind } from "@/domain/vocabulary";
import { requireOwner } from "@/features/interested-parties/mutations";
import { recordsByRef } from "@/features/records/queries";
import { noteTold } from "@/features/requirements/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import type { SettledMail } from "@/server/outbox";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { EntryChange, EntryDeed, NewEntry } from "./schema";

export interface NewEngagement {
  /** Null only for feedback of somebody whose party is not known. */
  partyId: string | null;
  type: EngagementType;
  /** Today unless told. */
  heldOn?: string;
  channel?: (typeof ENGAGEMENT_CHANNELS)[number] | "";
  summary: string;
  /** Who of them took part. */
  participants?: string;
  /** Ids of members. */
  ourParticipantIds?: readonly string[];
  /** Refs of documents and evidence. */
  documentRefs?: readonly string[];
  requirementIds?: readonly string[];
  engagementSeen?: EngagementLevel | null;
  note?: string;
  /** Where it comes from, and the ref of that record ("ASK-003", "NTC-001", "CON-002"). */
  origin: (typeof ENGAGEMENT_ORIGINS)[number];
  originRef?: string;
  /** Only of feedback. */
  feedbackKind?: FeedbackKind;
  fromName?: string;
  fromEmail?: string;
  ownerId?: string | null;
}

/**
 * Writes one interaction into the log as part of somebody's change: an answered ask, a notice, a step of a negotiation. Feedback begins as new and with
 * the day by which it is answered. What was seen of the party's engagement becomes its "now", unless a later interaction says otherwise.
 * Throws Invalid for what cannot stand in the log: a day to come, an adverse party that would have been asked or told.
 */
export async function recordEngagement(record: RecordWriter, entry: NewEngagement): Promise<Stored> {
  const heldOn = entry.heldOn ?? today();
  const engagementSeen = entry.engagementSeen ?? null;
  const party = entry.partyId === null ? null : (await record.get("interested-party", entry.partyId)).values;
  const adverse = party && { adverse: party.adverse === true };
  refuseUnless(judgeEntry({ type: entry.type, heldOn, summary: entry.summary, party: adverse, engagementSeen }, today()));
  const feedback = entry.type === "feedback";
  const created = await record.create("engagement", {
    partyId: entry.partyId,
    type: entry.type,
    heldOn,
    channel: entry.channel ?? "",
    summary: entry.summary,
    participants: entry.participants ?? "",
    ourParticipantIds: [...new Set(entry.ourParticipantIds ?? [])],
    documentRefs: [...new Set(entry.documentRefs ?? [])],
    requirementIds: [...new Set(entry.requirementIds ?? [])],
    engagementSeen,
    note: entry.note ?? "",
    origin: entry.origin,
    originRef: entry.originRef ?? "",
    ownerId: entry.ownerId ?? null,
    status: feedback ? "new" : "recorded",
    feedbackKind: feedback ? (entry.feedbackKind ?? "suggestion") : "",
    fromName: feedback ? (entry.fromName ?? "") : "",
    fromEmail: feedback ? (entry.fromEmail ?? "") : "",
    dueOn: feedback ? feedbackDueOn(heldOn, await feedbackDueDays(record)) : null,
  });
  if (engagementSeen) await followSeen(record, entry.partyId!, created.ref);
  return created;
}

/** What became of the mail that told them the outcome. Told is only who was reached; what came back later reached nobody. */
export async function mailSettled(record: RecordWriter, mail: SettledMail): Promise<void> {
  const entry = await record.get("engagement", mail.recordId);
  const { status, toldOn, type } = entry.values;
  const reason = translator("engagement")("mailCameBack", { problem: mail.problem.slice(0, 300) || "-" });
  // A notice stands in the log as it was given; what its mails did is noted beside it.
  if (type !== "feedback" || mail.status === "withdrawn" || mail.status === "waiting") {
    if (mail.status === "waiting") record.note("engagement", entry.id, entry.ref ?? "", "mail-again");
    else if (mail.status === "withdrawn") record.note("engagement", entry.id, entry.ref ?? "", "mail-taken-back", { reason: mail.problem });
    else if (mail.status !== "sent") record.note("engagement", entry.id, entry.ref ?? "", "tell-failed", { reason });
    return;
  }
  if (mail.status === "sent") {
    if (toldOn === null)
      await record.update("engagement", entry.id, entry.version, { toldOn: dayOf(mail.sentAt ?? now()) }, { action: "tell" });
    return;
  }
  if (toldOn === null) return;
  const patch = { toldOn: null, status: status === "closed" ? "answered" : status };
  await record.update("engagement", entry.id, entry.version, patch, { action: "tell-failed", reason });
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

// By hand ------------------------------------------------------------------------------------------------------------------------------------------

interface SavedEntry {
  id: string;
  ref: string;
  version: number;
}

/** Enters an interaction by hand. Throws Invalid for what is not there and what cannot stand in the log. */
export async function logEntry(access: Access, input: NewEntry): Promise<SavedEntry> {
  return change(access, async (record) => {
    const { toldHowMet, fromMail, ownerId, feedbackKind, ...entry } = input;
    if (entry.type === "feedback" && feedbackKind === null)
      throw new Invalid({ feedbackKind: translator("refusals")("engagement-kind_needed") });
    await requireOwner(record, access, ownerId);
    await requireNamed(record, access, entry, null);
    const made = await recordEngagement(record, {
      ...entry,
      ownerId: entry.type === "feedback" ? ownerId : null,
      feedbackKind: feedbackKind ?? undefined,
      origin: fromMail && entry.type === "feedback" ? "mail" : "hand",
    });
    if (toldHowMet) await tell(record, access, made);
    return saved(made);
  });
}

/** Corrects an entry. What kind of interaction it was stays, so does where it came from. Throws Conflict, NotFound, Invalid, Refused. */
export async function updateEntry(access: Access, { id, version, reason, toldHowMet, ...values }: EntryChange): Promise<SavedEntry> {
  return change(access, async (record) => {
    const before = await record.get("engagement", id);
    const stood = entryOf(before);
    await requireNamed(record, access, values, stood);
    const party = values.partyId === null ? null : (await record.get("interested-party", values.partyId)).values;
    const feedback = stood.type === "feedback";
    if (feedback && values.feedbackKind === null) throw new Invalid({ feedbackKind: translator("refusals")("engagement-kind_needed") });
    const patch = ({ values: now }: Stored) => {
      if (now.retiredAt !== null) throw new Refused("engagement-retired");
      const adverse = party && { adverse: party.adverse === true };
      refuseUnless(judgeEntry({ ...values, type: stood.type, party: adverse }, today()));
      const dueOn =
        now.dueOn !== null && values.heldOn !== now.heldOn ? { dueOn: movedDue(now as unknown as EntryValues, values.heldOn) } : {};
      const { feedbackKind, fromName, fromEmail, ...rest } = values;
      return { ...rest, ...dueOn, ...(feedback ? { feedbackKind: feedbackKind ?? "suggestion", fromName, fromEmail } : {}) };
    };
    const stored = await record.update("engagement", id, version, patch, { reason });
    if (toldHowMet) await tell(record, access, stored);
    if (stored.version !== version) await followAgain(record, stood, entryOf(stored));
    return saved(stored);
  });
}

/** Takes an entry out of the log's work, never out of the log. */
export async function retireEntry(access: Access, { id, version, reason }: EntryDeed): Promise<SavedEntry> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.retiredAt !== null) throw new Refused("engagement-retired");
      return { retiredAt: today(), retiredReason: reason };
    };
    const stored = await record.update("engagement", id, version, patch, { action: "retire", reason });
    if (stored.values.engagementSeen !== null) await followSeen(record, String(stored.values.partyId));
    return saved(stored);
  });
}

export async function bringBackEntry(access: Access, { id, version, reason }: EntryDeed): Promise<SavedEntry> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.retiredAt === null) throw new Refused("engagement-not_retired");
      return { retiredAt: null, retiredReason: "" };
    };
    const stored = await record.update("engagement", id, version, patch, { action: "bring-back", reason });
    if (stored.values.engagementSeen !== null) await followSeen(record, String(stored.values.partyId));
    return saved(stored);
  });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

interface EntryValues {
  partyId: string | null;
  type: EngagementType;
  heldOn: string;
  dueOn: string | null;
  ourParticipantIds: string[];
  documentRefs: string[];
  requirementIds: string[];
  engagementSeen: EngagementLevel | null;
}

type Named = Pick<EntryValues, "partyId" | "ourParticipantIds" | "documentRefs" | "requirementIds">;

/** Everything that the entry names is there; what stood there already may have been retired since. */
async function requireNamed(record: RecordWriter, access: Access, named: Named, stood: Named | null): Promise<void> {
  const organizationId = access.organization.id;
  const faults: Record<string, string> = {};
  const added = (field: "ourParticipantIds" | "documentRefs" | "requirementIds") =>
    [...new Set(named[field])].filter((one) => !stood?.[field].includes(one));
  if (named.partyId !== null && named.partyId !== stood?.partyId) {
    const where = { organizationId, id: named.partyId, status: { not: "retired" } };
    if ((await record.tx.interestedParty.count({ where })) === 0) faults.partyId = translator("validation")("not_an_option");
  }
  // Of another party, none of what was chosen for the first is right.
  const requirements = named.partyId === stood?.partyId ? added("requirementIds") : [...new Set(named.requirementIds)];
  if (requirements.length > 0) {
    const where = { organizationId, id: { in: requirements }, ...(named.partyId ? { partyId: named.partyId } : {}) };
    if ((await record.tx.requirement.count({ where })) !== requirements.length)
      faults.requirementIds = translator("refusals")("engagement-requirement_of_another");
  }
  const people = added("ourParticipantIds");
  if (people.length > 0) {
    const where = { organizationId, userId: { in: people }, endedAt: null };
    if ((await record.tx.membership.count({ where })) !== people.length)
      faults.ourParticipantIds = translator("validation")("not_an_option");
  }
  const refs = added("documentRefs");
  if (refs.length > 0 && (await recordsByRef(access, refs)).length !== refs.length)
    faults.documentRefs = translator("refusals")("engagement-unknown_document");
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

async function tell(record: RecordWriter, access: Access, entry: Stored): Promise<void> {
  const { type, partyId, requirementIds, heldOn } = entryOf(entry);
  if (!canTellHowMet(type)) return;
  if (!access.can("requirement:update")) throw new Refused("engagement-tell_by_role");
  const adverse = partyId !== null && (await record.get("interested-party", partyId)).values.adverse === true;
  refuseUnless(judgeTelling({ type, adverse, requirementIds }));
  await noteTold(record, { partyId: partyId!, requirementIds, on: heldOn, where: entry.ref ?? "" });
}

/** The day moves with the day on which it came. */
function movedDue(before: EntryValues, heldOn: string): string {
  return addDays(heldOn, daysBetween(before.heldOn, before.dueOn!));
}

async function followAgain(record: RecordWriter, before: EntryValues, after: EntryValues): Promise<void> {
  if (before.engagementSeen === null && after.engagementSeen === null) return;
  for (const partyId of new Set([before.partyId, after.partyId])) if (partyId !== null) await followSeen(record, partyId);
}

const entryOf = ({ values }: Stored) => values as unknown as EntryValues;

const saved = ({ id, ref, version }: Stored): SavedEntry => ({ id, ref: ref ?? "", version });

const USUAL_DUE_DAYS = 30;

async function feedbackDueDays(record: RecordWriter): Promise<number> {
  const profile = await record.tx.organizationProfile.findFirst({
    where: { organizationId: record.access.organization.id },
    select: { feedbackDueDays: true },
  });
  return profile?.feedbackDueDays ?? USUAL_DUE_DAYS;
}

/**
 * Makes the party's "now" what the newest interaction saw. Where none saw anything, what stands there stays.
 * @param only only if that is this one: what is entered late says nothing about today
 */
async function followSeen(record: RecordWriter, partyId: string, only: string | null = null): Promise<void> {
  const rows = await record.tx.$queryRaw<{ ref: string; heldOn: string; engagementSeen: EngagementLevel }[]>`
    SELECT ref, held_on::text AS "heldOn", engagement_seen AS "engagementSeen" FROM engagement
     WHERE organization_id = ${record.access.organization.id}::uuid AND party_id = ${partyId}::uuid AND engagement_seen IS NOT NULL
       AND retired_at IS NULL`;
  const seen = lastSeen(rows);
  if (!seen || (only !== null && seen.ref !== only)) return;
  const party = await record.get("interested-party", partyId);
  await record.update(
    "interested-party",
    partyId,
    party.version,
    { engagementCurrent: seen.engagementSeen },
    { action: "see-engagement", reason: translator("engagement")("seenIn", { ref: seen.ref, day: seen.heldOn }) },
  );
}

function refuseUnless(ruling: Ruling<unknown>): void {
  if (ruling.ok) return;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`engagement-${ruling.code}`) });
  throw new Refused(`engagement-${ruling.code}`);
}
