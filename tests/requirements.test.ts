import { beforeAll, describe, expect, it } from "vitest";
import { createObligation } from "@/features/obligations/mutations";
import { obligationInput } from "@/features/obligations/schema";
import * as actions from "@/features/requirements/actions";
import * as mutations from "@/features/requirements/mutations";
import {
  exportRequirements,
  getRequirement,
  listRequirements,
  managementSystemsInUse,
  startingPoint,
  worthOfMeeting,
} from "@/features/requirements/queries";
import { requirementInput } from "@/features/requirements/schema";
import { REQUIREMENT_TABLE, type RequirementTableState } from "@/features/requirements/table";
import { createSource } from "@/features/sources/mutations";
import { sourceInput } from "@/features/sources/schema";
import { fieldErrorsOf } from "@/lib/field-errors";
import { parseTableState } from "@/lib/table-state";
import { worthPath } from "@/lib/worth-path";
import type { Access } from "@/server/access";
import { Conflict, Invalid, NotFound, ReasonRequired, Refused } from "@/server/errors";
import { change, withIdempotencyKey } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

/** What the form sends when only these fields are filled. */
const form = (fields: Record<string, unknown>) => requirementInput.parse({ kind: "business", ...fields });
const list = (query: string): RequirementTableState => parseTableState(new URLSearchParams(query), REQUIREMENT_TABLE);
const refs = async (access: Access, query: string) => (await listRequirements(access, list(query))).rows.map((row) => row.ref);

