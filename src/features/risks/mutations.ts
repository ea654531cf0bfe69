import {
  judgeAssessment,
  judgeRiskLinks,
  keepsAcceptance,
  mayAcceptRisk,
  nameLevels,
  needsAcceptance,
  type RiskScale,
  risksBeyond,
  scaleOf,
} from "@/domain/risk";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { change, type LinkTarget, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { NewRisk, RiskChange, RiskRetirement, RiskReturn, RiskScaleChange } from "./schema";

export interface SavedRisk {
  id: string;
  ref: string;
  version: number;
}

type Assessed = Parameters<typeof judgeAssessment>[0];

/**
 * Enters a risk or an opportunity (6.1.1). Drawn from a requirement, mostly an adverse party's aim, it is linked to it in the same breath.
 * Throws Invalid for what the organisation's scale or rules refuse, Refused where that requirement is retired or says that there is no risk,
 * Forbidden for such a link without requirement:update.
 */
export async function createRisk(access: Access, { requirementId, ...values }: NewRisk): Promise<SavedRisk> {
  return change(access, async (record) => {
    await requireOwner(record, access, values.ownerId);
    await requireAdverse(record, access, values.adversePartyId, null);
    judge(values, await rulesOf(record, access));
    const risk = saved(await record.create("risk", values));
    if (requirementId) await drawFrom(record, access, requirementId, risk.ref);
    return risk;
  });
}

/**
 * Changes a risk. What was accepted was accepted for exactly its positions and treatment: changing those takes the acceptance back and asks why.
 * Throws Conflict, NotFound, Invalid, ReasonRequired, Refused for a retired one.
 */
export async function updateRisk(access: Access, { id, version, reason, ...values }: RiskChange): Promise<SavedRisk> {
  return change(access, async (record) => {
    const { values: before } = await record.get("risk", id);
    if (values.ownerId !== before.ownerId) await requireOwner(record, access, values.ownerId);
    await requireAdverse(record, access, values.adversePartyId, before.adversePartyId as string | null);
    const rules = await rulesOf(record, access);
    const patch = (risk: Stored): Values => {
      if (risk.values.status === "retired") throw new Refused("risk-retired");
      judge(values, rules);
      return keepsAcceptance(risk.values as unknown as Assessed, values) ? values : { ...values, acceptedAt: null, acceptedById: null };
    };
    return saved(await record.update("risk", id, version, patch, { reason, reasonNeeded: (_, changed) => changed.includes("acceptedAt") }));
  });
}

/** active -> retired; requirements keep pointing to it, so that it is still seen what was considered (rule 13). */
export async function retireRisk(access: Access, { id, version, reason }: RiskRetirement): Promise<SavedRisk> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("risk-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("risk", id, version, patch, { action: "retire", reason }));
  });
}

/** Throws Invalid where the scale was shortened in the meantime and has no such level any more. */
export async function bringBackRisk(access: Access, { id, version, reason }: RiskReturn): Promise<SavedRisk> {
  return change(access, async (record) => {
    const { scale } = await rulesOf(record, access);
    const patch = ({ values }: Stored) => {
      if (values.status !== "retired") throw new Refused("risk-not_retired");
      const gone = risksBeyond([values as unknown as Assessed], { likelihood: scale.likelihood.length, impact: scale.impact.length });
      if (gone.length > 0) throw new Refused("risk-off_scale_now");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("risk", id, version, patch, { action: "bring-back", reason }));
  });
}

/**
 * Somebody stands for retaining a risk above the acceptance level (6.1.3 f): its owner, or whoever approves for the organisation. It holds until the
 * positions or the treatment change. Throws Forbidden for anybody else, Refused where there is nothing to accept.
 */
export async function acceptRisk(access: Access, { id, version, reason }: RiskReturn): Promise<SavedRisk> {
  return change(access, async (record) => {
    const { acceptanceLevel } = await rulesOf(record, access);
    const patch = ({ values }: Stored) => {
      const person = { id: access.user?.id ?? null, approves: access.can("approval:give"), writesRisks: access.can("risk:write") };
      if (!mayAcceptRisk(person, { ownerId: values.ownerId as string | null })) throw new Forbidden("approval:give");
      if (values.status === "retired") throw new Refused("risk-retired");
      if (values.acceptedAt !== null || !needsAcceptance(values as unknown as Assessed, acceptanceLevel)) {
        throw new Refused("risk-nothing_to_accept");
      }
      return { acceptedAt: today(), acceptedById: access.user?.id ?? null };
    };
    return saved(await record.update("risk", id, version, patch, { action: "accept-risk", reason }));
  });
}

