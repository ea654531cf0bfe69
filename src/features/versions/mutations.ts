import { contentText, contentHash as hashOf } from "@/domain/register-content";
import { changedRecords, registerDifference } from "@/domain/register-difference";
import {
  isOpenForApproval,
  judgeApprover,
  lastReturn,
  nextVersions,
  parseVersionNumber,
  rises,
  type VersionNumber,
  versionNumber,
} from "@/domain/register-version";
import { signedLine } from "@/domain/signed-text";
import { receiptText } from "@/domain/version-receipt";
import { checkpointAfter } from "@/features/checkpoints/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { requirePassword } from "@/server/password-again";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import { signed } from "@/server/signing";
import { connectionOf } from "@/server/tenant";
import { frozenContent, liveContent } from "./content";
import { openCommentCount } from "./open-comments";
import type { ApprovalRules, DecisionInput, NewVersion, Submission, VersionChange } from "./schema";

export interface SavedVersion {
  id: string;
  number: string;
  version: number;
}

/** Freezing reads the whole register. */
const LONG = { timeout: 120_000 };

interface Head {
  sequence: number;
  hash: string;
  inReviewId: string | null;
}

/**
 * The head of the history, locked: nobody else's change is stored until this one is. Every step of a version takes it first, so that two of them
 * stand in line and an edit comes either before the content is frozen or withdraws it.
 */
async function lockHead(record: RecordWriter): Promise<Head> {
  const [head] = await connectionOf(record.tx).rows<{ sequence: string; hash: string; inReviewId: string | null }>(
    'SELECT sequence, hash, in_review_id AS "inReviewId" FROM history_head WHERE organization_id = $1::uuid FOR UPDATE',
    [record.access.organization.id],
    { often: true },
  );
  if (!head) throw new NotFound();
  return { ...head, sequence: Number(head.sequence) };
}

interface Existing extends VersionNumber {
  id: string;
  number: string;
  status: string;
}

function existing(record: RecordWriter): Promise<Existing[]> {
  return record.tx.registerVersion.findMany({
    where: { organizationId: record.access.organization.id },
    select: { id: true, number: true, major: true, minor: true, status: true },
  });
}

/** Begins the next version as a draft. Throws Refused where one is being prepared already. */
export async function startVersion(access: Access, { step, ownerId, changeSummary }: NewVersion): Promise<SavedVersion> {
  return change(access, async (record) => {
    await lockHead(record);
    const versions = await existing(record);
    const inWork = versions.find(({ status }) => status === "draft" || status === "in_review");
    if (inWork) throw new Refused("version-one_in_work", { number: inWork.number });
    if (ownerId) await requireOwner(record, access, ownerId);
    const number = nextVersions(versions)[step];
    const stored = await record.create("register-version", {
      number,
      ...parseVersionNumber(number),
      ownerId,
      changeSummary,
      authorId: access.user?.id ?? null,
      baseVersionId: versions.find(({ status }) => status === "approved")?.id ?? null,
    });
    return { id: stored.id, number, version: stored.version };
  });
}

