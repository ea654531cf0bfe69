import { contentText, contentHash as hashOf } from "@/domain/register-content";
import { changedRecords, registerDifference } from "@/domain/register-difference";
import { lastReturn, nextVersions, parseVersionNumber, rises, type VersionNumber, versionNumber } from "@/domain/register-version";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { requirePassword } from "@/server/password-again";
import { change, type RecordWriter } from "@/server/record";
import { frozenContent, liveContent } from "./content";
import { type Decided, decide } from "./deciding";
import { BACK_TO_DRAFT, lockHead } from "./head";
import type { ApprovalRules, DecisionInput, NewVersion, Submission, VersionChange } from "./schema";

export interface SavedVersion {
  id: string;
  number: string;
  version: number;
}

/** Freezing reads the whole register. */
const LONG = { timeout: 120_000 };

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

/**
 * Decides about a version in review, with the password typed once more; see deciding.ts. Throws Invalid for a wrong password, Refused where it was wrong too
 * often, and whatever the decision itself refuses.
 */
export async function decideVersion(access: Access, { password, ...input }: DecisionInput): Promise<Decided> {
  await requirePassword(access, password);
  return decide(access, input);
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
