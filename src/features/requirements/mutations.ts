import type { z } from "zod";
import { choosePriority, proposePriority } from "@/domain/priority";
import * as rules from "@/domain/requirement";
import type { Ruling } from "@/domain/ruling";
import type { TargetFacts } from "@/domain/thread";
import { addLinks, type ReadTarget, type RequirementTarget, readTarget, sameTarget } from "@/domain/thread-links";
import type { PartyStatus, SourceDocumentType } from "@/domain/vocabulary";
import { CONTRACT_TYPES } from "@/domain/vocabulary";
import { openTaskForChangedNeed } from "@/features/actions/mutations";
import { resolveTargets } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import type { RequirementValues } from "./queries";
import type {
  activateInput,
  confirmationInput,
  fulfilmentInput,
  ismsInput,
  LinkInput,
  lifeInput,
  priorityInput,
  RequirementChange,
  RequirementInput,
  relevanceInput,
} from "./schema";

/** What a save answers: the record, and which axes law or contract set, so that the person is told. */
interface SavedRequirement {
  id: string;
  ref: string;
  version: number;
  forced: { force: rules.LegalForce; strength: boolean; binding: boolean };
}

interface Saved {
  id: string;
  ref: string;
  version: number;
}

// Writing ------------------------------------------------------------------------------------------------------------------------------------------

/**
 * Enters a requirement as a draft. Legal force is applied here, whatever was sent (rule 3).
 * Throws Invalid with a sentence for each field that points to nothing or contradicts another.
 */
export async function createRequirement(access: Access, input: RequirementInput): Promise<SavedRequirement> {
  return change(access, async (record) => {
    const { values, forced } = checked(input, await referencesOf(record.tx, access, input), null);
    return { ...saved(await record.create("requirement", values)), forced };
  });
}

/** Changes what is written about a requirement. A reason is needed once anything about it is decided or confirmed. */
export async function updateRequirement(access: Access, { id, version, reason, ...input }: RequirementChange): Promise<SavedRequirement> {
  return change(access, async (record) => {
    const references = await referencesOf(record.tx, access, input);
    let forced: SavedRequirement["forced"] = { force: null, strength: false, binding: false };
    const stored = await updateNeed(
      record,
      access,
      id,
      version,
      (before) => {
        const result = checked(input, references, valuesOf(before));
        forced = result.forced;
        return result.values;
      },
      { reason, reasonNeeded: (before) => rules.requirementChangeNeedsReason(before as unknown as RequirementValues) },
    );
    return { ...saved(stored), forced };
  });
}

/**
 * Takes over what the party says its need is. `confirmation` where these are the party's own words; otherwise what was confirmed before was something
 * else and no longer counts. Throws Refused for a retired one, and for a confirmation that cannot stand.
 */
export async function restateRequirement(
  access: Access,
  input: {
    id: string;
    version: number;
    statement: string;
    partyWording: string;
    confirmation: { on: string; by: string; method: string } | null;
    reason: string;
  },
): Promise<Saved> {
  const { statement, partyWording, confirmation, reason } = input;
  return change(access, async (record) => {
    const { party } = await factsOf(record, access, input.id);
    const patch = (before: Stored) => {
      if (valuesOf(before).status === "retired") throw new Refused("requirement.retired");
      const restated = { ...valuesOf(before), statement, party };
      const confirmed = confirmation
        ? accepted(rules.confirmRequirement(restated, { ...confirmation, today: today() }), ["statement"])
        : { confirmedAt: null, confirmedBy: "", confirmationMethod: "" };
      return { statement, partyWording, ...confirmed };
    };
    return saved(await updateNeed(record, access, input.id, input.version, patch, { reason }));
  });
}

/** The one way in which what a requirement says, or what was decided about it, changes: what answers it is then looked at again. */
async function updateNeed(
  record: RecordWriter,
  access: Access,
  id: string,
  version: number,
  patch: (before: Stored) => Values,
  options: Parameters<RecordWriter["update"]>[4],
): Promise<Stored> {
  let before: Values = {};
  const keep = (stored: Stored) => {
    before = stored.values;
    return patch(stored);
  };
  const after = await record.update("requirement", id, version, keep, options);
  if (after.version !== version) await openTaskForChangedNeed(access, before, after);
  return after;
}

