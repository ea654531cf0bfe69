import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { Invalid, Refused } from "@/server/errors";
import { change, type Stored } from "@/server/record";
import type { ObligationValues } from "./queries";
import type { ObligationChange, ObligationInput, ObligationLifeInput } from "./schema";

interface Saved {
  id: string;
  ref: string;
  version: number;
}

/** Enters a law, regulation or standard in the legal register (A.5.31). "Does not apply" needs its reasoning. */
export async function createObligation(access: Access, input: ObligationInput): Promise<Saved> {
  return change(access, async (record) => {
    check(input, await referencesOf(record.tx, access, input), null);
    return saved(await record.create("obligation", input));
  });
}

export async function updateObligation(access: Access, { id, version, reason, ...input }: ObligationChange): Promise<Saved> {
  return change(access, async (record) => {
    const references = await referencesOf(record.tx, access, input);
    const patch = (before: Stored) => {
      check(input, references, before.values as unknown as ObligationValues);
      return input;
    };
    return saved(await record.update("obligation", id, version, patch, { reason }));
  });
}

/** Somebody looked today whether the text and its application are still as written here. */
export async function verifyObligation(access: Access, { id, version, reason }: ObligationLifeInput): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) => {
      if (before.values.status === "retired") throw new Refused("obligation.retired");
      return { lastVerifiedAt: today(), lastVerifiedById: access.user?.id ?? null };
    };
    return saved(await record.update("obligation", id, version, patch, { action: "verify", reason }));
  });
}

/** The requirements keep pointing to it: what they rested on stays readable (rule 13). */
export async function retireObligation(access: Access, { id, version, reason }: ObligationLifeInput): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) => {
      if (before.values.status === "retired") throw new Refused("obligation.already_retired");
      if (reason === "") throw new Invalid({ reason: translator("refusals")("obligation.reason_needed") });
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("obligation", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackObligation(access: Access, { id, version, reason }: ObligationLifeInput): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) => {
      if (before.values.status !== "retired") throw new Refused("obligation.not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("obligation", id, version, patch, { action: "bring-back", reason }));
  });
}

interface References {
  partyStatus: string | null;
  ownerIsMember: boolean;
}

async function referencesOf(tx: Tx, access: Access, input: ObligationInput): Promise<References> {
  const [found] = await tx.$queryRaw<[References]>`
    SELECT (SELECT status FROM interested_party WHERE organization_id = ${access.organization.id}::uuid AND id = ${input.authorityPartyId}::uuid) AS "partyStatus",
           EXISTS (SELECT 1 FROM membership WHERE organization_id = ${access.organization.id}::uuid AND user_id = ${input.ownerId}::uuid AND ended_at IS NULL) AS "ownerIsMember"`;
  return found;
}

function check(input: ObligationInput, { partyStatus, ownerIsMember }: References, before: ObligationValues | null): void {
  const t = translator("refusals");
  if (before?.status === "retired") throw new Refused("obligation.retired");
  const faults: Record<string, string> = {};
  const kept = input.authorityPartyId === (before?.authorityPartyId ?? null);
  if (input.authorityPartyId && (partyStatus === null || (partyStatus === "retired" && !kept)))
    faults.authorityPartyId = t("obligation.party_unknown");
  if (input.ownerId && !ownerIsMember && input.ownerId !== before?.ownerId) faults.ownerId = t("obligation.owner_unknown");
  if (input.effectiveFrom && input.effectiveTo && input.effectiveTo < input.effectiveFrom)
    faults.effectiveTo = t("obligation.ends_before_it_begins");
  if (!input.applicable && input.applicability === "") faults.applicability = t("obligation.not_applicable_why");
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

function saved({ id, ref, version }: Stored): Saved {
  return { id, ref: ref ?? "", version };
}
