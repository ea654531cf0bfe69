import { type EngagementLevel, feedbackDueOn, judgeEntry, lastSeen } from "@/domain/engagement";
import type { Ruling } from "@/domain/ruling";
import type { ENGAGEMENT_CHANNELS, ENGAGEMENT_ORIGINS, EngagementType, FeedbackKind } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { now, today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import type { RecordWriter, Stored } from "@/server/record";

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
  if (engagementSeen) await followSeen(record, entry.partyId!);
  return created;
}

/** What became of the mail that told them the outcome. Told is only who was reached; what came back later reached nobody. */
export async function mailSettled(
  record: RecordWriter,
  mail: { id: string; recordId: string; status: "sent" | "refused" | "bounced" | "given_up"; problem: string; sentAt: Date | null },
): Promise<void> {
  const entry = await record.get("engagement", mail.recordId);
  const { status, toldOn } = entry.values;
  if (mail.status === "sent") {
    if (toldOn === null)
      await record.update("engagement", entry.id, entry.version, { toldOn: dayOf(mail.sentAt ?? now()) }, { action: "tell" });
    return;
  }
  if (toldOn === null) return;
  const patch = { toldOn: null, status: status === "closed" ? "answered" : status };
  const reason = translator("engagement")("mailCameBack", { problem: mail.problem.slice(0, 300) || "-" });
  await record.update("engagement", entry.id, entry.version, patch, { action: "tell-failed", reason });
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

const USUAL_DUE_DAYS = 30;

async function feedbackDueDays(record: RecordWriter): Promise<number> {
  const profile = await record.tx.organizationProfile.findFirst({
    where: { organizationId: record.access.organization.id },
    select: { feedbackDueDays: true },
  });
  return profile?.feedbackDueDays ?? USUAL_DUE_DAYS;
}

/** Makes the party's "now" what the newest interaction saw. Where none saw anything, what stands there stays. */
async function followSeen(record: RecordWriter, partyId: string): Promise<void> {
  const rows = await record.tx.$queryRaw<{ ref: string; heldOn: string; engagementSeen: EngagementLevel }[]>`
    SELECT ref, held_on::text AS "heldOn", engagement_seen AS "engagementSeen" FROM engagement
     WHERE organization_id = ${record.access.organization.id}::uuid AND party_id = ${partyId}::uuid AND engagement_seen IS NOT NULL
       AND retired_at IS NULL`;
  const seen = lastSeen(rows);
  if (!seen) return;
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