interface References {
  party: { status: PartyStatus } | null;
  sources: { id: string; type: SourceDocumentType; status: string }[];
  obligations: { id: string; status: string }[];
  ownerIsMember: boolean;
  links: GivenLink[];
}

/** Everything that the input points to, in one statement. */
async function referencesOf(tx: Tx, access: Access, input: RequirementInput): Promise<References> {
  const organizationId = access.organization.id;
  const [found] = await tx.$queryRaw<
    [{ party: References["party"]; sources: References["sources"] | null; obligations: References["obligations"] | null; owner: boolean }]
  >`
    SELECT (SELECT json_build_object('status', status) FROM interested_party WHERE organization_id = ${organizationId}::uuid AND id = ${input.partyId}::uuid) AS party,
           (SELECT json_agg(json_build_object('id', id, 'type', type, 'status', status)) FROM source_document
             WHERE organization_id = ${organizationId}::uuid AND id = ANY(${input.sourceIds}::uuid[])) AS sources,
           (SELECT json_agg(json_build_object('id', id, 'status', status)) FROM obligation
             WHERE organization_id = ${organizationId}::uuid AND id = ANY(${input.obligationIds}::uuid[])) AS obligations,
           EXISTS (SELECT 1 FROM membership WHERE organization_id = ${organizationId}::uuid AND user_id = ${input.ownerId}::uuid AND ended_at IS NULL) AS owner`;
  const links = await givenLinks(access, input.links);
  return { party: found.party, sources: found.sources ?? [], obligations: found.obligations ?? [], ownerIsMember: found.owner, links };
}

/** The input as it may be stored, with legal force applied. What the record already pointed to may stay, even where it has been retired since. */
function checked(
  input: RequirementInput,
  references: References,
  before: RequirementValues | null,
): { values: Values; forced: SavedRequirement["forced"] } {
  const t = translator("refusals");
  const faults: Record<string, string> = {};
  const fault = (field: string, code: string, params: Record<string, string> = {}) => {
    faults[field] ??= t(`requirement.${code}`, params);
  };
  if (before?.status === "retired") throw new Refused("requirement.retired");
  const { party, sources, obligations } = references;
  if (!party) fault("partyId", "party_unknown");
  else if (party.status === "retired" && input.partyId !== before?.partyId) fault("partyId", "party_retired");
  const usable = (rows: readonly { id: string; status: string }[], had: readonly string[] = []) =>
    new Set(rows.filter((row) => row.status !== "retired" || had.includes(row.id)).map((row) => row.id));
  if (input.sourceIds.some((id) => !usable(sources, before?.sourceIds).has(id))) fault("sourceIds", "source_unknown");
  if (input.obligationIds.some((id) => !usable(obligations, before?.obligationIds).has(id))) fault("obligationIds", "obligation_unknown");
  if (input.ownerId && !references.ownerIsMember && input.ownerId !== before?.ownerId) fault("ownerId", "owner_unknown");
  if (input.effectiveFrom && input.effectiveTo && input.effectiveTo < input.effectiveFrom) fault("effectiveTo", "ends_before_it_begins");
  for (const field of ["elicitedAt", "communicatedAt", "lastReviewedAt"] as const) {
    const on = input[field];
    if (on !== null && on > today()) fault(field, "in_the_future");
  }
  const links = checkedLinks(references.links, before?.links ?? [], faults);
  if (before) checkAgainstDecisions(before, { ...input, links }, fault);
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const axes = rules.applyLegalForce({
    ...input,
    obligationCount: obligations.length,
    contractCount: sources.filter(({ type }) => CONTRACT_TYPES.includes(type)).length,
  });
  return {
    values: { ...input, links, strength: axes.strength, binding: axes.binding },
    forced: { force: axes.force, ...axes.changed },
  };
}

