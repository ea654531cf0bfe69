import { describe, expect, it } from "vitest";
import { NO_RISK_REF } from "@/domain/risk";
import { askedFor, resolveTargets, threadOf, threadsOf, threadsOfParty } from "@/features/threads/queries";
import type { Access } from "@/server/access-value";
import { change, type Values } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();

const LONG_AGO = "2020-01-01";
const FAR_AHEAD = "2999-12-31";

/** A party with requirements that are decided, and one of every room of the thread. */
async function furnish(access: Access) {
  const rooms = await change(access, async (record) => {
    const create = async (entity: Parameters<typeof record.create>[0], values: Values) => {
      const { id, ref, version } = await record.create(entity, values);
      return { id, ref: ref ?? "", version };
    };
    const acme = await create("interested-party", {
      name: "Acme",
      category: "external",
      status: "active",
      relevance: "relevant",
      relevanceRationale: "Largest customer",
      relevanceDecidedAt: LONG_AGO,
    });
    const msa = await create("source", { title: "Acme MSA", type: "contract", counterpartyPartyId: acme.id });
    const policy = await create("document", { title: "Cryptography policy", type: "policy", edition: "v4", status: "active" });
    const procedure = await create("document", { title: "Key procedure", type: "procedure", edition: "1" });
    const risk = await create("risk", { title: "Keys are lost" });
    const oldRisk = await create("risk", { title: "Fax is read", status: "retired", retiredAt: LONG_AGO, retiredReason: "No fax" });
    const valid = await create("evidence", { title: "Key report", dated: "2026-01-02", validUntil: FAR_AHEAD });
    const expired = await create("evidence", { title: "Old key report", dated: LONG_AGO, validUntil: "2020-12-31" });
    const ownControl = await create("own-control", { title: "Two people open the vault" });
    const site = await create("scope-unit", { title: "Kiel data centre", kind: "site" });
    const objective = await create("objective", { title: "No loss of keys" });
    for (const [controlRef, applicable, implementationStatus] of [
      ["A.8.24", true, "implemented"],
      ["A.8.13", true, "planned"],
      ["A.7.4", false, null],
    ] as const) {
      await create("soa-entry", { controlRef, applicable, implementationStatus, justification: "Because", decidedAt: LONG_AGO });
    }
    return { acme, msa, policy, procedure, risk, oldRisk, valid, expired, ownControl, site, objective };
  });
  const requirement = async (statement: string, values: Values = {}) => {
    const stored = await change(access, (record) =>
      record.create("requirement", {
        partyId: rooms.acme.id,
        statement,
        kind: "contractual",
        status: "active",
        binding: "requirement",
        strength: "need",
        sourceType: "contract",
        sourceLocator: "§7.2",
        sourceIds: [rooms.msa.id],
        relevance: "relevant",
        cia: ["confidentiality"],
        relevanceDecidedAt: LONG_AGO,
        relevanceDecidedById: access.user!.id,
        ismsDecision: "addressed",
        howAddressed: "By encryption",
        ismsDecidedAt: LONG_AGO,
        ismsDecidedById: access.user!.id,
        ...values,
      }),
    );
    return { id: stored.id, ref: stored.ref ?? "", version: stored.version };
  };
  return { ...rooms, requirement };
}

let furnished: ReturnType<typeof furnish> | undefined;
/** The rooms are furnished once; each story brings its own requirements. */
const rooms = (access: Access) => {
  furnished ??= furnish(access);
  return furnished;
};

const link = (targetType: string, targetRef: string, rationale = "It answers this.") => ({ targetType, targetRef, rationale });

