import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { Invalid, Refused } from "@/server/errors";
import { change, type Stored } from "@/server/record";
import type { SourceValues } from "./queries";
import type { SourceChange, SourceInput, SourceLifeInput } from "./schema";

interface Saved {
  id: string;
  ref: string;
  version: number;
}

/** Enters a document of external origin (clause 7.5.3). Throws Invalid where it points to nobody or ends before it begins. */
export async function createSource(access: Access, input: SourceInput): Promise<Saved> {
  return change(access, async (record) => {
    check(input, await referencesOf(record.tx, access, input), null);
    return saved(await record.create("source", input));
  });
}

export async function updateSource(access: Access, { id, version, reason, ...input }: SourceChange): Promise<Saved> {
  return change(access, async (record) => {
    const references = await referencesOf(record.tx, access, input);
    const patch = (before: Stored) => {
      check(input, references, before.values as unknown as SourceValues);
      return input;
    };
    return saved(await record.update("source", id, version, patch, { reason }));
  });
}

/** The requirements keep pointing to it: what they rested on stays readable (rule 13). */
export async function retireSource(access: Access, { id, version, reason }: SourceLifeInput): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) => {
      if (before.values.status === "retired") throw new Refused("source.already_retired");
      if (reason === "") throw new Invalid({ reason: translator("refusals")("source.reason_needed") });
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("source", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackSource(access: Access, { id, version, reason }: SourceLifeInput): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) => {
      if (before.values.status !== "retired") throw new Refused("source.not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("source", id, version, patch, { action: "bring-back", reason }));
  });
}

interface References {
  partyStatus: string | null;
  ownerIsMember: boolean;
}

async function referencesOf(tx: Tx, access: Access, input: SourceInput): Promise<References> {
  const [found] = await tx.$queryRaw<[References]>`
    SELECT (SELECT status FROM interested_party WHERE organization_id = ${access.organization.id}::uuid AND id = ${input.counterpartyPartyId}::uuid) AS "partyStatus",
           EXISTS (SELECT 1 FROM membership WHERE organization_id = ${access.organization.id}::uuid AND user_id = ${input.ownerId}::uuid AND ended_at IS NULL) AS "ownerIsMember"`;
  return found;
}

function check(input: SourceInput, { partyStatus, ownerIsMember }: References, before: SourceValues | null): void {
  const t = translator("refusals");
  if (before?.status === "retired") throw new Refused("source.retired");
  const faults: Record<string, string> = {};
  const kept = input.counterpartyPartyId === (before?.counterpartyPartyId ?? null);
  if (input.counterpartyPartyId && (partyStatus === null || (partyStatus === "retired" && !kept)))
    faults.counterpartyPartyId = t("source.party_unknown");
  if (input.ownerId && !ownerIsMember && input.ownerId !== before?.ownerId) faults.ownerId = t("source.owner_unknown");
  if (input.effectiveFrom && input.effectiveTo && input.effectiveTo < input.effectiveFrom)
    faults.effectiveTo = t("source.ends_before_it_begins");
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

function saved({ id, ref, version }: Stored): Saved {
  return { id, ref: ref ?? "", version };
}
