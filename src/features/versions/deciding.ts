import { judgeAcceptedConflicts } from "@/domain/conflict";
import { isOpenForApproval, judgeApprover, lastReturn } from "@/domain/register-version";
import { signedLine } from "@/domain/signed-text";
import { receiptText } from "@/domain/version-receipt";
import { checkpointAfter } from "@/features/checkpoints/mutations";
import { unsettledConflicts } from "@/features/conflicts/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { signed } from "@/server/signing";
import { BACK_TO_DRAFT, type Head, lockHead } from "./head";
import { openCommentCount } from "./open-comments";
import type { DecisionInput } from "./schema";

export type Decision = Omit<DecisionInput, "password">;

export interface Decided {
  id: string;
  number: string;
  version: number;
  decision: DecisionInput["decision"];
}

/**
 * Decides about a version in review: about exactly the content whose hash was read, by somebody whose password was just asked for. An approval governs from that
 * moment, supersedes the one before, and leaves a signed receipt and a checkpoint.
 * Throws Refused where the version moved on, was written or handed in by the same person, has open comments, or needs a meeting, or where conflicts were
 * opened or settled since the page was read; Invalid where a refusal does not say why, or unsettled conflicts are not accepted.
 */
export async function decide(access: Access, input: Decision): Promise<Decided> {
  const person = access.user;
  if (!person) throw new Forbidden("approval:give");
  return change(access, async (record) => {
    const head = await lockHead(record);
    const before = await record.get("register-version", input.id);
    const number = String(before.values.number);
    requireSame(before, input);
    if (input.decision === "approve") {
      const stored = await approve(record, before, input, person, head);
      return { id: input.id, number, version: stored.version, decision: input.decision };
    }
    if (input.comment === "") throw new Invalid({ comment: translator("versionForm")("commentNeeded") });
    const at = now().toISOString();
    const why = lastReturn({ kind: input.decision, at, byId: person.id, comment: input.comment });
    const stored = await record.update(
      "register-version",
      input.id,
      before.version,
      { ...BACK_TO_DRAFT, lastReturn: why },
      { action: input.decision === "decline" ? "decline" : "request-changes" },
    );
    record.inReview = null;
    await record.create("version-decision", {
      versionId: input.id,
      decision: input.decision,
      contentHash: input.contentHash,
      comment: input.comment,
      decidedById: person.id,
      decidedAt: at,
    });
    return { id: input.id, number, version: stored.version, decision: input.decision };
  });
}

/** What is decided must be what was read. */
function requireSame({ values, version }: Stored, input: { version: number; contentHash: string }): void {
  const number = String(values.number);
  if (values.status === "approved" || values.status === "superseded") throw new Refused("version-already_approved", { number });
  if (values.status !== "in_review") throw new Refused("version-back_to_draft", { number });
  if (values.contentHash !== input.contentHash || version !== input.version) throw new Refused("version-moved_on", { number });
}

