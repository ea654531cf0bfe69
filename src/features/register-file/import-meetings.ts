import { answerInWords } from "@/domain/management-review";
import type { AnnexRecord, Json, RegisterFile } from "@/domain/register-file-records";
import type { ManagementReviewInput } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import type { Tx } from "@/server/db";
import type { RecordWriter } from "@/server/record";
import type { People } from "./import-people";
import type { Import, NativeIds } from "./import-records";

const LONGEST_TITLE = 200;

/**
 * Management reviews with their agendas and signed minutes. What the file calls signed is stored as held first, because the database takes no input of
 * a meeting whose minutes are locked. The entries of another history mean nothing in this one, so the periods come as days only.
 */
export async function createMeetings(
  making: Import,
  record: RecordWriter,
  file: RegisterFile,
  ids: NativeIds,
  people: People,
): Promise<void> {
  const instant = (text: string | null) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null);
  await making.create("mreviews", file.mreviews, (meeting) => ({
    // Other tools give no title.
    title: meeting.title || meeting.minutes_ref.slice(0, LONGEST_TITLE) || meeting.id,
    status: meeting.status === "planned" ? "planned" : "held",
    heldOn: meeting.held_at,
    changesText: meeting.changes_in_parties_text,
    feedbackText: meeting.feedback_text,
    attendeeIds: meeting.attendee_ids.flatMap((id) => people.ids.get(id) ?? []),
    chairId: meeting.chair_id && !people.guests.has(meeting.chair_id) ? (people.ids.get(meeting.chair_id) ?? null) : null,
    recordedOn: meeting.recorded_on ?? meeting.created_at ?? today(),
    signedById: meeting.signed_by ? (people.ids.get(meeting.signed_by) ?? null) : null,
    signedAt: instant(meeting.signed_at),
    signedHash: meeting.signed_hash ?? "",
  }));
  await making.create(
    "mreview_items",
    file.mreview_items.map((item) => ({ ...item, created_at: instant(item.created_at) ?? now().toISOString() })),
    (item) => ({ managementReviewId: ids.mreviews.get(item.mreview_id)! }),
  );
  for (const meeting of file.mreviews) {
    if (meeting.status !== "signed") continue;
    const id = ids.mreviews.get(meeting.id)!;
    await record.update("management-review", id, 1, { status: "signed" }, { action: "import" });
    await record.tx.signedMinutes.create({
      data: {
        organizationId: record.access.organization.id,
        managementReviewId: id,
        contentHash: meeting.signed_hash!,
        content: meeting.minutes,
        receipt: meeting.receipt,
        createdAt: instant(meeting.signed_at) ?? now(),
      },
    });
  }
}

/** Who chaired and is no member: kept for the next export. */
export function chairsOfGuests(file: RegisterFile, ids: NativeIds, people: People): Json[] {
  return file.mreviews.flatMap(({ id, chair_id }) =>
    chair_id && people.guests.has(chair_id) ? [{ id: ids.mreviews.get(id)!, chair_id: people.ids.get(chair_id)! }] : [],
  );
}

type Raw = Record<string, unknown>;

/** The meetings of the room in the names of the file, with the minutes that were signed. */
export async function meetingsOfFile(
  tx: Tx,
  access: Access,
  records: { mreviews?: Raw[]; mreview_items?: Raw[] },
  annex: ReadonlyMap<string, AnnexRecord[]>,
): Promise<Raw[]> {
  const signed = await tx.signedMinutes.findMany({
    where: { organizationId: access.organization.id },
    select: { managementReviewId: true, content: true, receipt: true },
  });
  const minutes = new Map(signed.map((one) => [one.managementReviewId, one]));
  const chairs = new Map((annex.get("chairs") ?? []).map(({ id, chair_id }) => [String(id), String(chair_id)]));
  const noChange = translator("managementReviews")("noChangeText");
  return records.mreviews!.map((meeting) => {
    const {
      held_on,
      changes_text,
      feedback_text,
      signed_by_id,
      chair_id,
      from_sequence: _from,
      to_sequence: _to,
      signed_hash,
      ...same
    } = meeting;
    const said = (input: ManagementReviewInput, text: unknown) => {
      const item = records.mreview_items!.find((one) => one.management_review_id === meeting.id && one.input === input);
      const answer = item && answerInWords({ discussion: String(item.discussion), noChange: item.no_change === true }, noChange);
      return meeting.status === "signed" ? text : answer || text;
    };
    return {
      ...same,
      held_at: held_on,
      changes_in_parties_text: said("c", changes_text),
      feedback_text: said("e", feedback_text),
      chair_id: chair_id ?? chairs.get(String(meeting.id)) ?? null,
      signed_by: signed_by_id,
      signed_hash: signed_hash === "" ? null : signed_hash,
      minutes: minutes.get(String(meeting.id))?.content ?? "",
      receipt: minutes.get(String(meeting.id))?.receipt ?? "",
    };
  });
}

export function meetingItemOfFile({ management_review_id, ...item }: Raw): Raw {
  return { ...item, mreview_id: management_review_id };
}