/**
 * Names the levels of the organisation's own scale and says up to which level a risk is lived with. Throws Invalid for names that are none, and
 * for a shorter scale while risks in use stand on what would go, with their refs.
 */
export async function nameRiskScale(
  access: Access,
  { id, version, reason, ...input }: RiskScaleChange,
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const t = translator("refusals");
    const faults: Record<string, string> = {};
    const named = { likelihoodLevels: nameLevels(input.likelihoodLevels), impactLevels: nameLevels(input.impactLevels) };
    for (const [field, ruling] of Object.entries(named)) if (!ruling.ok) faults[field] = t(`riskScale-${ruling.code}`);
    if (!named.likelihoodLevels.ok || !named.impactLevels.ok) throw new Invalid(faults);
    const [likelihood, impact] = [named.likelihoodLevels.value, named.impactLevels.value];
    // Whoever writes a risk at this moment holds the row: what they assess is seen below.
    await record.tx.$queryRaw`SELECT 1 FROM organization_profile WHERE organization_id = ${access.organization.id}::uuid FOR UPDATE`;
    const risks = await record.tx.risk.findMany({
      where: { organizationId: access.organization.id, status: "active" },
      select: { ref: true, likelihood: true, impact: true, residualLikelihood: true, residualImpact: true },
      orderBy: { ref: "asc" },
    });
    const refuseFor = (field: string, scale: { likelihood: number; impact: number }) => {
      const standing = risksBeyond(risks, scale).map(({ ref }) => ref);
      if (standing.length > 0) faults[field] = t("riskScale-in_use", { count: standing.length, refs: standing.join(", ") });
    };
    refuseFor("likelihoodLevels", { likelihood: likelihood.length, impact: Number.POSITIVE_INFINITY });
    refuseFor("impactLevels", { likelihood: Number.POSITIVE_INFINITY, impact: impact.length });
    if (Object.keys(faults).length > 0) throw new Invalid(faults);
    const patch = { likelihoodLevels: likelihood, impactLevels: impact, riskAcceptanceLevel: input.riskAcceptanceLevel };
    const after = await record.update("organization", id, version, patch, { reason });
    return { id: after.id, version: after.version };
  });
}

async function rulesOf(record: RecordWriter, access: Access): Promise<{ scale: RiskScale; acceptanceLevel: number }> {
  // Shared, so that nobody shortens the scale between our reading and our writing.
  const [profile] = await record.tx.$queryRaw<[{ likelihoodLevels: string[]; impactLevels: string[]; riskAcceptanceLevel: number }]>`
    SELECT likelihood_levels AS "likelihoodLevels", impact_levels AS "impactLevels", risk_acceptance_level AS "riskAcceptanceLevel"
      FROM organization_profile WHERE organization_id = ${access.organization.id}::uuid FOR SHARE`;
  return { scale: scaleOf(profile), acceptanceLevel: profile.riskAcceptanceLevel };
}

function judge(risk: Assessed, rules: { scale: RiskScale; acceptanceLevel: number }): void {
  const ruling = judgeAssessment(risk, rules);
  if (ruling.ok) return;
  throw new Invalid({ [ruling.field ?? "title"]: translator("refusals")(`risk-${ruling.code}`, { level: rules.acceptanceLevel }) });
}

/** Only an adverse party's aims become risks of its own (rule 7); a party that stands there already may stay. */
async function requireAdverse(record: RecordWriter, access: Access, partyId: string | null, before: string | null): Promise<void> {
  if (partyId === null || partyId === before) return;
  const party = await record.tx.interestedParty.findFirst({
    where: { organizationId: access.organization.id, id: partyId, status: { not: "retired" } },
    select: { adverse: true },
  });
  if (!party) throw new Invalid({ adversePartyId: translator("validation")("not_an_option") });
  if (!party.adverse) throw new Invalid({ adversePartyId: translator("refusals")("risk-party_not_adverse") });
}

async function drawFrom(record: RecordWriter, access: Access, requirementId: string, ref: string): Promise<void> {
  if (!access.can("requirement:update")) throw new Forbidden("requirement:update");
  const requirement = await record.get("requirement", requirementId);
  if (requirement.values.status === "retired") throw new Refused("risk-requirement_retired");
  const t = translator("risks.drawn");
  const links = [...(requirement.values.links as LinkTarget[]), { targetType: "risk", targetRef: ref, rationale: t("rationale") }];
  if (!judgeRiskLinks(links).ok) throw new Refused("risk-no_risk_stated", { ref: requirement.ref ?? "" });
  await record.update("requirement", requirementId, requirement.version, { links }, { reason: t("reason", { ref }) });
}

function saved({ id, ref, version }: Stored): SavedRisk {
  return { id, ref: ref ?? "", version };
}
