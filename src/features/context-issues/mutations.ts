import { changeNeedsReason } from "@/domain/interested-party";
import { isBlank } from "@/domain/ruling";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { ClimateDetermination, IssueChange, IssueParties, NewIssue } from "./schema";

export interface SavedIssue {
  id: string;
  ref: string;
  version: number;
}

/** Enters an internal or external issue of clause 4.1. */
export async function createIssue(access: Access, input: NewIssue): Promise<SavedIssue> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("context-issue", { ...input }));
  });
}

/** Throws Conflict, NotFound, Invalid. */
export async function updateIssue(access: Access, { id, version, reason, ...values }: IssueChange): Promise<SavedIssue> {
  return change(access, async (record) => {
    const before = await record.get("context-issue", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    return saved(await record.update("context-issue", id, version, values, { reason }));
  });
}

export async function retireIssue(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<SavedIssue> {
  return change(access, async (record) =>
    saved(
      await record.update(
        "context-issue",
        id,
        version,
        ({ values }) => {
          if (values.status === "retired") throw new Refused("issue-already_retired");
          return { status: "retired", retiredAt: today(), retiredReason: reason };
        },
        { action: "retire", reason },
      ),
    ),
  );
}

export async function bringBackIssue(
  access: Access,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<SavedIssue> {
  return change(access, async (record) =>
    saved(
      await record.update(
        "context-issue",
        id,
        version,
        ({ values }) => {
          if (values.status !== "retired") throw new Refused("issue-not_retired");
          return { status: "active", retiredAt: null, retiredReason: "" };
        },
        { action: "bring-back", reason },
      ),
    ),
  );
}

/**
 * Ties exactly these parties to the issue. The tie belongs to the party's record, so each party that changes gets its own version and history entry,
 * and a decided or confirmed one asks for the reason. Throws Invalid for parties of elsewhere, ReasonRequired, Refused for a retired issue.
 */
export async function tieParties(access: Access, { id, partyIds, reason }: IssueParties): Promise<{ changed: number }> {
  if (!access.can("interested-party:update")) throw new Forbidden("interested-party:update");
  return change(access, async (record) => {
    const issue = await record.get("context-issue", id);
    if (issue.values.status === "retired") throw new Refused("issue-retired");
    const wanted = new Set(partyIds);
    const tied = await record.tx.partyIssue.findMany({
      where: { organizationId: access.organization.id, issueId: id },
      select: { partyId: true },
    });
    const present = new Set(tied.map(({ partyId }) => partyId));
    const added = [...wanted].filter((partyId) => !present.has(partyId));
    const removed = [...present].filter((partyId) => !wanted.has(partyId));
    const known = await record.tx.interestedParty.count({ where: { organizationId: access.organization.id, id: { in: added } } });
    if (known !== added.length) throw new Invalid({ partyIds: translator("validation")("not_an_option") });
    for (const partyId of added) await retie(record, partyId, reason, (issues) => [...issues, id]);
    for (const partyId of removed) await retie(record, partyId, reason, (issues) => issues.filter((other) => other !== id));
    return { changed: added.length + removed.length };
  });
}

async function retie(record: RecordWriter, partyId: string, reason: string, next: (issueIds: string[]) => string[]): Promise<void> {
  const party = await record.get("interested-party", partyId);
  await record.update(
    "interested-party",
    partyId,
    party.version,
    { issueIds: next(party.values.issueIds as string[]) },
    {
      reason,
      reasonNeeded: (before) => changeNeedsReason(before as Parameters<typeof changeNeedsReason>[0]),
    },
  );
}

/**
 * Determines whether climate change is a relevant issue for the ISMS (clause 4.1, Amendment 1:2024): either answer with its reason, person and day.
 * "Not relevant, because ..." is a full answer; a blank one is none (rule 11).
 */
export async function determineClimate(
  access: Access,
  { version, climateDecision, climateRationale }: ClimateDetermination,
): Promise<{ version: number }> {
  const determined = climateDecision !== "undetermined";
  if (determined && isBlank(climateRationale)) {
    throw new Invalid({
      climateRationale: translator("refusals")(climateDecision === "relevant" ? "climate-reason_needed_relevant" : "climate-reason_needed"),
    });
  }
  return change(access, async (record) => {
    const profile = await record.tx.organizationProfile.findUnique({
      where: { organizationId: access.organization.id },
      select: { id: true },
    });
    if (!profile) throw new NotFound();
    const stored = await record.update(
      "organization",
      profile.id,
      version,
      {
        climateDecision,
        climateRationale,
        climateDecidedAt: determined ? today() : null,
        climateDecidedById: determined ? (access.user?.id ?? null) : null,
      },
      { action: "determine-climate", reason: climateRationale },
    );
    return { version: stored.version };
  });
}

function saved({ id, ref, version }: Stored): SavedIssue {
  return { id, ref: ref ?? "", version };
}
