import { v7 as uuid } from "uuid";
import type { z } from "zod";
import {
  type CatalogueParty,
  type CatalogueRequirement,
  catalogueParty,
  matchOf,
  partyFromCatalogue,
  requirementFromCatalogue,
  saysTheSame,
  suggestedLinks,
} from "@/domain/catalogue";
import type { IdentificationMethod, PartyStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Forbidden, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Values } from "@/server/record";
import type { PickInput, ruleOutInput, withdrawInput } from "./schema";

export interface Picked {
  /** The parties that got something: new candidates, or those merged into. */
  parties: { ref: string; name: string; merged: boolean }[];
  /** New drafts, each with the placeholders that still stand in it. */
  requirements: { ref: string; open: string[] }[];
  /** Statements that the party had already. */
  skipped: number;
}

interface Plan {
  template: CatalogueParty;
  chosen: { template: CatalogueRequirement; values: Record<string, string> }[];
  mergeInto: string | null;
  addAnyway: boolean;
}

/**
 * Takes parties and single requirements of the catalogue over, as candidates and drafts with template scores. What is in the register already is never
 * doubled unawares: without a decision to merge or to add anyway the whole pick is refused. Two people who pick at the same moment go one after the other.
 * Throws Refused, NotFound (merging into nobody), Forbidden (requirements without the permission to create them).
 */
export async function pickFromCatalogue(access: Access, input: PickInput): Promise<Picked> {
  const plans = input.picks.map(planned);
  if (new Set(plans.map(({ template }) => template.key)).size !== plans.length) throw new Refused("catalogue-picked_twice");
  if (plans.some(({ chosen }) => chosen.length > 0) && !access.can("requirement:create")) throw new Forbidden("requirement:create");
  return change(access, async (record) => {
    await oneAtATime(record, access);
    await refuseRuledOut(record, access, plans);
    const batchId = uuid();
    const reason = translator("catalogue")("historyReason");
    const targets = await targetsOf(record, access, plans);
    const created = await record.createMany(
      "interested-party",
      plans.filter(({ mergeInto }) => mergeInto === null).map(({ template }) => partyFromCatalogue(template)),
      { reason, batchId },
    );
    const fresh = new Map(created.map((party) => [party.values.templateKey as string, party]));
    const known = await statementsOf(record, access, [...targets.keys()]);

    const rows: Values[] = [];
    const open: string[][] = [];
    let skipped = 0;
    for (const { template, chosen, mergeInto } of plans) {
      const partyId = mergeInto ?? fresh.get(template.key)!.id;
      const had = known.get(partyId) ?? [];
      for (const choice of chosen) {
        if (had.some((requirement) => saysTheSame(choice.template, requirement))) {
          skipped += 1;
          continue;
        }
        const made = requirementFromCatalogue(choice.template, choice.values);
        // Two picks may be merged into one party.
        known.set(partyId, [...(known.get(partyId) ?? []), made.fields]);
        rows.push({ ...made.fields, partyId, links: input.withLinks ? linksOf(choice.template) : [] });
        open.push(made.open);
      }
    }
    const requirements = await record.createMany("requirement", rows, { reason, batchId });
    return {
      parties: plans.map(({ template, mergeInto }) => {
        const merged = mergeInto ? targets.get(mergeInto) : undefined;
        return merged
          ? { ref: merged.ref, name: merged.name, merged: true }
          : { ref: fresh.get(template.key)!.ref ?? "", name: template.name, merged: false };
      }),
      requirements: requirements.map(({ ref }, index) => ({ ref: ref ?? "", open: open[index]! })),
      skipped,
    };
  });
}

function planned({ key, requirements, mergeInto, addAnyway }: PickInput["picks"][number]): Plan {
  const template = catalogueParty(key);
  if (!template) throw new Refused("catalogue-unknown");
  const chosen = requirements.map((wanted) => {
    const found = template.requirements.find((candidate) => candidate.key === wanted.key);
    if (!found) throw new Refused("catalogue-unknown");
    return { template: found, values: wanted.values };
  });
  // A key twice is one requirement; the later values count.
  return { template, chosen: [...new Map(chosen.map((choice) => [choice.template.key, choice])).values()], mergeInto, addAnyway };
}

function linksOf(template: CatalogueRequirement) {
  const rationale = translator("catalogue")("linkRationale");
  return suggestedLinks(template).map((link) => ({ ...link, rationale }));
}

/**
 * Whoever picks or rules out in this organisation waits for the one before: between looking whether a party is there and entering it, nobody else
 * enters it. A lock of its own, so that ordinary work on the register waits for nothing.
 */