describe.skipIf(world.skip)("requirements of Nordwind", () => {
  let mira: Access;
  let acme: { id: string; ref: string };
  let authority: { id: string; ref: string };
  let attacker: { id: string; ref: string };

  const enter = async (fields: Record<string, unknown>) =>
    mutations.createRequirement(mira, form({ partyId: acme.id, statement: "Our data is encrypted at rest.", ...fields }));
  const record = async (ref: string, access = mira) => {
    const found = await getRequirement(access, ref);
    if (!found) throw new Error(`${ref} is not there`);
    return found;
  };
  const relevant = async (ref: string) => {
    const { id, version } = await record(ref);
    return mutations.decideRelevance(mira, {
      id,
      version,
      relevance: "relevant",
      cia: ["confidentiality"],
      ciaRationale: "",
      reason: "customer data",
    });
  };

  beforeAll(async () => {
    if (world.skip) return;
    mira = await world.as("mira");
    const parties = await change(mira, (writer) =>
      writer.createMany("interested-party", [
        {
          name: "Acme Bank AG",
          category: "external",
          kind: "organisation",
          status: "active",
          power: 4,
          interest: 4,
          scoresAreTemplateDefaults: false,
        },
        { name: "Data protection authority", category: "external", kind: "organisation", status: "active", imposesLaw: true },
        { name: "Ransomware groups", category: "external", kind: "group", status: "active", adverse: true },
      ]),
    );
    [acme, authority, attacker] = parties.map(({ id, ref }) => ({ id, ref: ref! })) as [typeof acme, typeof acme, typeof acme];
  });

  it("starts as a draft with a ref, whatever else was sent", async () => {
    const saved = await enter({ statement: "Backups are tested each quarter." });
    expect(saved.ref).toMatch(/^REQ-\d{3}$/);
    const { values } = await record(saved.ref);
    expect(values).toMatchObject({
      status: "draft",
      relevance: "undecided",
      ismsDecision: "undecided",
      priority: null,
      fulfilmentStatus: "not_assessed",
    });
    const answer = requirementInput.safeParse({ partyId: acme.id, statement: "x", kind: "legal", status: "active" });
    expect(answer.error?.issues[0]).toMatchObject({ code: "unrecognized_keys", keys: ["status"] });
  });

  it("makes a need and a requirement of what law demands, and says so", async () => {
    const gdpr = await createObligation(
      mira,
      obligationInput.parse({ title: "General Data Protection Regulation", citation: "(EU) 2016/679", authorityPartyId: authority.id }),
    );
    const saved = await mutations.createRequirement(
      mira,
      form({
        partyId: authority.id,
        statement: "Breaches are reported within 72 hours.",
        kind: "business",
        strength: "expectation",
        binding: "wish",
        obligationIds: [gdpr.id],
      }),
    );
    expect(saved.forced).toEqual({ force: "law", strength: true, binding: true });
    const found = await record(saved.ref);
    expect(found.values).toMatchObject({ strength: "need", binding: "requirement", kind: "business" });
    expect(found.force.because).toEqual(["obligation_linked"]);
    expect(found.confirmation).toEqual({ needed: false, because: "law_confirms_itself" });
    expect(found.proposal.proposed).toBe("high");
    const contract = await createSource(
      mira,
      sourceInput.parse({ title: "Master service agreement 2024", type: "contract", counterpartyPartyId: acme.id }),
    );
    const bound = await enter({ strength: "expectation", binding: "wish", sourceIds: [contract.id] });
    expect(bound.forced).toEqual({ force: "contract", strength: false, binding: true });
    expect((await record(bound.ref)).values).toMatchObject({ strength: "expectation", binding: "requirement" });
    // Many to many, in both directions.
    const second = await enter({ statement: "We may audit once a year.", sourceIds: [contract.id], obligationIds: [gdpr.id] });
    expect((await record(second.ref)).sources.map(({ ref }) => ref)).toEqual([contract.ref]);
    expect((await record(second.ref)).obligations.map(({ ref }) => ref)).toEqual([gdpr.ref]);
  });

  it("keeps a discarded requirement and lists it", async () => {
    const saved = await enter({ statement: "The logo on our invoices is blue." });
    const discard = (cia: ("confidentiality" | "integrity" | "availability")[], reason: string) =>
      mutations.decideRelevance(mira, { id: saved.id, version: 1, relevance: "discarded", cia, ciaRationale: "", reason });
    await expect(discard(["integrity"], "marketing")).rejects.toThrow(Invalid);
    await expect(discard([], "")).rejects.toMatchObject({ fieldErrors: { reason: expect.any(String) } });
    await discard([], "No bearing on information security; marketing handles it.");
    expect(await refs(mira, "")).toContain(saved.ref);
    expect(await refs(mira, "relevance=discarded")).toContain(saved.ref);
    expect((await record(saved.ref)).values).toMatchObject({
      relevance: "discarded",
      status: "draft",
      relevanceDecidedById: world.people.mira.id,
    });
  });

  it("holds “not addressed through the ISMS” apart from “discarded”", async () => {
    const saved = await enter({
      statement: "Escape routes are free at all times.",
      kind: "legal",
      sourceType: "law",
      sourceRef: "Workplace ordinance",
      sourceLocator: "§ 4",
    });
    const decide = (version: number, decision: "addressed" | "not_addressed", rationale: string, howAddressed: string) =>
      mutations.decideIsms(mira, {
        id: saved.id,
        version,
        ismsDecision: decision,
        ismsDecisionRationale: rationale,
        howAddressed,
        links: [],
        reason: "",
      });
    await expect(decide(1, "not_addressed", "HR handles it", "")).rejects.toMatchObject({ code: "requirement.relevance_first" });
    const { version } = await relevant(saved.ref);
    await expect(decide(version, "not_addressed", "Safety at work handles it", "")).rejects.toMatchObject({
      fieldErrors: { howAddressed: expect.stringMatching(/instead/) },
    });
    await decide(version, "not_addressed", "Safety at work handles it", "Safety committee, procedure S-02");
    expect((await record(saved.ref)).values).toMatchObject({ relevance: "relevant", ismsDecision: "not_addressed" });
    expect(await refs(mira, "isms=not_addressed")).toEqual([saved.ref]);
    expect(await refs(mira, "relevance=discarded")).not.toContain(saved.ref);
  });

  it("lets a contributor write and only the deciders decide", async () => {
    const saved = await enter({ statement: "Keys are changed each year." });
    await withRequest(await world.request("carla"), async () => {
      const input = { ...form({ partyId: acme.id, statement: "Keys are changed every 12 months." }), id: saved.id, version: 1 };
      expect(await actions.updateRequirement("nordwind", input)).toMatchObject({ ok: true, data: { version: 2 } });
      const decision = { id: saved.id, version: 2, relevance: "relevant", cia: ["confidentiality"], reason: "keys" };
      expect(await actions.decideRelevance("nordwind", decision)).toMatchObject({ ok: false, kind: "forbidden" });
      expect(await actions.updateRequirement("nordwind", { ...input, version: 2, relevance: "relevant" })).toMatchObject({
        ok: false,
        kind: "invalid",
        fieldErrors: { relevance: expect.any(String) },
      });
      for (const refused of [
        actions.decideIsms("nordwind", { id: saved.id, version: 2, ismsDecision: "addressed", howAddressed: "x" }),
        actions.decidePriority("nordwind", { id: saved.id, version: 2, priority: "low", priorityJustification: "x" }),
        actions.confirmRequirement("nordwind", { id: saved.id, version: 2, confirmedAt: "2024-01-01", confirmedBy: "x" }),
        actions.activateRequirement("nordwind", { id: saved.id, version: 2 }),
        actions.retireRequirement("nordwind", { id: saved.id, version: 2, reason: "x" }),
      ]) {
        expect(await refused).toMatchObject({ ok: false, kind: "forbidden" });
      }
    });
    await withRequest(await world.request("aisha"), async () => {
      expect(
        await actions.createRequirement("nordwind", form({ partyId: acme.id, statement: "An auditor writes nothing." })),
      ).toMatchObject({ ok: false, kind: "forbidden" });
    });
    expect((await record(saved.ref, await world.as("aisha"))).values).toMatchObject({
      relevance: "undecided",
      statement: "Keys are changed every 12 months.",
    });
  });

  it("shows both texts to the second of two editors and stores only the first", async () => {
    const saved = await enter({ statement: "Logs are kept 6 months." });
    const carla = await world.as("carla");
    const change2 = (access: Access, statement: string) =>
      mutations.updateRequirement(access, { ...form({ partyId: acme.id, statement }), id: saved.id, version: 1, reason: "" });
    await change2(carla, "Logs are kept 12 months.");
    const lost = change2(mira, "Logs are kept 18 months.");
    await expect(lost).rejects.toThrow(Conflict);
    await lost.catch((conflict: Conflict) =>
      expect(conflict.current).toMatchObject({
        version: 2,
        changedBy: "Carla Neumann",
        fields: ["statement"],
        values: { statement: "Logs are kept 12 months." },
      }),
    );
    expect((await record(saved.ref)).values.statement).toBe("Logs are kept 12 months.");
  });

  it("asks why a decided or confirmed requirement changes, and keeps the answer", async () => {
    const saved = await enter({ statement: "Incidents are told to us within 48 hours." });
    const { version } = await relevant(saved.ref);
    const input = {
      ...form({ partyId: acme.id, statement: "Incidents are told to us within 24 hours.", cia: ["confidentiality"] }),
      id: saved.id,
      version,
    };
    await expect(mutations.updateRequirement(mira, { ...input, reason: "" })).rejects.toThrow(ReasonRequired);
    const after = await mutations.updateRequirement(mira, { ...input, reason: "Amendment 2 of the agreement" });
    expect(after.version).toBe(version + 1);
    const [entry] = await world.sql<{ payload: string }>(
      "SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity_id = $1 ORDER BY e.sequence DESC LIMIT 1",
      [saved.id],
    );
    expect(JSON.parse(entry!.payload)).toMatchObject({
      reason: "Amendment 2 of the agreement",
      fields: { statement: { before: "Incidents are told to us within 48 hours." } },
    });
    await expect(
      mutations.updateRequirement(mira, { ...input, version: after.version, cia: [], reason: "tidying" }),
    ).resolves.toMatchObject({ version: after.version + 1 });
  });

  it("takes clauses and controls by their whole names only", async () => {
    const saved = await enter({ statement: "Policies are known to us." });
    const linked = (targetRef: string) => ({
      ...form({ partyId: acme.id, statement: "Policies are known to us.", links: [{ targetType: "control", targetRef, rationale: "" }] }),
      id: saved.id,
      version: 1,
      reason: "",
    });
    await expect(mutations.updateRequirement(mira, linked("5.1"))).rejects.toMatchObject({
      fieldErrors: { links: expect.stringMatching(/Clause 5\.1 .*A\.5\.1 /) },
    });
    await expect(mutations.updateRequirement(mira, linked("A.12.4.1"))).rejects.toMatchObject({
      fieldErrors: { links: expect.stringMatching(/2013.*A\.8\.15/) },
    });
    await expect(mutations.updateRequirement(mira, linked("A.9.99"))).rejects.toThrow(Invalid);
    await mutations.updateRequirement(mira, linked("annex a 5.1"));
    expect((await record(saved.ref)).links).toMatchObject([
      { targetType: "control", targetRef: "A.5.1", title: "Policies for information security" },
    ]);
  });

  it("points to nothing that is not of this organisation", async () => {
    const kim = await world.as("kim");
    const foreign = await change(kim, (writer) =>
      writer.create("interested-party", { name: "Kestrel's customer", category: "external", kind: "group" }),
    );
    const lease = await createSource(kim, sourceInput.parse({ title: "Kestrel's lease", type: "lease" }));
    await expect(enter({ partyId: foreign.id })).rejects.toMatchObject({ fieldErrors: { partyId: expect.any(String) } });
    await expect(enter({ sourceIds: [lease.id] })).rejects.toMatchObject({ fieldErrors: { sourceIds: expect.any(String) } });
    await expect(enter({ ownerId: world.people.kim.id })).rejects.toMatchObject({ fieldErrors: { ownerId: expect.any(String) } });
    await expect(enter({ effectiveFrom: "2025-02-01", effectiveTo: "2025-01-01", elicitedAt: "2999-01-01" })).rejects.toMatchObject({
      fieldErrors: { effectiveTo: expect.any(String), elicitedAt: expect.any(String) },
    });
    const own = await enter({ statement: "Only ours." });
    expect(await getRequirement(kim, own.ref)).toBeNull();
    await expect(mutations.retireRequirement(kim, { id: own.id, version: 1, reason: "mine now" })).rejects.toThrow(NotFound);
    await expect(
      mutations.decidePriority(kim, { id: own.id, version: 1, priority: "low", priorityJustification: "x", reason: "" }),
    ).rejects.toThrow(NotFound);
    expect((await listRequirements(kim, list(""))).total).toBe(0);
  });

  it("creates one record, however often the same form arrives", async () => {
    const input = form({ partyId: acme.id, statement: "A double click is one requirement." });
    const once = () => withIdempotencyKey("key-of-one-form", input, () => mutations.createRequirement(mira, input));
    const answers = await Promise.all([once(), once(), once()]);
    expect(new Set(answers.map(({ ref }) => ref)).size).toBe(1);
    expect(await refs(mira, "q=double+click")).toHaveLength(1);
  });

  it("proposes a priority with its sum and asks why somebody departs from it", async () => {
    const saved = await enter({ statement: "The service is available 99.9 % of each month.", impactIfUnmet: 4 });
    expect((await record(saved.ref)).proposal).toMatchObject({ proposed: "high", power: 4, impact: 4, product: 16 });
    const choose = (priority: "low" | "high", justification: string, version = 1) =>
      mutations.decidePriority(mira, { id: saved.id, version, priority, priorityJustification: justification, reason: "" });
    await expect(choose("low", "")).rejects.toMatchObject({ fieldErrors: { priorityJustification: expect.any(String) } });
    await choose("high", "");
    await choose("low", "The contract ends in March.", 2);
    expect((await record(saved.ref)).values).toMatchObject({ priority: "low", priorityDecidedById: world.people.mira.id });
  });

  it("is confirmed by the party, never by attackers, and met only when addressed", async () => {
    const aim = await mutations.createRequirement(
      mira,
      form({ partyId: attacker.id, statement: "The ransom is paid.", sourceType: "document", sourceRef: "Threat report" }),
    );
    const confirm = (id: string, version: number, confirmedAt: string | null, reason = "") =>
      mutations.confirmRequirement(mira, { id, version, confirmedAt, confirmedBy: "H. Vogt, Acme", confirmationMethod: "mail", reason });
    await expect(confirm(aim.id, 1, "2024-05-01")).rejects.toThrow(Refused);
    const saved = await enter({
      statement: "Our auditors see your reports.",
      sourceType: "interview",
      sourceRef: "Interview with purchasing",
    });
    expect((await record(saved.ref)).confirmation).toEqual({ needed: true, because: "elicited" });
    expect(await refs(mira, "unconfirmed=1")).toContain(saved.ref);
    expect(await refs(mira, "unconfirmed=1")).not.toContain(aim.ref);
    await expect(confirm(saved.id, 1, "2999-01-01")).rejects.toMatchObject({ fieldErrors: { confirmedAt: expect.any(String) } });
    await confirm(saved.id, 1, "2024-05-01");
    await expect(confirm(saved.id, 2, null)).rejects.toThrow(ReasonRequired);
    await confirm(saved.id, 2, null, "wrong person");
    const met = mutations.assessFulfilment(mira, {
      id: saved.id,
      version: 3,
      fulfilmentStatus: "met",
      fulfilmentAssessedAt: null,
      fulfilmentNote: "",
    });
    await expect(met).rejects.toMatchObject({ fieldErrors: { fulfilmentStatus: expect.any(String) } });
  });

  it("goes from draft to active to retired and back, and stays", async () => {
    const draft = await enter({ statement: "We are told within {number} hours." });
    const activate = (version: number) => mutations.activateRequirement(mira, { id: draft.id, version, reason: "" });
    await expect(activate(1)).rejects.toMatchObject({ code: "requirement.placeholder_open" });
    expect(await refs(mira, "placeholder=1")).toEqual([draft.ref]);
    await mutations.updateRequirement(mira, {
      ...form({ partyId: acme.id, statement: "We are told within 24 hours." }),
      id: draft.id,
      version: 1,
      reason: "",
    });
    await activate(2);
    await expect(mutations.retireRequirement(mira, { id: draft.id, version: 3, reason: "" })).rejects.toMatchObject({
      fieldErrors: { reason: expect.any(String) },
    });
    await mutations.retireRequirement(mira, { id: draft.id, version: 3, reason: "contract ended" });
    expect(await refs(mira, "")).not.toContain(draft.ref);
    expect(await refs(mira, "status=retired")).toEqual([draft.ref]);
    const input = { ...form({ partyId: acme.id, statement: "Changed behind its back." }), id: draft.id, version: 4, reason: "x" };
    await expect(mutations.updateRequirement(mira, input)).rejects.toMatchObject({ code: "requirement.retired" });
    await mutations.bringBackRequirement(mira, { id: draft.id, version: 4, reason: "" });
    expect((await record(draft.ref)).values.status).toBe("draft");
  });

  it("finds, filters and sorts, and exports just that", async () => {
    await enter({
      statement: "100 % of the disks are encrypted_twice.",
      ownerId: world.people.mira.id,
      climateRelated: true,
      sourceType: "contract",
      sourceRef: "MSA",
      sourceLocator: "§ 7.2",
    });
    for (const sort of REQUIREMENT_TABLE.columns.filter((column) => "sortable" in column)) {
      for (const direction of ["", "-"]) {
        const { rows, matching, total } = await listRequirements(
          mira,
          list(`sort=${direction}${sort.id}&columns=${REQUIREMENT_TABLE.columns.map(({ id }) => id).join()}`),
        );
        expect(rows).toHaveLength(Math.min(50, matching));
        expect(matching).toBe(total);
      }
    }
    for (const [name, { values }] of Object.entries(REQUIREMENT_TABLE.filters ?? {}) as [string, { values?: readonly string[] }][]) {
      for (const value of values ?? ["none", "mine", acme.ref, "'; DROP TABLE requirement; --"]) {
        const { rows, matching } = await listRequirements(mira, list(new URLSearchParams({ [name]: value }).toString()));
        expect(rows).toHaveLength(matching);
      }
    }
    expect(await refs(mira, "q=100+%25")).toHaveLength(1);
    expect(await refs(mira, "q=encrypted_twice")).toHaveLength(1);
    expect(await refs(mira, "q=encryptedXtwice")).toHaveLength(0);
    expect((await refs(mira, "q=acme")).length).toBeGreaterThan(5);
    expect(await refs(mira, `party=${attacker.ref}`)).toHaveLength(1);
    expect(await refs(mira, "owner=mine")).toEqual(await refs(mira, "climate=1"));
    const ordered = (await listRequirements(mira, list("sort=-party"))).rows.map(({ partyName }) => partyName);
    expect(ordered).toEqual([...ordered].sort().reverse());
    const file = await exportRequirements(mira, list("owner=mine&columns=party,source,links"));
    expect(file.columns.map(({ label }) => label)).toEqual([
      "Requirement ref",
      "Party ref",
      "Party",
      "Requirement",
      "Source type",
      "Source",
      "Locator",
      "Control",
      "Clause",
      "Other links",
    ]);
    expect(file.rows).toMatchObject([{ party: "Acme Bank AG", source: "MSA", locator: "§ 7.2", sourceType: "Contract" }]);
  });

  it("names other management systems once each, finds them and exports them", async () => {
    const tagged = await enter({
      statement: "Spills are reported to the authority.",
      managementSystems: ["iso 14001", " ISO  14001 ", "TISAX", "", "tisax"],
    });
    expect((await record(tagged.ref)).values.managementSystems).toEqual(["ISO 14001", "TISAX"]);
    expect(await managementSystemsInUse(mira)).toEqual(["ISO 14001", "TISAX"]);
    expect(await managementSystemsInUse(await world.as("kim"))).toEqual([]);
    expect(await refs(mira, "system=ISO+14001")).toEqual([tagged.ref]);
    expect(await refs(mira, "system=ISO+9001")).toEqual([]);
    expect(await refs(mira, "system=none&size=100")).not.toContain(tagged.ref);
    expect((await refs(mira, "system=none&system=TISAX&size=100")).length).toBe((await refs(mira, "size=100")).length);
    const file = await exportRequirements(mira, list("system=TISAX&columns=managementSystems"));
    expect(file.rows).toMatchObject([{ managementSystems: "ISO 14001; TISAX" }]);
    expect(file.columns.map(({ label }) => label)).toContain("Management systems");
    expect((await listRequirements(mira, list("system=TISAX"))).rows[0]).not.toHaveProperty("managementSystems");
    // A change of something else keeps them; an emptied list takes them away.
    const base = { partyId: acme.id, statement: "Spills are reported within a day.", managementSystems: ["ISO 14001"] };
    await mutations.updateRequirement(mira, { ...form(base), id: tagged.id, version: 1, reason: "" });
    expect((await record(tagged.ref)).values.managementSystems).toEqual(["ISO 14001"]);
    await mutations.updateRequirement(mira, { ...form({ ...base, managementSystems: [] }), id: tagged.id, version: 2, reason: "" });
    expect((await record(tagged.ref)).values.managementSystems).toEqual([]);
    const refused = (managementSystems: string[]) => {
      const { error } = requirementInput.safeParse({ kind: "business", partyId: acme.id, statement: "x", managementSystems });
      return error && fieldErrorsOf(error);
    };
    expect(refused(["x".repeat(61)])).toEqual({ managementSystems: "Each entry may have at most 60 characters." });
    expect(refused(Array.from({ length: 21 }, (_, index) => `System ${index}`))).toEqual({ managementSystems: "At most 20 entries." });
    expect(refused(Array.from({ length: 20 }, (_, index) => `System ${index}`))).toBeUndefined();
  });

  it("says by kinds of impact what it is worth, finds and exports them, and each number of the value statement is a list", async () => {
    const saved = await enter({
      statement: "Penalties fall due after a day.",
      impactCategories: ["legal", "commercial"],
      cia: ["integrity"],
    });
    expect((await record(saved.ref)).values.impactCategories).toEqual(["commercial", "legal"]);
    await relevant(saved.ref);
    const aim = await mutations.createRequirement(
      mira,
      form({ partyId: attacker.id, statement: "The fine is theirs.", sourceType: "document", impactCategories: ["legal"] }),
    );
    await relevant(aim.ref);
    const draft = await enter({ statement: "Whether it matters is open.", impactCategories: ["legal"] });
    expect(await refs(mira, "impactCategories=legal&size=100")).toEqual(expect.arrayContaining([saved.ref, aim.ref, draft.ref]));
    expect(await refs(mira, "worth=1&impactCategories=legal&size=100")).toEqual([saved.ref]);
    expect(await refs(mira, "impactCategories=none&size=100")).not.toContain(saved.ref);
    const file = await exportRequirements(mira, list(`q=Penalties&columns=impactCategories`));
    expect(file.rows).toMatchObject([{ impactCategories: "Commercial; Legal" }]);
    const worth = await worthOfMeeting(mira);
    for (const { category, all, ...counts } of worth.categories) {
      const counted = async (fulfilment?: "met" | "partly" | "not_met" | "not_assessed") =>
        (await listRequirements(mira, list(worthPath(category, fulfilment).split("?")[1]!))).matching;
      expect([
        await counted(),
        await counted("met"),
        await counted("partly"),
        await counted("not_met"),
        await counted("not_assessed"),
      ]).toEqual([all, counts.met, counts.partly, counts.notMet, counts.notAssessed]);
    }
    expect(worth.categories.find(({ category }) => category === "legal")).toMatchObject({ all: 1, notAssessed: 1 });
    expect((await listRequirements(mira, list(worthPath("none").split("?")[1]!))).matching).toBe(worth.unnamed);
    expect(requirementInput.safeParse({ kind: "business", partyId: acme.id, statement: "x", impactCategories: ["moral"] }).success).toBe(
      false,
    );
  });

  it("starts a new one from a party", async () => {
    expect(await startingPoint(mira, { party: acme.ref })).toMatchObject({ party: { id: acme.id }, source: null, obligation: null });
    expect(await startingPoint(await world.as("kim"), { party: authority.ref })).toEqual({ party: null, source: null, obligation: null });
  });
});
