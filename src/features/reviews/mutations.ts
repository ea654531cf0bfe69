import { type ClosingProblem, closingProblems, judgeAnswer, judgeVerdict, mayBecome, type ReviewStatus } from "@/domain/review";
import { createAction } from "@/features/actions/mutations";
import { newAction } from "@/features/actions/schema";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { closeTrigger, closingFacts, keepDayOfReview } from "./closing";
import { eventPrompts, fillReview, governingNumber, type ReviewScope, yearlyPrompts } from "./opening";
import type {
  AnswerInput,
  NewReview,
  PartyStillValid,
  ReviewCancel,
  ReviewChange,
  ReviewCompletion,
  ReviewTarget,
  ScopedReview,
  VerdictInput,
  VerdictsInput,
} from "./schema";

export interface SavedReview {
  id: string;
  ref: string;
  version: number;
}

/** A big register is written down record by record. */
const LONG = { timeout: 180_000 };

/** Puts a periodic review into the plan or, with `open`, begins it: every record of the register becomes an item. Throws Invalid, Refused. */
export async function createReview(access: Access, { open, ...values }: NewReview): Promise<SavedReview> {
  return change(
    access,
    async (record) => {
      await checkPeople(record, access, values, null);
      const created = await record.create("review", { ...values, type: "periodic", leadId: values.leadId ?? access.user?.id ?? null });
      return open ? begin(record, access, created, "register", yearlyPrompts()) : saved(created);
    },
    LONG,
  );
}

/** planned -> open. Throws Conflict, NotFound, Refused. */
export async function openReview(access: Access, { id, version }: ReviewTarget): Promise<SavedReview> {
  return change(
    access,
    async (record) => {
      const review = await locked(record, access, id, "UPDATE");
      requireStep(review, "open");
      return begin(record, access, { ...review, version }, "register", yearlyPrompts());
    },
    LONG,
  );
}

/** The review that an event asks for, open at once. Joins the change that logs the event. Throws NotFound. */
export async function openScopedReview(
  access: Access,
  { triggerEventId, title, partyIds, prompts, dueOn, full }: ScopedReview,
): Promise<SavedReview> {
  return change(
    access,
    async (record) => {
      const me = access.user?.id ?? null;
      // Throws NotFound for the event of another organisation.
      await record.get("trigger-event", triggerEventId);
      const created = await record.create("review", {
        type: "trigger",
        title,
        dueOn,
        triggerEventId,
        leadId: me,
        participantIds: me ? [me] : [],
      });
      return begin(record, access, created, full ? "register" : { partyIds }, eventPrompts(prompts));
    },
    LONG,
  );
}

async function begin(
  record: RecordWriter,
  access: Access,
  review: Stored,
  scope: ReviewScope,
  prompts: { promptKey: string; prompt: string }[],
): Promise<SavedReview> {
  const partyIds = await fillReview(record, access, review.id, scope, prompts);
  const patch = { status: "open", openedOn: today(), partyIds, versionNumber: await governingNumber(record, access) };
  return saved(await record.update("review", review.id, review.version, patch, { action: "open" }));
}

/** Title, days, lead, participants and note of one that has not ended. Throws Conflict, NotFound, Invalid, Refused. */
export async function updateReview(access: Access, { id, version, ...values }: ReviewChange): Promise<SavedReview> {
  return change(access, async (record) => {
    const review = await locked(record, access, id, "UPDATE");
    requireRunning(review);
    await checkPeople(record, access, values, review);
    return saved(await record.update("review", id, version, values));
  });
}

/** planned or open -> cancelled, with the reason; what was said so far stays readable. */
export async function cancelReview(access: Access, { id, version, reason }: ReviewCancel): Promise<SavedReview> {
  return change(access, async (record) => {
    requireStep(await locked(record, access, id, "UPDATE"), "cancelled");
    const patch = { status: "cancelled", retiredAt: today(), retiredReason: reason };
    return saved(await record.update("review", id, version, patch, { action: "cancel", reason }));
  });
}

/**
 * What is said about one record; "open" takes it back. A question can become an action of the record's owner in the same step.
 * Throws Conflict when somebody else said something first, Invalid without the words it needs, Refused when the review is not open.
 */