/** A change of the text must not take away what a decision rests on; the decision is taken anew first. */
function checkAgainstDecisions(before: RequirementValues, after: RequirementInput, fault: (field: string, code: string) => void): void {
  if (before.relevance === "discarded" && after.cia.length > 0) fault("cia", "discard_contradicts_cia");
  if (before.relevance === "relevant" && after.cia.length === 0 && after.ciaRationale === "" && before.relevanceRationale === "") {
    fault("cia", "cia_or_rationale_needed");
  }
  if (before.ismsDecision === "addressed" && after.howAddressed === "" && after.links.length === 0) fault("howAddressed", "how_needed");
}

interface GivenLink {
  link: LinkInput;
  read: ReadTarget;
  type: LinkInput["targetType"];
  facts: TargetFacts | null;
}

/** The links as they are sent, each read for its kind and looked up. */
async function givenLinks(access: Access, links: readonly LinkInput[]): Promise<GivenLink[]> {
  const read = links.map(({ targetType, targetRef }) => readTarget(targetType, targetRef));
  const resolved = await resolveTargets(
    access,
    links.map(({ targetType, targetRef }, index) => {
      const one = read[index]!;
      return one.ok ? one.choice : { type: targetType, ref: targetRef };
    }),
  );
  return links.map((link, index) => ({ link, read: read[index]!, type: resolved[index]!.type, facts: resolved[index]!.target }));
}

/**
 * The links under their whole names, by the rules of domain/thread-links.ts. What stood there before stays, whatever has become of it; what is new must
 * be what its kind says, exist and be in use. A bare number is refused with both its readings, a 2013 id with what became of it (rules 1 and 17).
 */
function checkedLinks(given: readonly GivenLink[], before: readonly LinkInput[], faults: Record<string, string>): LinkInput[] {
  const t = translator("refusals");
  const kept: RequirementTarget[] = [];
  const added: (RequirementTarget & { facts: TargetFacts | null })[] = [];
  for (const { link, read, type, facts } of given) {
    const stated = { rationale: link.rationale, coverage: link.coverage ?? ("" as const) };
    if (before.some((other) => sameTarget(other, link))) kept.push({ ...link, ...stated });
    else if (read.ok) added.push({ ...stated, targetType: type, targetRef: read.choice.ref, facts });
    else {
      const readings = read.choices.map(({ ref, title }) => (title ? `${ref} (${title})` : ref)).join(", ");
      const kind = translator("vocabulary.linkTargetType")(link.targetType);
      faults.links ??= t(`thread.${read.code}`, { given: read.given, readings, kind });
    }
  }
  const ruling = addLinks(kept, added, (link) => added.find((one) => sameTarget(one, link))?.facts ?? null);
  if (!ruling.ok) {
    faults.links ??= t(`thread.${ruling.code}`, { ref: ruling.field ?? "" });
    return [];
  }
  return ruling.value.map(({ targetType, targetRef, rationale, coverage }) => ({ targetType, targetRef, rationale, coverage }));
}

// Deciding -----------------------------------------------------------------------------------------------------------------------------------------

/** Does it bear on information security: relevant or discarded, with C/I/A and reason. Discarded ones stay in the register. */
export async function decideRelevance(access: Access, input: z.output<typeof relevanceInput>): Promise<Saved> {
  const byId = decider(access);
  return change(access, async (record) => {
    const stored = await updateNeed(
      record,
      access,
      input.id,
      input.version,
      (before) => {
        const { cia, ciaRationale } = input;
        const ruling = rules.decideRequirementRelevance({ ...valuesOf(before), cia, ciaRationale }, { ...input, on: today(), byId });
        return { ...accepted(ruling, ["discardReason", "cia"], [], { discardReason: "reason" }), cia, ciaRationale };
      },
      { action: "decide-relevance", reason: input.reason, reasonNeeded: (before) => before.relevance !== "undecided" },
    );
    return saved(stored);
  });
}

