import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { NO_RISK_REF } from "@/domain/risk";
import { undoEdits } from "@/features/bulk-edit/mutations";
import { objectivesOf } from "@/features/objectives/queries";
import { listOrphans, listThreads } from "@/features/thread-gaps/queries";
import { LISTED_GAPS, LISTED_WEAKNESSES, ORPHAN_TABLE, THREAD_TABLE } from "@/features/thread-gaps/table";
import { changeLink, linkMany, linkTargets, unlinkTarget } from "@/features/threads/mutations";
import { askedFor, linkSuggestions, resolveTargets, targetOptions, threadOf, threadsOf, threadsOfParty } from "@/features/threads/queries";
import { linkChangeInput, linkInput, linkManyInput, targetSearchInput, unlinkInput, type WantedLink } from "@/features/threads/schema";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { Conflict, Invalid, ReasonRequired, Refused } from "@/server/errors";
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

  const links = (...wanted: (Partial<WantedLink> & { ref: string })[]) => wanted;
  const draw = (access: Access, target: { id: string; version: number }, wanted: z.input<typeof linkInput>["links"], reason = "") =>
    linkTargets(access, linkInput.parse({ id: target.id, version: target.version, links: wanted, reason }));
  const at = (target: { id: string }, version: number) => ({ id: target.id, version });

  it("is drawn by a contributor: several targets at once, each read for what it is, with what should be known", async () => {
    const carla = await world.as("carla");
    const house = await rooms(await world.as("mira"));
    const req = await house.requirement("Mail is encrypted");
    const drawn = await draw(
      carla,
      req,
      links(
        { ref: "a 8.24", rationale: "TLS on every hop", coverage: "partly" },
        { ref: "A.7.4" },
        { type: "policy", ref: house.policy.ref },
        { ref: house.expired.ref },
        { ref: house.objective.ref },
      ),
    );
    expect(drawn).toMatchObject({
      ref: req.ref,
      version: 2,
      warnings: [
        { ref: "A.7.4", code: "excluded" },
        { ref: house.expired.ref, code: "expired" },
      ],
    });
    const after = (await threadOf(carla, req.ref))!;
    expect(after.links.map(({ type, ref, coverage }) => `${type} ${ref} ${coverage}`.trim())).toEqual([
      "control A.7.4",
      "control A.8.24 partly",
      `evidence ${house.expired.ref}`,
      `objective ${house.objective.ref}`,
      `policy ${house.policy.ref}`,
    ]);
    // The objective is the requirement's own choice, so that the objective's page shows it too.
    expect((await objectivesOf(carla, req.id)).map(({ ref }) => ref)).toEqual([house.objective.ref]);
    // The rationale was the reason; without any, a decided requirement asks for one.
    await expect(draw(carla, at(req, 2), links({ ref: "A.8.13" }))).rejects.toThrow(ReasonRequired);
    await expect(draw(carla, at(req, 1), links({ ref: "A.8.13" }), "More")).rejects.toThrow(Conflict);
    // Taken back as a whole by the batch, as any change of rows.
    await undoEdits(carla, { batchId: drawn.batchId });
    expect((await threadOf(carla, req.ref))?.links).toEqual([]);
  });

  it("refuses in words what cannot be linked, with what could have been meant", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const req = await house.requirement("Logs are kept");
    const refused = async (wanted: Partial<WantedLink> & { ref: string }) => {
      const error = await draw(mira, req, [wanted], "Test").catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Invalid);
      return Object.values((error as Invalid).fieldErrors).join(" ");
    };
    expect(await refused({ type: "control", ref: "7.4" })).toMatch(/Clause 7\.4 \(Communication\).*A\.7\.4 \(Physical/);
    expect(await refused({ type: "control", ref: "Clause 7.4" })).toMatch(/clause of the management system.*A\.7\.4/);
    expect(await refused({ type: "clause", ref: "A.7.4" })).toMatch(/control of Annex A/);
    expect(await refused({ type: "control", ref: "A.9.2.3" })).toMatch(/2013.*A\.8\.2/);
    expect(await refused({ type: "control", ref: "A.5.99" })).toMatch(/no control A\.5\.99/);
    expect(await refused({ ref: "REQ-001" })).toMatch(/never by a requirement/);
    expect(await refused({ ref: "IP-001" })).toMatch(/asking side/);
    expect(await refused({ type: "control", ref: house.risk.ref })).toMatch(/as what it is/);
    expect(await refused({ ref: "R-404" })).toMatch(/no R-404/);
    expect(await refused({ ref: house.oldRisk.ref })).toMatch(/retired/);
    expect(await refused({ type: "risk", ref: NO_RISK_REF })).toMatch(/why there is no risk/);
    const { version } = await draw(mira, req, links({ ref: "A.8.15" }), "Logging");
    await expect(draw(mira, at(req, version), links({ ref: "A.8.15" }), "Again")).rejects.toMatchObject({
      fieldErrors: { ref: "A.8.15 is linked already." },
    });
    await expect(draw(mira, at(req, version), links({ ref: "A.8.16" }, { ref: "a.8.16" }), "Twice")).rejects.toThrow(Invalid);
    const gone = await house.requirement("Faxes are kept", { status: "retired", retiredAt: LONG_AGO, retiredReason: "No fax" });
    await expect(draw(mira, gone, links({ ref: "A.8.15" }), "Why not")).rejects.toThrow(Refused);
  });

  it("is changed and taken away, but never so that nothing says how", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const req = await house.requirement("Screens are locked", { howAddressed: "", links: [link("control", "A.7.7")] });
    const changed = await changeLink(
      mira,
      linkChangeInput.parse({ ...req, type: "control", ref: "A.7.7", rationale: "After 5 minutes", coverage: "fully" }),
    );
    expect((await threadOf(mira, req.ref))?.links).toMatchObject([{ ref: "A.7.7", rationale: "After 5 minutes", coverage: "fully" }]);
    const away = (version: number, ref: string, reason = "Superseded") =>
      unlinkTarget(mira, unlinkInput.parse({ id: req.id, version, type: "control", ref, reason }));
    await expect(away(changed.version, "A.7.7")).rejects.toThrow(Refused);
    const more = await draw(mira, at(req, changed.version), links({ ref: "A.8.1" }, { ref: house.objective.ref }), "Devices");
    await expect(away(more.version, "A.7.7", "")).rejects.toThrow(ReasonRequired);
    await expect(away(more.version, "A.5.1")).rejects.toThrow(Refused);
    const gone = await away(more.version, "A.7.7");
    const bare = await unlinkTarget(
      mira,
      unlinkInput.parse({ id: req.id, version: gone.version, type: "objective", ref: house.objective.ref, reason: "Not this one" }),
    );
    expect((await threadOf(mira, req.ref))?.links.map(({ ref }) => ref)).toEqual(["A.8.1"]);
    await undoEdits(mira, { batchId: bare.batchId });
    expect((await threadOf(mira, req.ref))?.links.map(({ ref }) => ref)).toEqual(["A.8.1", house.objective.ref]);
  });

  it("is drawn for several requirements at once, each with its own result", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const [first, second, stale, retired] = [
      await house.requirement("One"),
      await house.requirement("Two", { links: [link("control", "A.8.24")] }),
      await house.requirement("Three"),
      await house.requirement("Four", { status: "retired", retiredAt: LONG_AGO, retiredReason: "Over" }),
    ];
    const { results, warnings, batchId } = await linkMany(
      mira,
      linkManyInput.parse({
        rows: [first, second, { ...stale, version: 9 }, retired].map(({ id, version }) => ({ id, version })),
        links: [{ ref: "A.8.24", rationale: "By the policy" }, { ref: house.policy.ref }, { ref: "A.7.4" }],
      }),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "conflict", "refused"]);
    expect(warnings).toEqual([{ ref: "A.7.4", code: "excluded" }]);
    expect((await threadOf(mira, second.ref))?.links.map(({ ref, rationale }) => [ref, rationale])).toEqual([
      ["A.7.4", ""],
      ["A.8.24", "It answers this."],
      [house.policy.ref, ""],
    ]);
    expect(await undoEdits(mira, { batchId })).toMatchObject({ restored: 2 });
    await expect(linkMany(mira, linkManyInput.parse({ rows: [{ id: first.id, version: 3 }], links: [{ ref: "7.4" }] }))).rejects.toThrow(
      Invalid,
    );
  });

  it("suggests with the reason, and finds targets as one types", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const like = await house.requirement("Archives are encrypted before they leave the house", {
      obligationIds: [],
      links: [link("control", "A.8.24", "By the archive tool"), link("evidence", house.valid.ref)],
    });
    const req = await house.requirement("Archives are encrypted on every tape");
    const offered = await linkSuggestions(mira, req.ref);
    expect(offered[0]).toMatchObject({
      type: "control",
      ref: "A.8.24",
      title: "Use of cryptography",
      rationale: expect.stringMatching(/\S/),
    });
    expect(offered[0]?.reasons).toEqual(
      expect.arrayContaining([
        { code: "words", word: "encrypted" },
        { code: "similar", refs: expect.arrayContaining([like.ref]), because: expect.arrayContaining(["words"]) },
      ]),
    );
    expect(offered.map(({ ref }) => ref)).toContain(house.valid.ref);
    await draw(mira, req, links({ ref: "A.8.24" }), "Taken");
    expect((await linkSuggestions(mira, req.ref)).map(({ ref }) => ref)).not.toContain("A.8.24");
    expect(await linkSuggestions(await world.as("kim"), req.ref)).toEqual([]);
    const found = async (q: string, type: z.input<typeof targetSearchInput>["type"] = null) =>
      (await targetOptions(mira, targetSearchInput.parse({ q, type }))).map(({ ref }) => ref);
    expect(await found("8.24")).toEqual(["A.8.24"]);
    expect(await found("key")).toEqual(expect.arrayContaining([house.procedure.ref, house.risk.ref, house.valid.ref]));
    expect(await found("key", "procedure")).toEqual([house.procedure.ref]);
    expect(await found("fax")).toEqual([]);
    expect(await found("encrypt", "control")).toContain("A.8.24");
    expect(await targetOptions(await world.as("kim"), targetSearchInput.parse({ q: "key" }))).toEqual([]);
  });

  it("lists the threads with the gaps that the rules draw, and what nobody asks for", async () => {
    const mira = await world.as("mira");
    const house = await rooms(mira);
    const clause = await house.requirement("Roles are known", {
      links: [link("clause", "Clause 5.3", "")],
      sourceIds: [],
      sourceType: "template",
    });
    const listed = async (query: string, access = mira) => listThreads(access, parseTableState(new URLSearchParams(query), THREAD_TABLE));
    const all = await listed("size=100");
    expect(all.matching).toBe(all.total);
    expect(all.rows).toHaveLength(all.total);
    // Counted in SQL, drawn by the rules: the same.
    for (const code of LISTED_GAPS) {
      const drawn = all.rows.filter(({ thread }) => thread.gaps.includes(code)).map(({ ref }) => ref);
      expect(all.gaps[code], code).toBe(drawn.length);
      expect((await listed(`gap=${code}&size=100&sort=ref`)).rows.map(({ ref }) => ref).sort(), code).toEqual(drawn.sort());
    }
    for (const code of LISTED_WEAKNESSES) {
      const drawn = all.rows.filter(({ thread }) => thread.weaknesses.some((weak) => weak.code === code)).map(({ ref }) => ref);
      expect((await listed(`weak=${code}&size=100`)).rows.map(({ ref }) => ref).sort(), code).toEqual(drawn.sort());
    }
    const open = await listed("gap=clause_unreasoned");
    expect(open.rows.map(({ ref }) => ref)).toEqual([clause.ref]);
    expect(all.rows[0]?.thread.gaps.length).toBeGreaterThanOrEqual(all.rows.at(-1)!.thread.gaps.length);
    expect((await listed("whole=yes&size=100")).rows.every(({ thread }) => thread.gaps.length === 0)).toBe(true);
    expect((await listed("whole=no&size=100")).rows.every(({ thread }) => thread.gaps.length > 0)).toBe(true);
    expect((await listed(`party=${house.acme.ref}&owner=none&kind=contractual&sort=party&size=100`)).matching).toBe(all.total);
    expect((await listed("owner=mine")).matching).toBe(0);
    expect((await listed("target=Clause 5.3&sort=-statement")).matching).toBe(1);
    expect((await listed("q=roles known acme&sort=owner")).matching).toBe(1);
    expect((await listed("", await world.as("kim"))).total).toBe(0);

    const orphans = async (query: string, access = mira) => listOrphans(access, parseTableState(new URLSearchParams(query), ORPHAN_TABLE));
    const nobody = await change(mira, (record) => record.create("risk", { title: "Nobody asks about this" }));
    const found = await orphans("");
    expect(found.rows.map(({ ref }) => ref)).toContain(nobody.ref);
    expect(found.rows.map(({ ref }) => ref)).not.toContain("A.7.4");
    expect(found.counts.risk).toBe(found.rows.filter(({ kind }) => kind === "risk").length);
    expect((await orphans("kind=risk&q=nobody&sort=-title")).rows).toEqual([
      { kind: "risk", ref: nobody.ref, title: "Nobody asks about this", reasons: [] },
    ]);
    expect((await orphans("mine=1")).matching).toBe(0);
    expect((await orphans("", await world.as("kim"))).total).toBe(0);
    // An item of a clause is asked for with the clause.
    await house.requirement("Reviews hear us", { links: [link("clause", "Clause 9.3.2 c", "In the agenda")] });
    expect(await askedFor(mira, "Clause 9.3.2")).toMatchObject({ total: 1, sole: 1 });
  });
});
