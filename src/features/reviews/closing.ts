import type { Closing, ReviewStatus } from "@/domain/review";
import { participantKey } from "@/domain/review";
import { deliveredRule, judgeClosing } from "@/domain/trigger-event";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { RecordWriter, Stored } from "@/server/record";

/** So many of the records that are open are named. */
const NAMED = 10;

/**
 * What stands in the way of closing a review, as far as its records tell, and who of the members took part: those who are named, and whoever said
 * something about a record or answered a prompt.
 */
export async function closingFacts(
  record: RecordWriter,
  access: Access,
  review: Stored,
): Promise<Omit<Closing, "result" | "outcome"> & { participantIds: string[] }> {
  const organization = access.organization.id;
  const { otherParticipants, status } = review.values as {
    otherParticipants: string[];
    status: ReviewStatus;
  };
  const [counts] = await record.tx.$queryRaw<[{ open: number; changed: number; openPrompts: number; changedPrompts: number }]>`
    SELECT count(*) FILTER (WHERE verdict = 'open')::int AS open, count(*) FILTER (WHERE verdict IN ('changed', 'retire'))::int AS changed,
           (SELECT count(*)::int FROM review_answer a WHERE a.organization_id = ${organization}::uuid AND a.review_id = ${review.id}::uuid AND a.verdict = 'open') AS "openPrompts",
           (SELECT count(*)::int FROM review_answer a WHERE a.organization_id = ${organization}::uuid AND a.review_id = ${review.id}::uuid AND a.verdict = 'change') AS "changedPrompts"
      FROM review_item WHERE organization_id = ${organization}::uuid AND review_id = ${review.id}::uuid`;
  const open =
    counts.open === 0
      ? []
      : await record.tx.reviewItem.findMany({
          where: { organizationId: organization, reviewId: review.id, verdict: "open" },
          orderBy: { position: "asc" },
          take: NAMED,
          select: { recordRef: true },
        });
  const said = await record.tx.$queryRaw<{ id: string }[]>`
    SELECT decided_by_id::text AS id FROM review_item
     WHERE organization_id = ${organization}::uuid AND review_id = ${review.id}::uuid AND decided_by_id IS NOT NULL
    UNION SELECT decided_by_id::text FROM review_answer
     WHERE organization_id = ${organization}::uuid AND review_id = ${review.id}::uuid AND decided_by_id IS NOT NULL ORDER BY 1`;
  const participantIds = [...new Set([...(review.values.participantIds as string[]), ...said.map(({ id }) => id)])];
  const members = await record.tx.membership.findMany({
    where: { organizationId: organization, userId: { in: participantIds } },
    select: { department: true },
  });
  return {
    status,
    participantIds,
    openItems: open.map(({ recordRef }) => recordRef),
    openItemCount: counts.open,
    openPrompts: counts.openPrompts,
    changedItems: counts.changed,
    changedPrompts: counts.changedPrompts,
    participants: participantIds.length + otherParticipants.length,
    departments: departmentsOf(
      members.map(({ department }) => department),
      otherParticipants,
    ),
  };
}

/** How many departments are known to have taken part. */
export function departmentsOf(ofMembers: readonly string[], others: readonly string[]): number {
  const named = [...ofMembers, ...others.map((text) => participantKey(text).department)];
  return new Set(named.map((name) => name.trim().toLowerCase()).filter(Boolean)).size;
}

/** Parties and requirements that were said to hold, as they were or changed, were reviewed today. */
export async function keepDayOfReview(record: RecordWriter, access: Access, reviewId: string): Promise<void> {
  const organization = access.organization.id;
  for (const [entity, table] of [
    ["interested-party", "interested_party"],
    ["requirement", "requirement"],
  ] as const) {
    const held = await record.tx.$queryRawUnsafe<{ id: string; version: number }[]>(
      `SELECT t.id::text, t.version FROM "${table}" t JOIN review_item i ON i.organization_id = t.organization_id AND i.record_id = t.id
        WHERE i.organization_id = $1::uuid AND i.review_id = $2::uuid AND i.entity = $3 AND i.verdict IN ('still_valid', 'changed')
          AND t.status <> 'retired' ORDER BY t.id FOR UPDATE OF t`,
      organization,
      reviewId,
      entity,
    );
    if (held.length > 0) await record.updateMany(entity, held, { lastReviewedAt: today() }, { action: "review" });
  }
}

/**
 * The event is answered by the review that has just been completed, unless another one of it is still to come. Where its rule asks for a corrective
 * action and there is none it stays open and keeps asking; the review is complete all the same.
 */
export async function closeTrigger(record: RecordWriter, access: Access, id: string, reviewId: string): Promise<void> {
  const organizationId = access.organization.id;
  const others = await record.tx.review.count({
    where: { organizationId, triggerEventId: id, id: { not: reviewId }, status: { in: ["planned", "open"] } },
  });
  if (others > 0) return;
  const event = await record.get("trigger-event", id);
  const { status, eventKey, correctiveActionId } = event.values as { status: string; eventKey: string; correctiveActionId: string | null };
  const rule = await record.tx.triggerRule.findFirst({ where: { organizationId, eventKey }, select: { correctiveActionNeeded: true } });
  const correctiveActionNeeded = (rule ?? deliveredRule(eventKey))?.correctiveActionNeeded ?? false;
  if (!judgeClosing({ status, correctiveActionId, correctiveActionNeeded, reviewCompleted: true }).ok) return;
  await record.update("trigger-event", id, event.version, { status: "closed", closedOn: today() }, { action: "close" });
}