async function approve(record: RecordWriter, before: Stored, input: Decision, person: { id: string }, head: Head): Promise<Stored> {
  const { organization } = record.access;
  const { values } = before;
  const number = String(values.number);
  const rules = await record.tx.organizationProfile.findFirst({
    where: { organizationId: organization.id },
    select: { approvalInReview: true, soleApproverReason: true },
  });
  const verdict = judgeApprover(
    { authorId: values.authorId as string | null, submittedById: values.submittedById as string | null },
    person.id,
    rules?.soleApproverReason ?? "",
  );
  if (!verdict.allowed) throw new Refused(`version-${verdict.code}`, { number });
  const open = await openCommentCount(record.tx, organization.id, input.id);
  if (open > 0) throw new Refused("version-open_comments", { count: open });
  const managementReviewId = await meetingOf(record, input.managementReviewId, rules?.approvalInReview ?? true);
  const accepted = await acceptedConflicts(record, input);
  const at = now().toISOString();
  const receipt = await signed(
    receiptText({
      organization: { id: organization.id, name: organization.name },
      version: { id: input.id, number },
      contentHash: input.contentHash,
      approvedAt: at,
      approverId: person.id,
      head: { sequence: head.sequence, hash: head.hash },
      exceptionReason: verdict.exceptionReason,
      ...accepted,
    }),
  );
  await supersede(record, organization.id);
  const stored = await record.update(
    "register-version",
    input.id,
    before.version,
    {
      status: "approved",
      approvedOn: today(),
      approvedAt: at,
      approvedByIds: [person.id],
      approvedHash: input.contentHash,
      exceptionReason: verdict.exceptionReason,
      managementReviewId,
      lastReturn: "",
    },
    { action: "approve", reason: input.comment || null },
  );
  record.inReview = null;
  await record.create("version-decision", {
    versionId: input.id,
    decision: "approve",
    contentHash: input.contentHash,
    comment: input.comment,
    exceptionReason: verdict.exceptionReason,
    ...accepted,
    decidedById: person.id,
    decidedAt: at,
    receipt: signedLine(receipt),
  });
  checkpointAfter(record.access, record, "approval");
  return stored;
}

/**
 * Conflicts that nobody settled block an approval, unless the approver names exactly those and says why. The head of the history is held: none is opened
 * between this reading and the approval. Nothing to say where there are none.
 */
async function acceptedConflicts(
  record: RecordWriter,
  input: Decision,
): Promise<{ acceptedConflicts: string[]; conflictReason: string } | Record<string, never>> {
  const unsettled = (await unsettledConflicts(record.access)).map(({ ref }) => ref);
  const ruling = judgeAcceptedConflicts(unsettled, input.acceptedConflicts ?? [], input.conflictReason ?? "");
  const t = translator("versionForm");
  if (!ruling.ok) {
    if (ruling.code === "conflicts_moved_on") throw new Refused("version-conflicts_moved_on");
    if (ruling.code === "conflicts_reason") throw new Invalid({ conflictReason: t("conflictReasonNeeded") });
    throw new Invalid({ acceptedConflicts: t("conflictsNeeded", { refs: unsettled.join(", ") }) });
  }
  return ruling.value.length > 0 ? { acceptedConflicts: ruling.value, conflictReason: input.conflictReason ?? "" } : {};
}

/** The version that governed until now. Before the new one, because only one governs at a time. */
async function supersede(record: RecordWriter, organizationId: string): Promise<void> {
  const governing = await record.tx.registerVersion.findFirst({
    where: { organizationId, status: "approved" },
    select: { id: true, version: true },
  });
  if (!governing) return;
  await record.update(
    "register-version",
    governing.id,
    governing.version,
    { status: "superseded", supersededOn: today() },
    { action: "supersede" },
  );
}

/** The meeting in which it is approved, where the organisation's own rule asks for one or somebody names one. */
async function meetingOf(record: RecordWriter, managementReviewId: string | null, needed: boolean): Promise<string | null> {
  if (managementReviewId === null && !needed) return null;
  const t = translator("versionForm");
  if (managementReviewId === null) {
    const any = await record.tx.managementReview.findFirst({
      where: { organizationId: record.access.organization.id, status: { in: ["planned", "held"] } },
      select: { id: true },
    });
    if (!any) throw new Refused("version-no_meeting");
    throw new Invalid({ managementReviewId: t("meetingNeeded") });
  }
  const meeting = await record.tx.managementReview.findFirst({
    where: { organizationId: record.access.organization.id, id: managementReviewId },
    select: { status: true, heldOn: true },
  });
  const open = meeting && isOpenForApproval({ status: meeting.status, heldOn: meeting.heldOn.toISOString().slice(0, 10) }, today());
  if (!open) throw new Invalid({ managementReviewId: t("meetingOver") });
  return managementReviewId;
}
