import {
  activate,
  bringBack,
  changeNeedsReason,
  confirmParty,
  decideRelevance,
  markAdverse,
  NO_CONFIRMATION,
  retire,
  touchScores,
} from "@/domain/interested-party";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { PartyRelevance, PartyStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { NewParty, PartyChange } from "./schema";

export interface SavedParty {
  id: string;
  ref: string;
  version: number;
}

interface Target {
  id: string;
  version: number;
}

/** Enters a party as a candidate; its ref is drawn. Throws Invalid where owner or issues are not of this organisation. */
export async function createParty(access: Access, input: NewParty): Promise<SavedParty> {
  const { scoresConfirmed: _onlyForTemplates, ...values } = input;
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    await requireIssues(record, access, input.issueIds);
    return saved(await record.create("interested-party", { ...values, ...withoutRightsIfAdverse(input.adverse) }));
  });
}

/**
 * Changes what is written about a party. Touching a score makes all of them an assessment; marking it adverse takes confirmation and engagement back.
 * Throws ReasonRequired when the party is decided or confirmed and no reason is given, Conflict, NotFound, Invalid.
 */
export async function updateParty(access: Access, input: PartyChange): Promise<SavedParty> {
  const { id, version, reason, scoresConfirmed, ...values } = input;
  return change(access, async (record) => {
    const before = await record.get("interested-party", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    await requireIssues(record, access, values.issueIds);
    const touched = scoresConfirmed || (["power", "interest", "support"] as const).some((score) => values[score] !== before.values[score]);
    const patch: Values = { ...values, ...withoutRightsIfAdverse(values.adverse), ...(touched ? touchScores({}) : {}) };
    // Choosing a member says who the name in the imported sheet was.
    if (values.ownerId) patch.ownerLabel = "";
    return saved(await record.update("interested-party", id, version, patch, { reason, reasonNeeded }));
  });
}

/** The first of the three decisions: relevant to the ISMS or not, with reason, person and date. Status stays as it is. */
export async function decidePartyRelevance(
  access: Access,
  input: Target & { relevance: PartyRelevance; rationale: string },
): Promise<SavedParty> {
  return amend(access, input, { action: "decide-relevance", reason: input.rationale, quiet: true }, (party) =>
    // Taking a decision back changes a decided record, so it is explained like one.
    isBlank(input.rationale) && party.relevance !== "undecided"
      ? refuse("reason_needed", "relevanceRationale")
      : decideRelevance(party, { relevance: input.relevance, rationale: input.rationale, on: today(), byId: access.user?.id ?? "" }),
  );
}

/** candidate -> active. */
export async function activateParty(access: Access, input: Target & { reason: string }): Promise<SavedParty> {
  return amend(access, input, { action: "activate", reason: input.reason, quiet: true }, activate);
}

/** candidate or active -> retired; nothing is deleted and the ref is never given again. */
export async function retireParty(access: Access, input: Target & { reason: string }): Promise<SavedParty> {
  return amend(access, input, { action: "retire", reason: input.reason }, (party) => retire(party, { on: today(), reason: input.reason }));
}

/** retired -> active or candidate, depending on whether its relevance had been decided. Also the undo of a retirement, so no reason is asked for. */
export async function bringBackParty(access: Access, input: Target & { reason: string }): Promise<SavedParty> {
  return amend(access, input, { action: "bring-back", reason: input.reason, quiet: true }, bringBack);
}

/** Records that the party confirmed: when, by whom, how. Refused for adverse parties, which are never asked. */
export async function recordPartyConfirmation(
  access: Access,
  input: Target & { confirmedAt: string | null; confirmedBy: string; confirmationMethod: string; reason: string },
): Promise<SavedParty> {
  const { confirmedAt, confirmedBy: by, confirmationMethod: method, reason } = input;
  return amend(access, input, { action: "confirm", reason, quiet: true }, (party) =>
    confirmParty(party, { on: confirmedAt ?? today(), by, method, today: today() }),
  );
}

/** Takes a confirmation back, because what was confirmed no longer holds. */
export async function withdrawPartyConfirmation(access: Access, input: Target & { reason: string }): Promise<SavedParty> {
  return amend(access, input, { action: "withdraw-confirmation", reason: input.reason }, () => accept({ ...NO_CONFIRMATION }));
}

/** Somebody looked at the whole entry today and stands by it; whether anything changed is another matter. */
export async function reviewParty(access: Access, input: Target & { reason: string }): Promise<SavedParty> {
  return amend(access, input, { action: "review", reason: input.reason, quiet: true }, (party) =>
    party.status === "retired" ? refuse("retired") : accept({ lastReviewedAt: today() }),
  );
}

type PartyState = {
  status: PartyStatus;
  relevance: PartyRelevance;
  relevanceRationale: string;
  adverse: boolean;
};

/**
 * One deed on one party: the rule is asked about the state that is guarded by the version, then written. `quiet` deeds say themselves why they
 * are done (a review, a confirmation), so a decided party asks for no further reason.
 */
async function amend(
  access: Access,
  { id, version }: Target,
  { action, reason, quiet = false }: { action: string; reason: string; quiet?: boolean },
  rule: (party: PartyState) => Ruling<object>,
): Promise<SavedParty> {
  return change(access, async (record) => {
    const stored = await record.update(
      "interested-party",
      id,
      version,
      (before) => {
        const ruling = rule(before.values as unknown as PartyState);
        if (!ruling.ok) throw refusal(ruling.code, ruling.field);
        return ruling.value as Values;
      },
      { action, reason, reasonNeeded: quiet ? undefined : reasonNeeded },
    );
    return saved(stored);
  });
}

/** What a person can mend in the form is said at its field; what stands against the deed as a whole is said above it. */
function refusal(code: string, field: string | null): Error {
  const sentence = translator("refusals");
  if (code === "reason_needed") return new Invalid({ [field === "retiredReason" ? "reason" : "rationale"]: sentence(`party-${code}`) });
  if (field && ["who_confirmed", "in_the_future"].includes(code)) return new Invalid({ [field]: sentence(`party-${code}`) });
  return new Refused(`party-${code}`);
}

function reasonNeeded(before: Values): boolean {
  return changeNeedsReason(before as { relevance: PartyRelevance; confirmedAt: string | null });
}

function withoutRightsIfAdverse(adverse: boolean): Values {
  return adverse ? { ...markAdverse(true) } : {};
}

/** An owner is a member now. Somebody else's id and one that never was get the same answer. */
export async function requireOwner(record: RecordWriter, access: Access, ownerId: string | null): Promise<void> {
  if (ownerId === null) return;
  const member = await record.tx.membership.findFirst({
    where: { organizationId: access.organization.id, userId: ownerId, endedAt: null },
    select: { id: true },
  });
  if (!member) throw new Invalid({ ownerId: translator("validation")("not_an_option") });
}

async function requireIssues(record: RecordWriter, access: Access, issueIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(issueIds)];
  if (wanted.length === 0) return;
  const found = await record.tx.contextIssue.count({ where: { organizationId: access.organization.id, id: { in: wanted } } });
  if (found !== wanted.length) throw new Invalid({ issueIds: translator("validation")("not_an_option") });
}

function saved({ id, ref, version }: Stored): SavedParty {
  return { id, ref: ref ?? "", version };
}
