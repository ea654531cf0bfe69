import { judgeHeld, orderOfInput } from "@/domain/management-review";
import { factsText } from "@/domain/management-review-facts";
import { MANAGEMENT_REVIEW_INPUTS, type ManagementReviewInput } from "@/domain/vocabulary";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { requirePassword } from "@/server/password-again";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { periodOf } from "./changes";
import { collectFacts } from "./facts";
import { carriedActionRefs } from "./facts-of-work";
import { lockMeeting, take } from "./meeting-lock";
import { type MeetingRow, readMeeting } from "./minutes";
import type {
  AgendaItemChange,
  ManagementReviewChange,
  ManagementReviewTarget,
  NewManagementReview,
  RaisedAction,
  ResultsChange,
  Signature,
} from "./schema";
import { type SignedReview, signMinutes } from "./signing";

export interface SavedManagementReview {
  id: string;
  ref: string;
  version: number;
}

/** Plans a meeting, or enters one that was held; its agenda is made at once, with what the register says about each input. */
export async function createManagementReview(access: Access, input: NewManagementReview): Promise<SavedManagementReview> {
  return change(access, async (record) => {
    await requirePeople(record, access, input, null);
    const made = await record.create("management-review", { ...input, status: "planned", recordedOn: today() });
    return saved(await prepare(record, access, await readMeeting(record.tx, access, { id: made.id })));
  });
}

/** Changes day, place and people. A meeting that was held stays on a day that has been. Throws Refused once the minutes are signed. */
export async function updateManagementReview(
  access: Access,
  { id, version, ...input }: ManagementReviewChange,
): Promise<SavedManagementReview> {
  return change(access, async (record) => {
    await lockMeeting(record, access, id, "UPDATE");
    const before = await record.get("management-review", id);
    await requirePeople(record, access, input, before);
    if (before.values.status === "held" && input.heldOn > today())
      throw new Invalid({ heldOn: translator("refusals")("management-review-in_future") });
    return saved(await record.update("management-review", id, version, input));
  });
}

/** What was decided, when the next one is, where the minutes stand. */
export async function recordResults(access: Access, { id, version, ...input }: ResultsChange): Promise<SavedManagementReview> {
  return change(access, async (record) => {
    const { heldOn } = await lockMeeting(record, access, id, "UPDATE");
    if (input.nextOn !== null && input.nextOn <= heldOn)
      throw new Invalid({ nextOn: translator("refusals")("management-review-next_before") });
    return saved(await record.update("management-review", id, version, input));
  });
}

/** What was said about one input. Two minute-takers do not overwrite each other: each input has its own version. */
export async function updateAgendaItem(
  access: Access,
  { id, version, ...input }: AgendaItemChange,
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const item = await record.get("management-review-item", id);
    await lockMeeting(record, access, String(item.values.managementReviewId), "SHARE");
    const { version: next } = await record.update("management-review-item", id, version, input);
    return { id, version: next };
  });
}

/** Asks the register anew what happened since the last review; what people wrote stays. */
export async function refreshFacts(access: Access, { id, version }: ManagementReviewTarget): Promise<SavedManagementReview> {
  return change(access, async (record) => {
    await lockMeeting(record, access, id, "UPDATE");
    return saved(await prepare(record, access, await readMeeting(record.tx, access, { id }), version));
  });
}

/** planned -> held. */
export async function holdManagementReview(access: Access, { id, version }: ManagementReviewTarget): Promise<SavedManagementReview> {
  return change(access, async (record) => {
    const meeting = await lockMeeting(record, access, id, "UPDATE");
    const patch = take(judgeHeld(meeting, today()));
    return saved(await record.update("management-review", id, version, patch, { action: "hold" }));
  });
}

/** An action that the meeting asked for. */
export async function raiseAction(access: Access, { reviewId, ...input }: RaisedAction): Promise<{ id: string; ref: string }> {
  return change(access, async (record) => {
    const { ref: originRef } = await lockMeeting(record, access, reviewId, "SHARE");
    await requireOwner(record, access, input.ownerId);
    const { id, ref } = await record.create("action", {
      ...input,
      requestedById: access.user?.id ?? null,
      origin: "management_review",
      originRef,
    });
    return { id, ref: ref ?? "" };
  });
}

/**
 * Signs exactly the minutes that the signer read: their canonical text with its hash and a receipt, which names the state of the history that holds
 * the signature. From then on they are locked, here and in the database.
 * Throws Invalid for a wrong password, Refused where something is open, for whoever wrote them, and where they changed since they were read.
 */
export async function signManagementReview(access: Access, { password, ...input }: Signature): Promise<SignedReview> {
  await requirePassword(access, password);
  return signMinutes(access, input);
}

/** Makes the agenda where there is none yet, and writes the facts of today to it. */
async function prepare(record: RecordWriter, access: Access, meeting: MeetingRow, version = meeting.version): Promise<Stored> {
  const period = await periodOf(record.tx, access, meeting);
  const facts = await collectFacts(record.tx, access, period, meeting.ref);
  const standing = new Map((meeting.items ?? []).map((item) => [item.input, item]));
  const missing = MANAGEMENT_REVIEW_INPUTS.filter((input) => !standing.has(input));
  // A register file tells c and e in a text each; they are where the agenda begins.
  const told: Partial<Record<ManagementReviewInput, string>> = { c: meeting.changesText, e: meeting.feedbackText };
  await record.createMany(
    "management-review-item",
    missing.map((input) => ({
      managementReviewId: meeting.id,
      input,
      position: orderOfInput(input),
      facts: factsText(facts[input]),
      discussion: told[input] ?? "",
    })),
  );
  for (const item of standing.values()) {
    const text = factsText(facts[item.input]);
    if (text !== item.facts)
      await record.update("management-review-item", item.id, item.version, { facts: text }, { action: "refresh-facts" });
  }
  const [governing] = await record.tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM register_version WHERE organization_id = ${access.organization.id}::uuid AND status = 'approved'
     ORDER BY major DESC, minor DESC LIMIT 1`;
  const patch = {
    periodFrom: period.from,
    periodTo: period.to,
    fromSequence: period.fromSequence,
    toSequence: period.toSequence,
    governingVersion: governing?.number ?? "",
    carriedActionRefs: await carriedActionRefs(record.tx, access, meeting.ref),
  };
  return record.update("management-review", meeting.id, version, patch, { action: "refresh-facts" });
}

/** Chair and attendees are members; who was one and is there already may stay. */
async function requirePeople(
  record: RecordWriter,
  access: Access,
  { chairId, attendeeIds }: Pick<NewManagementReview, "chairId" | "attendeeIds">,
  before: Stored | null,
): Promise<void> {
  const stood = new Set([before?.values.chairId, ...((before?.values.attendeeIds ?? []) as string[])]);
  const wanted = [...new Set([...attendeeIds, ...(chairId ? [chairId] : [])])].filter((id) => !stood.has(id));
  const members = await record.tx.membership.findMany({
    where: { organizationId: access.organization.id, userId: { in: wanted }, endedAt: null },
    select: { userId: true },
  });
  const known = new Set(members.map(({ userId }) => userId));
  const strangers = wanted.filter((id) => !known.has(id));
  if (strangers.length === 0) return;
  const sentence = translator("validation")("not_an_option");
  throw new Invalid(chairId && strangers.includes(chairId) ? { chairId: sentence } : { attendeeIds: sentence });
}

function saved({ id, ref, version }: Stored): SavedManagementReview {
  return { id, ref: ref ?? "", version };
}