export async function decideItem(
  access: Access,
  { id, version, verdict, note, raise, dueAt }: VerdictInput,
): Promise<{ id: string; version: number; actionRef: string | null }> {
  return change(access, async (record) => {
    const before = await record.get("review-item", id);
    const review = await requireOpen(record, access, String(before.values.reviewId));
    refuseWordless(judgeVerdict(verdict, note));
    const stored = await record.update("review-item", id, version, verdictOf(access, verdict, note), { action: "decide" });
    const actionRef = raise && verdict === "question" ? await askOwner(record, access, review, stored, note, dueAt) : null;
    return { id, version: stored.version, actionRef };
  });
}

/** The same about several records at once. Throws as decideItem; then nothing is changed. */
export async function decideItems(access: Access, { reviewId, items, verdict, note }: VerdictsInput): Promise<{ count: number }> {
  return change(access, async (record) => {
    await requireOpen(record, access, reviewId);
    refuseWordless(judgeVerdict(verdict, note));
    const known = await record.tx.reviewItem.count({
      where: { organizationId: access.organization.id, reviewId, id: { in: items.map(({ id }) => id) } },
    });
    if (known !== new Set(items.map(({ id }) => id)).size) throw new NotFound();
    await record.updateMany("review-item", items, verdictOf(access, verdict, note), { action: "decide" });
    return { count: items.length };
  });
}

/** "All of this party still valid": the party and its requirements, as far as nothing was said about them yet. */
export async function partyStillValid(access: Access, { reviewId, partyId }: PartyStillValid): Promise<{ count: number }> {
  return change(
    access,
    async (record) => {
      await requireOpen(record, access, reviewId);
      const items = await record.tx.$queryRaw<{ id: string; version: number }[]>`
        SELECT i.id::text, i.version FROM review_item i
         WHERE i.organization_id = ${access.organization.id}::uuid AND i.review_id = ${reviewId}::uuid AND i.verdict = 'open'
           AND (i.record_id = ${partyId}::uuid
                OR i.record_id IN (SELECT r.id FROM requirement r WHERE r.organization_id = ${access.organization.id}::uuid AND r.party_id = ${partyId}::uuid))
         ORDER BY i.id FOR UPDATE OF i`;
      await record.updateMany("review-item", items, verdictOf(access, "still_valid", ""), { action: "decide" });
      return { count: items.length };
    },
    LONG,
  );
}

/** The answer to a prompt; "open" takes it back. Throws Conflict, NotFound, Invalid, Refused. */
export async function answerPrompt(
  access: Access,
  { id, version, verdict, answer }: AnswerInput,
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const before = await record.get("review-answer", id);
    await requireOpen(record, access, String(before.values.reviewId));
    refuseWordless(judgeAnswer(verdict, answer));
    const decided = verdict !== "open";
    const patch = {
      verdict,
      answer,
      decidedById: decided ? (access.user?.id ?? null) : null,
      decidedAt: decided ? now().toISOString() : null,
    };
    const stored = await record.update("review-answer", id, version, patch, { action: "answer" });
    return { id, version: stored.version };
  });
}

/**
 * open -> completed: every record and prompt was answered, somebody took part, and result and outcome are written. Each party and requirement that
 * holds, as it was or changed, bears today as its last review; the event that triggered the review is closed. From then on it can only be read.
 * Throws Refused with the records that are open, Invalid at result and outcome, Conflict.
 */
export async function completeReview(access: Access, { id, version, result, outcome }: ReviewCompletion): Promise<SavedReview> {
  return change(
    access,
    async (record) => {
      const review = await locked(record, access, id, "UPDATE");
      // Who closes it has seen it: what others changed in the meantime comes first.
      if (review.version !== version) await record.update("review", id, version, {});
      const { participantIds, ...facts } = await closingFacts(record, access, review);
      refuseProblems(closingProblems({ ...facts, result, outcome }));
      await keepDayOfReview(record, access, id);
      if (review.values.triggerEventId) await closeTrigger(record, access, String(review.values.triggerEventId), id);
      const by = { completedOn: today(), completedById: access.user?.id ?? null };
      const patch = { status: "completed", ...by, result: result ?? "", outcome, participantIds };
      return saved(await record.update("review", id, version, patch, { action: "complete" }));
    },
    LONG,
  );
}

function refuseProblems(problems: readonly ClosingProblem[]): void {
  const hard = problems.find(({ field }) => field === null);
  if (hard) {
    const more = hard.count > hard.refs.length && hard.refs.length > 0 ? ", …" : "";
    throw new Refused(`review-${hard.code}`, { count: hard.count, refs: `${hard.refs.join(", ")}${more}` });
  }
  if (problems.length === 0) return;
  const t = translator("refusals");
  throw new Invalid(Object.fromEntries(problems.map(({ code, field, count }) => [field ?? "result", t(`review-${code}`, { count })])));
}