/** Changes what a draft says about itself. Throws Refused for what is no draft any more, Invalid for a number that does not rise. */
export async function updateVersion(access: Access, { id, version, number, ...values }: VersionChange): Promise<SavedVersion> {
  return change(access, async (record) => {
    await lockHead(record);
    const before = await record.get("register-version", id);
    if (before.values.status !== "draft") throw new Refused("version-not_draft", { number: String(before.values.number) });
    const parts = parseVersionNumber(number);
    const others = (await existing(record)).filter((other) => other.id !== id);
    if (!parts || !rises(parts, others)) throw new Invalid({ number: translator("versionForm")("mustRise", nextVersions(others)) });
    if (values.ownerId && values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const stored = await record.update("register-version", id, version, { ...values, number: versionNumber(parts), ...parts });
    return { id, number: versionNumber(parts), version: stored.version };
  });
}

/**
 * Hands a draft in for approval: the register as it stands is frozen as canonical text with its hash. From then on any edit of the register takes the
 * submission back. Throws Refused or Invalid where something is missing, or where nothing changed since the version that governs.
 */
export async function submitVersion(access: Access, { id, version }: Submission): Promise<SavedVersion & { contentHash: string }> {
  return change(
    access,
    async (record) => {
      const head = await lockHead(record);
      const organizationId = access.organization.id;
      const before = await record.get("register-version", id);
      const { values } = before;
      const number = String(values.number);
      if (values.status !== "draft") throw new Refused("version-not_draft", { number });
      const t = translator("versionForm");
      if (String(values.changeSummary).trim() === "") throw new Invalid({ changeSummary: t("summaryNeeded") });
      if (values.ownerId === null) throw new Invalid({ ownerId: t("ownerNeeded") });
      await requireOwner(record, access, String(values.ownerId));
      const governing = await record.tx.registerVersion.findFirst({
        where: { organizationId, status: "approved" },
        select: { id: true, number: true, contentHash: true },
      });
      const content = await liveContent(record.tx, organizationId);
      if (!content.records["interested-party"] && !content.records.requirement) throw new Refused("version-empty");
      const text = contentText(content);
      const contentHash = hashOf(text);
      const governed = governing && (await frozenContent(record.tx, organizationId, governing.id, governing.contentHash));
      if (governing && governed && changedRecords(registerDifference(governed, content)) === 0)
        throw new Refused("version-nothing_changed", { number: governing.number });
      await record.tx.$executeRaw`
        INSERT INTO register_version_content (organization_id, version_id, content_hash, content, created_at)
        VALUES (${organizationId}::uuid, ${id}::uuid, ${contentHash}, ${text}, ${now()}) ON CONFLICT DO NOTHING`;
      const stored = await record.update(
        "register-version",
        id,
        version,
        {
          status: "in_review",
          submittedById: access.user?.id ?? null,
          submittedAt: now().toISOString(),
          contentHash,
          historySequence: head.sequence,
          historyHash: head.hash,
          baseVersionId: governing?.id ?? null,
          lastReturn: "",
        },
        { action: "submit" },
      );
      record.inReview = id;
      return { id, number, version: stored.version, contentHash };
    },
    LONG,
  );
}

const BACK_TO_DRAFT: Values = {
  status: "draft",
  submittedById: null,
  submittedAt: null,
  contentHash: "",
  historySequence: null,
  historyHash: "",
};

/** Takes a submission back by hand. */
export async function withdrawVersion(access: Access, { id, version }: Submission): Promise<SavedVersion> {
  return change(access, async (record) => {
    await lockHead(record);
    const { values } = await record.get("register-version", id);
    if (values.status !== "in_review") throw new Refused("version-not_in_review", { number: String(values.number) });
    const why = lastReturn({ kind: "withdrawn", at: now().toISOString(), byId: access.user?.id ?? null });
    const stored = await record.update("register-version", id, version, { ...BACK_TO_DRAFT, lastReturn: why }, { action: "withdraw" });
    record.inReview = null;
    return { id, number: String(values.number), version: stored.version };
  });
}

export interface Decided extends SavedVersion {
  decision: DecisionInput["decision"];
}

/**
 * Decides about a version in review: about exactly the content whose hash was read, with the password typed once more. An approval governs from that
 * moment, supersedes the one before, and leaves a signed receipt and a checkpoint.
 * Throws Refused where the version moved on, was written or handed in by the same person, has open comments, or needs a meeting; Invalid for a wrong
 * password, or where a refusal does not say why.
 */
export async function decideVersion(access: Access, { password, ...input }: DecisionInput): Promise<Decided> {
  const person = access.user;
  if (!person) throw new Forbidden("approval:give");
  await requirePassword(access, password);
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

async function approve(
  record: RecordWriter,
  before: Stored,
  input: Omit<DecisionInput, "password">,
  person: { id: string },
  head: Head,
): Promise<Stored> {
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
    decidedById: person.id,
    decidedAt: at,
    receipt: signedLine(receipt),
  });
  checkpointAfter(record.access, record, "approval");
  return stored;
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

/** The organisation's own rules for approving: in a meeting or not, and why somebody may approve alone. For owners. */
export async function setApprovalRules(
  access: Access,
  { id, version, reason, ...rules }: ApprovalRules,
): Promise<{ id: string; version: number }> {
  if (!access.can("approval:give")) throw new Forbidden("approval:give");
  const stored = await change(access, (record) =>
    record.update(
      "organization",
      id,
      version,
      ({ values }) => ({
        ...rules,
        soleApproverSince: rules.soleApproverReason === "" ? null : (values.soleApproverSince ?? today()),
      }),
      { action: "set-approval-rules", reason },
    ),
  );
  return { id: stored.id, version: stored.version };
}