/** Clause 4.2 c: is it addressed through the ISMS, and how. */
export async function decideIsms(access: Access, input: z.output<typeof ismsInput>): Promise<Saved> {
  const byId = decider(access);
  return change(access, async (record) => {
    const given = await givenLinks(access, input.links);
    const stored = await updateNeed(
      record,
      access,
      input.id,
      input.version,
      (before) => {
        const faults: Record<string, string> = {};
        const links = checkedLinks(given, valuesOf(before).links, faults);
        if (Object.keys(faults).length > 0) throw new Invalid(faults);
        const ruling = rules.decideIsms(
          { ...valuesOf(before), linkCount: links.length },
          { decision: input.ismsDecision, rationale: input.ismsDecisionRationale, howAddressed: input.howAddressed, on: today(), byId },
        );
        return { ...accepted(ruling, ["howAddressed", "ismsDecisionRationale"]), links };
      },
      {
        action: "decide-isms",
        reason: input.reason || input.ismsDecisionRationale.slice(0, 1_000),
        reasonNeeded: (before) => before.ismsDecision !== "undecided",
      },
    );
    return saved(stored);
  });
}

/** The person's own choice of priority; departing from the proposal needs a justification. */
export async function decidePriority(access: Access, input: z.output<typeof priorityInput>): Promise<Saved> {
  const byId = decider(access);
  return change(access, async (record) => {
    const facts = await factsOf(record, access, input.id);
    const stored = await record.update(
      "requirement",
      input.id,
      input.version,
      (before) => {
        const values = valuesOf(before);
        if (values.status === "retired") throw new Refused("requirement.retired");
        const proposal = proposePriority({ ...values, ...facts });
        return accepted(
          choosePriority(proposal, { priority: input.priority, justification: input.priorityJustification, on: today(), byId }),
          ["priorityJustification"],
        );
      },
      {
        action: "decide-priority",
        reason: input.reason || input.priorityJustification.slice(0, 1_000),
        reasonNeeded: (before) => before.priority !== null,
      },
    );
    return saved(stored);
  });
}

/** Records that the party confirmed the requirement, or, without a day, takes a confirmation back for a reason. */
export async function confirmRequirement(access: Access, input: z.output<typeof confirmationInput>): Promise<Saved> {
  return change(access, async (record) => {
    const { party } = await factsOf(record, access, input.id);
    const stored = await record.update(
      "requirement",
      input.id,
      input.version,
      (before) => {
        if (input.confirmedAt === null) return { confirmedAt: null, confirmedBy: "", confirmationMethod: "" };
        const ruling = rules.confirmRequirement(
          { ...valuesOf(before), party },
          { on: input.confirmedAt, by: input.confirmedBy, method: input.confirmationMethod, today: today() },
        );
        return accepted(ruling, ["confirmedAt", "confirmedBy"], ["adverse_never_confirms", "retired"]);
      },
      {
        action: input.confirmedAt === null ? "withdraw-confirmation" : "confirm",
        reason: input.reason,
        reasonNeeded: (before) => before.confirmedAt !== null,
      },
    );
    return saved(stored);
  });
}

/** Records how far it is met, on a day (today unless told). */
export async function assessFulfilment(access: Access, input: z.output<typeof fulfilmentInput>): Promise<Saved> {
  return change(access, async (record) => {
    const stored = await record.update(
      "requirement",
      input.id,
      input.version,
      (before) =>
        accepted(
          rules.assessFulfilment(valuesOf(before), {
            status: input.fulfilmentStatus,
            on: input.fulfilmentAssessedAt ?? today(),
            note: input.fulfilmentNote,
            today: today(),
          }),
          ["fulfilmentStatus", "fulfilmentNote", "fulfilmentAssessedAt"],
        ),
      { action: "assess-fulfilment", reason: input.fulfilmentNote.slice(0, 1_000) },
    );
    return saved(stored);
  });
}

/**
 * Notes that the party was told on that day how these of its requirements are met, as part of somebody's change (a meeting, a notice). What was told
 * later, or is retired, or is another party's stays as it is. Returns how many were noted.
 * @param where what it stands in: "ENG-012"
 */