function refuseWordless(ruling: { ok: true } | { ok: false; code: string; field: string | null }): void {
  if (!ruling.ok) throw new Invalid({ [ruling.field ?? "note"]: translator("refusals")(`review-${ruling.code}`) });
}

function verdictOf(access: Access, verdict: string, note: string) {
  const decided = verdict !== "open";
  return {
    verdict,
    note: decided ? note : "",
    decidedById: decided ? (access.user?.id ?? null) : null,
    decidedAt: decided ? now().toISOString() : null,
  };
}

const OWNED: Readonly<Record<string, string>> = {
  "interested-party": "interested_party",
  requirement: "requirement",
  obligation: "obligation",
  source: "source_document",
};

async function askOwner(
  record: RecordWriter,
  access: Access,
  review: Stored,
  item: Stored,
  note: string,
  dueAt: string | null,
): Promise<string> {
  if (!access.can("action:write")) throw new Forbidden("action:write");
  const { entity, recordId, recordRef } = item.values as { entity: string; recordId: string; recordRef: string };
  const table = OWNED[entity];
  const [owner] = table
    ? await record.tx.$queryRawUnsafe<{ id: string }[]>(
        `SELECT m.user_id::text AS id FROM "${table}" t JOIN membership m ON m.organization_id = t.organization_id AND m.user_id = t.owner_id AND m.ended_at IS NULL
          WHERE t.organization_id = $1::uuid AND t.id = $2::uuid`,
        access.organization.id,
        recordId,
      )
    : [];
  const input = newAction.parse({
    kind: "task",
    title: translator("reviews")("questionTitle", { ref: recordRef, review: review.ref ?? "" }),
    description: note,
    requirementId: entity === "requirement" ? recordId : null,
    recordRefs: [recordRef],
    ownerId: owner?.id ?? null,
    dueAt: dueAt ?? (review.values.dueOn as string | null),
  });
  // A requirement that was retired since has no action of its own any more; its ref says it all the same.
  const retired = input.requirementId && (await record.get("requirement", recordId)).values.status === "retired";
  const action = await createAction(
    access,
    { ...input, requirementId: retired ? null : input.requirementId },
    { origin: "review", originRef: review.ref ?? "" },
  );
  return action.ref;
}

/** The review, its row locked: FOR SHARE while somebody says something about a record of it, FOR UPDATE while its own life changes. */
async function locked(record: RecordWriter, access: Access, id: string, lock: "SHARE" | "UPDATE"): Promise<Stored> {
  await record.tx.$queryRawUnsafe(
    `SELECT id FROM review WHERE organization_id = $1::uuid AND id = $2::uuid FOR ${lock}`,
    access.organization.id,
    id,
  );
  return record.get("review", id);
}

async function requireOpen(record: RecordWriter, access: Access, id: string): Promise<Stored> {
  const review = await locked(record, access, id, "SHARE");
  if (review.values.status !== "open") throw new Refused("review-not_open");
  return review;
}

function requireRunning({ values }: Stored): void {
  if (values.status !== "planned" && values.status !== "open") throw new Refused(`review-${String(values.status)}`);
}

function requireStep(review: Stored, to: ReviewStatus): void {
  requireRunning(review);
  if (!mayBecome(review.values.status as ReviewStatus, to)) throw new Refused("review-not_planned");
}

async function checkPeople(
  record: RecordWriter,
  access: Access,
  { leadId, participantIds }: { leadId: string | null; participantIds: readonly string[] },
  before: Stored | null,
): Promise<void> {
  const stood = new Set([before?.values.leadId, ...((before?.values.participantIds ?? []) as string[])]);
  const missing = [...new Set([leadId, ...participantIds])].filter((one): one is string => one !== null && !stood.has(one));
  if (missing.length === 0) return;
  const found = await record.tx.membership.findMany({
    where: { organizationId: access.organization.id, userId: { in: missing }, endedAt: null },
    select: { userId: true },
  });
  const known = new Set(found.map(({ userId }) => userId));
  const faults: Record<string, string> = {};
  const notAnOption = translator("validation")("not_an_option");
  if (leadId && missing.includes(leadId) && !known.has(leadId)) faults.leadId = notAnOption;
  if (participantIds.some((one) => missing.includes(one) && !known.has(one))) faults.participantIds = notAnOption;
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

function saved({ id, ref, version }: Stored): SavedReview {
  return { id, ref: ref ?? "", version };
}