async function oneAtATime(record: RecordWriter, access: Access): Promise<void> {
  await record.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`catalogue:${access.organization.id}`}, 0))`;
}

async function refuseRuledOut(record: RecordWriter, access: Access, plans: readonly Plan[]): Promise<void> {
  const ruled = await record.tx.catalogueExclusion.findFirst({
    where: { organizationId: access.organization.id, templateKey: { in: plans.map(({ template }) => template.key) }, withdrawnAt: null },
    select: { templateKey: true, reason: true },
  });
  if (ruled)
    throw new Refused("catalogue-ruled_out", { name: catalogueParty(ruled.templateKey)?.name ?? ruled.templateKey, reason: ruled.reason });
}

interface Target {
  id: string;
  ref: string;
  name: string;
  status: PartyStatus;
  adverse: boolean;
  templateKey: string | null;
}

/** The parties to merge into, after asking about every plan whether something is in its way. */
async function targetsOf(record: RecordWriter, access: Access, plans: readonly Plan[]): Promise<Map<string, Target>> {
  const parties = await record.tx.$queryRaw<Target[]>`
    SELECT id, ref, name, status, adverse, template_key AS "templateKey" FROM interested_party
     WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired' ORDER BY length(ref), ref`;
  const byId = new Map(parties.map((party) => [party.id, party]));
  const targets = new Map<string, Target>();
  for (const { template, mergeInto, addAnyway } of plans) {
    if (mergeInto) {
      const target = byId.get(mergeInto);
      if (!target) throw new NotFound();
      // Aims of attackers among the rights of a client would turn rights into risks, and the reverse.
      if (target.adverse !== template.adverse) throw new Refused("catalogue-adverse_merge", { name: target.name });
      targets.set(target.id, target);
    } else if (!addAnyway) {
      // A name that only means the same is shown beforehand and not held against anybody here.
      const there = parties.find((party) => ["template", "name"].includes(matchOf(template, party) ?? ""));
      if (there) throw new Refused("catalogue-listed", { name: template.name, ref: there.ref });
    }
  }
  return targets;
}

interface Statement {
  statement: string;
  sourceType: string | null;
  sourceLocator: string;
}

async function statementsOf(record: RecordWriter, access: Access, partyIds: readonly string[]): Promise<Map<string, Statement[]>> {
  const rows = await record.tx.requirement.findMany({
    where: { organizationId: access.organization.id, partyId: { in: [...partyIds] }, status: { not: "retired" } },
    select: { partyId: true, statement: true, sourceType: true, sourceLocator: true },
  });
  const byParty = new Map<string, Statement[]>();
  for (const { partyId, ...statement } of rows) byParty.set(partyId, [...(byParty.get(partyId) ?? []), statement]);
  return byParty;
}

/**
 * Enters one party of the catalogue without requirements because a record points to it: how and why it was found stand in its identification.
 * For the silent stakeholders. Throws Refused where it is listed or ruled out by now.
 */
export async function addIdentified(
  access: Access,
  { key, method, note, reason }: { key: string; method: IdentificationMethod; note: string; reason: string },
): Promise<{ ref: string }> {
  const plan = planned({ key, requirements: [], mergeInto: null, addAnyway: false });
  return change(access, async (record) => {
    await oneAtATime(record, access);
    await refuseRuledOut(record, access, [plan]);
    await targetsOf(record, access, [plan]);
    const values = { ...partyFromCatalogue(plan.template), identificationMethod: method, identificationNote: note };
    const { ref } = await record.create("interested-party", values, { reason });
    return { ref: ref ?? "" };
  });
}

/** "No landlord: we own the building." A decision with reason, day and person; it can be withdrawn. Throws Refused where the register has the party. */
export async function ruleOut(access: Access, { key, reason }: z.output<typeof ruleOutInput>): Promise<{ id: string; version: number }> {
  const template = catalogueParty(key);
  if (!template) throw new Refused("catalogue-unknown");
  return change(access, async (record) => {
    await oneAtATime(record, access);
    const parties = await record.tx.$queryRaw<{ ref: string; name: string; templateKey: string | null }[]>`
      SELECT ref, name, template_key AS "templateKey" FROM interested_party
       WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired'`;
    const there = parties.find((party) => matchOf(template, party) !== null);
    if (there) throw new Refused("catalogue-listed_not_ruled_out", { name: there.name, ref: there.ref });
    const before = await record.tx.catalogueExclusion.findFirst({
      where: { organizationId: access.organization.id, templateKey: key },
      select: { id: true, version: true, withdrawnAt: true },
    });
    if (before && before.withdrawnAt === null) throw new Refused("catalogue-already_ruled_out", { name: template.name });
    const values = { reason, decidedAt: today(), decidedById: access.user?.id ?? null, withdrawnAt: null };
    const options = { action: "rule-out", reason };
    const { id, version } = before
      ? await record.update("catalogue-exclusion", before.id, before.version, values, options)
      : await record.create("catalogue-exclusion", { templateKey: key, ...values }, options);
    return { id, version };
  });
}

/** The party counts as open again; the ruling stays in the history. */
export async function withdrawRuling(
  access: Access,
  { id, version, reason }: z.output<typeof withdrawInput>,
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const stored = await record.update(
      "catalogue-exclusion",
      id,
      version,
      (before) => {
        if (before.values.withdrawnAt !== null) throw new Refused("catalogue-not_ruled_out");
        return { withdrawnAt: today() };
      },
      { action: "withdraw-ruling", reason },
    );
    return { id: stored.id, version: stored.version };
  });
}