describe.skipIf(world.skip)("the thread of Nordwind", () => {
  it("is read forward with every target resolved, gaps and weaknesses included", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const whole = await house.requirement("Our data is encrypted at rest", {
      links: [
        link("control", "A.8.24"),
        link("control", house.ownControl.ref),
        link("clause", "Clause 7.4"),
        link("risk", house.risk.ref),
        link("policy", house.policy.ref),
        link("evidence", house.valid.ref),
        link("scope", house.site.ref),
      ],
      objectiveIds: [house.objective.id],
    });
    const bare = await house.requirement("Keys are counted");
    const weak = await house.requirement("Backups are kept", {
      links: [
        link("control", "A.7.4"),
        link("control", "A.8.13"),
        link("risk", house.oldRisk.ref),
        link("risk", "R-404"),
        link("evidence", house.expired.ref),
      ],
    });
    const found = (await threadOf(await world.as("vera"), whole.ref))!;
    expect(found).toMatchObject({ ref: whole.ref, version: 1, party: { name: "Acme" }, reasonNeeded: true });
    expect(found.thread).toMatchObject({ gaps: [], end: null });
    expect(found.thread.weaknesses).toEqual([{ station: "control", ref: house.ownControl.ref, code: "soa_undecided" }]);
    expect(found.thread.beside.map(({ kind, items }) => [kind, items[0]?.title])).toEqual([
      ["objective", "No loss of keys"],
      ["scope", "Kiel data centre"],
    ]);
    expect(found.sentence).toMatchObject({ subject: "Acme MSA", locator: "§7.2" });
    expect(found.links.find(({ ref }) => ref === house.policy.ref)?.target).toMatchObject({ title: "Cryptography policy", edition: "v4" });
    expect((await threadOf(mira, bare.ref))?.thread.gaps).toEqual([
      "control_missing",
      "risk_missing",
      "document_missing",
      "evidence_missing",
    ]);
    expect((await threadOf(mira, weak.ref))?.thread.weaknesses.map(({ ref, code }) => `${ref} ${code}`)).toEqual([
      "A.7.4 excluded",
      "A.8.13 planned",
      `${house.oldRisk.ref} retired`,
      "R-404 dangling",
      `${house.expired.ref} expired`,
    ]);
    expect((await threadsOf(mira, [weak.id, whole.id])).map(({ ref }) => ref)).toEqual([whole.ref, weak.ref]);
    expect((await threadsOfParty(mira, house.acme.id)).map(({ ref }) => ref)).toEqual(
      expect.arrayContaining([whole.ref, bare.ref, weak.ref]),
    );
    expect(await threadOf(await world.as("kim"), whole.ref)).toBeNull();
    expect(await threadOf(mira, "REQ-999")).toBeNull();
  });

  it("is read backward: who asked, and what would go unmet without it", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const statement = "Tapes are encrypted";
    const only = await house.requirement(statement, { links: [link("control", "A.8.10", "Deleted after use")] });
    const both = await house.requirement("Disks are wiped", {
      links: [link("control", "A.8.10"), link("clause", "Clause 8.1", "By the process")],
    });
    const excluded = await house.requirement("Doors are watched", { links: [link("control", "A.8.10"), link("control", "A.7.4")] });
    await house.requirement("Coffee is fair", {
      relevance: "discarded",
      discardReason: "No security",
      ismsDecision: "undecided",
      ismsDecidedAt: null,
      ismsDecidedById: null,
      links: [link("control", "A.8.10")],
    });
    const asked = (await askedFor(await world.as("aisha"), "A.8.10"))!;
    expect(asked).toMatchObject({ type: "control", total: 3, parties: 1, sole: 2, soleParties: 1 });
    expect(asked.rows.map(({ ref, sole }) => [ref, sole])).toEqual([
      [only.ref, true],
      [excluded.ref, true],
      [both.ref, false],
    ]);
    expect(asked.rows[0]).toMatchObject({
      statement,
      partyName: "Acme",
      source: "Acme MSA, §7.2",
      rationale: "Deleted after use",
      kind: "contractual",
    });
    // A clause carries only with its reason; a procedure is found under its own ref whatever the link calls it.
    expect(await askedFor(mira, "Clause 8.1")).toMatchObject({ total: 1, sole: 0 });
    await house.requirement("Keys are split", { links: [link("policy", house.procedure.ref)] });
    expect(await askedFor(mira, house.procedure.ref)).toMatchObject({
      type: "procedure",
      total: 1,
      sole: 1,
      target: { title: "Key procedure" },
    });
    await house.requirement("Keys are kept", { objectiveIds: [house.objective.id] });
    expect(await askedFor(mira, house.objective.ref)).toMatchObject({
      type: "objective",
      sole: 0,
      rows: expect.arrayContaining([expect.objectContaining({ statement: "Keys are kept", sole: false })]),
    });
    expect(await askedFor(mira, house.site.ref)).toMatchObject({ sole: 0, target: { title: "Kiel data centre" } });
    expect(await askedFor(mira, "E-404")).toMatchObject({ total: 0, target: null });
    expect(await askedFor(mira, "REQ-001")).toBeNull();
    expect(await askedFor(await world.as("kim"), "A.8.10")).toMatchObject({ total: 0, rows: [] });
    expect(await askedFor(await world.as("kim"), house.procedure.ref)).toMatchObject({ total: 0, target: null });
  });

  it("resolves targets of all kinds in one go", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const resolved = await resolveTargets(mira, [
      { type: "control", ref: "A.8.24" },
      { type: "clause", ref: "Clause 7.4" },
      { type: "policy", ref: house.procedure.ref },
      { type: "risk", ref: NO_RISK_REF },
      { type: "evidence", ref: house.valid.ref },
      { type: "evidence", ref: "E-404" },
    ]);
    expect(resolved.map(({ type, target }) => [type, target?.title ?? null])).toEqual([
      ["control", "Use of cryptography"],
      ["clause", "Communication"],
      ["procedure", "Key procedure"],
      ["risk", null],
      ["evidence", "Key report"],
      ["evidence", null],
    ]);
    expect(resolved[0]?.target).toMatchObject({ applicable: true, implementation: "implemented" });
    expect(resolved[4]?.target).toMatchObject({ validUntil: FAR_AHEAD });
    expect(await resolveTargets(mira, [])).toEqual([]);
  });
});
