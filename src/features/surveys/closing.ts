import { recordEngagement } from "@/features/engagement/mutations";
import { translator } from "@/lib/translate";
import type { RecordWriter, Stored } from "@/server/record";
import { surveyValues } from "./stored";

/**
 * open -> closed. Of an anonymous survey one interaction is noted for each party that was asked, with the number of answers: who answered is not known,
 * that they were asked is.
 */
export async function closeLocked(record: RecordWriter, survey: Stored, reason: string): Promise<Stored> {
  const { anonymous, partyIds, title } = surveyValues(survey);
  const organizationId = record.access.organization.id;
  const closed = await record.update(
    "survey",
    survey.id,
    survey.version,
    { status: "closed" },
    { action: "close", reason: reason || null },
  );
  if (!anonymous || partyIds.length === 0) return closed;
  const answers = await record.tx.surveyResponse.count({ where: { organizationId, surveyId: survey.id } });
  const parties = await record.tx.interestedParty.findMany({
    where: { organizationId, id: { in: partyIds }, adverse: false, status: { not: "retired" } },
    select: { id: true },
  });
  const summary = translator("surveys")("engagementAnonymous", { ref: survey.ref ?? "", title, count: answers });
  for (const { id } of parties)
    await recordEngagement(record, { partyId: id, type: "survey", summary, origin: "survey", originRef: survey.ref ?? "" });
  return closed;
}