export async function noteTold(
  record: RecordWriter,
  { partyId, requirementIds, on, where }: { partyId: string; requirementIds: readonly string[]; on: string; where: string },
): Promise<number> {
  const told = await record.tx.$queryRaw<{ id: string; ref: string; version: number; again: boolean }[]>`
    SELECT id, ref, version, communicated_at IS NOT DISTINCT FROM ${on}::date AS again FROM requirement
     WHERE organization_id = ${record.access.organization.id}::uuid AND id = ANY(${[...requirementIds]}::uuid[])
       AND party_id = ${partyId}::uuid AND status <> 'retired' AND (communicated_at IS NULL OR communicated_at <= ${on}::date)
     ORDER BY id FOR UPDATE`;
  const reason = translator("requirements")("toldIn", { where });
  const untold = told.filter(({ again }) => !again).map(({ id, version }) => ({ id, version }));
  await record.updateMany("requirement", untold, { communicatedAt: on }, { action: "tell", reason });
  // Told again on the same day: the day stays, but what changed in between was told as well.
  for (const { id, ref } of told.filter(({ again }) => again)) record.note("requirement", id, ref, "tell", { reason });
  return untold.length;
}

// Its life -----------------------------------------------------------------------------------------------------------------------------------------

/** draft -> active. */
export async function activateRequirement(access: Access, input: z.output<typeof activateInput>): Promise<Saved> {
  return change(access, async (record) => {
    const { party } = await factsOf(record, access, input.id);
    const patch = (before: Stored) => accepted(rules.activateRequirement({ ...valuesOf(before), party }));
    return saved(await record.update("requirement", input.id, input.version, patch, { action: "activate", reason: input.reason }));
  });
}

/** Out of the register's work, never out of the register (rule 13). */
export async function retireRequirement(access: Access, input: z.output<typeof lifeInput>): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) =>
      accepted(rules.retireRequirement(valuesOf(before), { on: today(), reason: input.reason }), ["retiredReason"], [], {
        retiredReason: "reason",
      });
    return saved(await record.update("requirement", input.id, input.version, patch, { action: "retire", reason: input.reason }));
  });
}

/** retired -> active where its relevance had been decided, else draft. */
export async function bringBackRequirement(access: Access, input: z.output<typeof lifeInput>): Promise<Saved> {
  return change(access, async (record) => {
    const patch = (before: Stored) => accepted(rules.bringBackRequirement(valuesOf(before)));
    return saved(await record.update("requirement", input.id, input.version, patch, { action: "bring-back", reason: input.reason }));
  });
}

interface PartyFacts {
  obligationCount: number;
  contractCount: number;
  party: { status: PartyStatus; adverse: boolean; power: number | null; scoresAreTemplateDefaults: boolean };
}

/** What the rules ask about its party and its sources. Throws NotFound. */
async function factsOf(record: RecordWriter, access: Access, id: string): Promise<PartyFacts> {
  const [facts] = await record.tx.$queryRaw<PartyFacts[]>`
    SELECT (SELECT count(*)::int FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "obligationCount",
           (SELECT count(*)::int FROM requirement_source l JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
             WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id AND d.type = ANY(${[...CONTRACT_TYPES]}::text[])) AS "contractCount",
           json_build_object('status', p.status, 'adverse', p.adverse, 'power', p.power, 'scoresAreTemplateDefaults', p.scores_are_template_defaults) AS party
      FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
     WHERE r.organization_id = ${access.organization.id}::uuid AND r.id = ${id}::uuid`;
  if (!facts) throw new NotFound();
  return facts;
}

/** A decision has a person. Throws Forbidden for work that nobody signed in does. */
function decider(access: Access): string {
  if (!access.user) throw new Forbidden("requirement:decide");
  return access.user.id;
}

/**
 * What a rule accepted. A refusal about one of the `fields` of the form is told there (`renamed`: the rule's name for it -> the form's); about no field
 * of the form, or with a code that `whole` names, it is a sentence of its own.
 */
function accepted<T extends object>(
  ruling: Ruling<T>,
  fields: readonly string[] = [],
  whole: readonly string[] = [],
  renamed: Record<string, string> = {},
): Values {
  if (ruling.ok) return ruling.value as Values;
  if (ruling.field === null || !fields.includes(ruling.field) || whole.includes(ruling.code))
    throw new Refused(`requirement.${ruling.code}`);
  throw new Invalid({ [renamed[ruling.field] ?? ruling.field]: translator("refusals")(`requirement.${ruling.code}`) });
}

function valuesOf(stored: Stored): RequirementValues {
  return stored.values as unknown as RequirementValues;
}

function saved({ id, ref, version }: Stored): Saved {
  return { id, ref: ref ?? "", version };
}
