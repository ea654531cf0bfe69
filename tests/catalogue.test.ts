import { beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE } from "@/domain/catalogue";
import * as actions from "@/features/catalogue/actions";
import { pickFromCatalogue, ruleOut, withdrawRuling } from "@/features/catalogue/mutations";
import { catalogueState } from "@/features/catalogue/queries";
import { pickInput } from "@/features/catalogue/schema";
import { getParty } from "@/features/interested-parties/queries";
import { createObligation } from "@/features/obligations/mutations";
import { obligationInput } from "@/features/obligations/schema";
import { partyBoard } from "@/features/party-board/queries";
import { activateRequirement } from "@/features/requirements/mutations";
import { getRequirement } from "@/features/requirements/queries";
import * as silentActions from "@/features/silent-stakeholders/actions";
import { addSilentParty } from "@/features/silent-stakeholders/mutations";
import { silentFindings } from "@/features/silent-stakeholders/queries";
import { createSource } from "@/features/sources/mutations";
import { sourceInput } from "@/features/sources/schema";
import type { ActionResult } from "@/lib/action-result";
import type { Access } from "@/server/access";
import { NotFound, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { engine, openWorld } from "./support/world";

const world = openWorld();

type Picked = { key: string; requirements?: { key: string; values?: Record<string, string> }[]; mergeInto?: string; addAnyway?: boolean };
const form = (picks: Picked[], withLinks = false) => pickInput.parse({ picks, withLinks });
const requirement = async (access: Access, ref: string) => {
  const found = await getRequirement(access, ref);
  if (!found) throw new Error(`${ref} is not there`);
  return found;
};

describe.skipIf(world.skip)("the starter catalogue at Nordwind", () => {
  let mira: Access;

  beforeAll(async () => {
    if (world.skip) return;
    mira = await world.as("mira");
  });

  it("knows of an empty register that every party is open", async () => {
    const state = await catalogueState(await world.as("kim"));
    expect(state.counts).toEqual({ listed: 0, retired: 0, ruled_out: 0, open: 48 });
  });

  it("brings a party as a candidate and its requirements as drafts, placeholders filled, marked as nobody's assessment", async () => {
    const picked = await pickFromCatalogue(
      mira,
      form([
        {
          key: "clients",
          requirements: [{ key: "clients-2", values: { "24": "36" } }, { key: "clients-4" }],
        },
      ]),
    );
    expect(picked.parties).toEqual([
      { ref: expect.stringMatching(/^IP-\d+$/), name: "Business clients (contract customers)", merged: false },
    ]);
    expect(picked.requirements.map(({ open }) => open)).toEqual([[], []]);
    const party = await getParty(mira, picked.parties[0]!.ref);
    expect(party).toMatchObject({
      status: "candidate",
      relevance: "undecided",
      templateKey: "clients",
      scoresAreTemplateDefaults: true,
      identificationMethod: "template",
    });
    const notice = await requirement(mira, picked.requirements[0]!.ref);
    expect(notice.values).toMatchObject({
      status: "draft",
      statement: "We are told of an incident affecting our data within 36 hours",
      sourceType: "template",
      sourceLocator: "clients-2",
      relevance: "undecided",
      ismsDecision: "undecided",
      priority: null,
      confirmedAt: null,
    });
    expect(notice.values.links).toEqual([]);
    const state = await catalogueState(mira);
    expect(state.entries.clients).toMatchObject({ standing: "listed", taken: { "clients-2": { ref: notice.ref } } });
    expect(state.awaitingReview).toBe(1);
  });

  it("lets an empty placeholder stand in a draft that is flagged and cannot become active", async () => {
    const picked = await pickFromCatalogue(
      mira,
      form([{ key: "cyber-authority", requirements: [{ key: "cyber-authority-1", values: { "24": "12", "72": "   " } }] }]),
    );
    expect(picked.requirements).toEqual([{ ref: expect.any(String), open: ["72"] }]);
    const draft = await requirement(mira, picked.requirements[0]!.ref);
    expect(draft.values.statement).toContain("within 12 hours, a notice within {72} hours");
    await expect(activateRequirement(mira, { id: draft.id, version: 1, reason: "" })).rejects.toMatchObject({
      code: "requirement.placeholder_open",
    });
    expect((await catalogueState(mira)).openValues.map(({ ref }) => ref)).toEqual([draft.ref]);
  });

  it("links suggested controls and clauses only when asked to, and says who suggested them", async () => {
    const [plain, linked] = [
      await pickFromCatalogue(mira, form([{ key: "visitors", requirements: [{ key: "visitors-1" }] }])),
      await pickFromCatalogue(mira, form([{ key: "neighbours", requirements: [{ key: "neighbours-1" }] }], true)),
    ];
    expect((await requirement(mira, plain.requirements[0]!.ref)).values.links).toEqual([]);
    const { links } = (await requirement(mira, linked.requirements[0]!.ref)).values;
    expect(links.length).toBeGreaterThan(0);
    expect(links.every((link) => link.rationale === "suggested by the catalogue")).toBe(true);
  });

  it("brings attackers in as adverse", async () => {
    const picked = await pickFromCatalogue(mira, form([{ key: "hackers", requirements: [{ key: "hackers-1" }] }]));
    expect(await getParty(mira, picked.parties[0]!.ref)).toMatchObject({ adverse: true, confirmedAt: null });
  });

  it("asks when a party is picked twice; merging never doubles a statement, adding anyway is possible", async () => {
    const again = { key: "clients", requirements: [{ key: "clients-2", values: { "24": "24" } }, { key: "clients-3" }] };
    await expect(pickFromCatalogue(mira, form([again]))).rejects.toMatchObject({ code: "catalogue-listed" });
    const { id, ref } = (await catalogueState(mira)).entries.clients!.matches[0]!;
    const merged = await pickFromCatalogue(mira, form([{ ...again, mergeInto: id }]));
    expect(merged).toMatchObject({ parties: [{ ref, merged: true }], requirements: [{ open: ["99.9"] }], skipped: 1 });
    const repeated = await pickFromCatalogue(mira, form([{ ...again, mergeInto: id }]));
    expect(repeated).toMatchObject({ requirements: [], skipped: 2 });
    const another = await pickFromCatalogue(mira, form([{ ...again, addAnyway: true }]));
    expect(another.parties[0]).toMatchObject({ merged: false });
    expect(another.parties[0]!.ref).not.toBe(ref);
    expect(another.requirements).toHaveLength(2);
  });

  it("knows a party by its name as well, and merges two of the catalogue into one", async () => {
    const [landlord] = await change(mira, (record) =>
      record.createMany("interested-party", [{ name: "landlord  /  BUILDING management", category: "external", status: "active" }]),
    );
    expect((await catalogueState(mira)).entries.landlord).toMatchObject({ standing: "listed", matches: [{ because: "name" }] });
    await expect(pickFromCatalogue(mira, form([{ key: "landlord" }]))).rejects.toMatchObject({ code: "catalogue-listed" });
    const merged = await pickFromCatalogue(
      mira,
      form([
        { key: "landlord", requirements: [{ key: "landlord-1" }], mergeInto: landlord!.id },
        { key: "facility-services", requirements: [{ key: "facility-services-1" }], mergeInto: landlord!.id },
      ]),
    );
    expect(merged.requirements).toHaveLength(2);
    expect(new Set(merged.parties.map(({ ref }) => ref)).size).toBe(1);
  });

  it("refuses what is not there: unknown keys, the same party twice, an adverse aim in a client, a party of another house", async () => {
    const clients = (await catalogueState(mira)).entries.clients!.matches[0]!;
    await expect(pickFromCatalogue(mira, form([{ key: "martians" }]))).rejects.toMatchObject({ code: "catalogue-unknown" });
    await expect(pickFromCatalogue(mira, form([{ key: "media", requirements: [{ key: "clients-1" }] }]))).rejects.toThrow(Refused);
    await expect(pickFromCatalogue(mira, form([{ key: "media" }, { key: "media" }]))).rejects.toMatchObject({
      code: "catalogue-picked_twice",
    });
    await expect(pickFromCatalogue(mira, form([{ key: "competitors", mergeInto: clients.id }]))).rejects.toMatchObject({
      code: "catalogue-adverse_merge",
    });
    await expect(pickFromCatalogue(await world.as("kim"), form([{ key: "prospects", mergeInto: clients.id }]))).rejects.toThrow(NotFound);
    expect((await catalogueState(mira)).entries.media!.standing).toBe("open");
  });

  it("rules a party out for a reason, keeps it from being picked, and withdraws the ruling", async () => {
    const ruling = await ruleOut(mira, { key: "card-brands", reason: "We take no card payments." });
    const state = await catalogueState(mira);
    expect(state.entries["card-brands"]).toMatchObject({
      standing: "ruled_out",
      ruling: { reason: "We take no card payments.", decidedBy: "Mira Lindqvist" },
    });
    await expect(ruleOut(mira, { key: "card-brands", reason: "again" })).rejects.toMatchObject({ code: "catalogue-already_ruled_out" });
    await expect(pickFromCatalogue(mira, form([{ key: "card-brands" }]))).rejects.toMatchObject({ code: "catalogue-ruled_out" });
    await expect(ruleOut(mira, { key: "clients", reason: "none" })).rejects.toMatchObject({ code: "catalogue-listed_not_ruled_out" });
    await expect(withdrawRuling(await world.as("kim"), { ...ruling, reason: "" })).rejects.toThrow(NotFound);
    await withdrawRuling(mira, { ...ruling, reason: "We open a web shop." });
    expect((await catalogueState(mira)).entries["card-brands"]).toMatchObject({ standing: "open", ruling: null });
    const second = await ruleOut(mira, { key: "card-brands", reason: "The shop was called off." });
    expect(second).toMatchObject({ id: ruling.id, version: 3 });
    expect((await catalogueState(await world.as("kim"))).counts.ruled_out).toBe(0);
  });

  it("does once what is sent twice with one key", async () => {
    const input = {
      picks: [{ key: "prospects", requirements: [{ key: "prospects-1", values: {} }] }],
      idempotencyKey: crypto.randomUUID(),
    };
    const send = async () => withRequest(await world.request("mira"), () => actions.pickFromCatalogue("nordwind", input));
    const [first, second] = await Promise.all([send(), send()]);
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
  });

  it.skipIf(engine === "embedded")("lets two people pick the same party at once only after a decision", async () => {
    const carla = await world.as("carla");
    const answers = await Promise.allSettled(
      [mira, carla, mira, carla].map((access) => pickFromCatalogue(access, form([{ key: "job-applicants" }]))),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "catalogue-listed" });
    const rulings = await Promise.allSettled(
      [mira, await world.as("olaf")].map((access) => ruleOut(access, { key: "emergency-services", reason: "none" })),
    );
    expect(rulings.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is for those who may create, rulings for those who may decide", async () => {
    const call = async (name: "carla" | "aisha" | "vera" | "kim", action: keyof typeof actions, input: unknown) =>
      // biome-ignore lint/performance/noDynamicNamespaceImportAccess: a test bundles nothing
      withRequest(await world.request(name), (): Promise<ActionResult<unknown>> => actions[action]("nordwind", input));
    const pick = { picks: [{ key: "insurers", requirements: [], addAnyway: false }], withLinks: false };
    expect(await call("aisha", "pickFromCatalogue", pick)).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("kim", "pickFromCatalogue", pick)).toMatchObject({ ok: false, kind: "not_found" });
    expect(await call("carla", "ruleOut", { key: "insurers", reason: "none" })).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("carla", "pickFromCatalogue", pick)).toMatchObject({ ok: true });
  });

  it("takes the whole catalogue over at once", async () => {
    const kim = await world.as("kim");
    const everything = form(
      CATALOGUE.map((party) => ({ key: party.key, requirements: party.requirements.map(({ key }) => ({ key })) })),
      true,
    );
    const picked = await pickFromCatalogue(kim, everything);
    expect(picked.parties).toHaveLength(48);
    expect(picked.requirements).toHaveLength(147);
    const state = await catalogueState(kim);
    expect(state.counts).toEqual({ listed: 48, retired: 0, ruled_out: 0, open: 0 });
    expect(Object.values(state.entries).flatMap(({ taken }) => Object.keys(taken))).toHaveLength(147);
  });
});

describe.skipIf(world.skip)("silent stakeholders of Nordwind", () => {
  let olaf: Access;

  beforeAll(async () => {
    if (world.skip) return;
    olaf = await world.as("olaf");
  });

  it("proposes whom documents, laws and requirements point to, with the record", async () => {
    const policy = await createSource(olaf, sourceInput.parse({ title: "Cover for tenants' improvements", type: "lease" }));
    await createObligation(
      olaf,
      obligationInput.parse({ title: "General Data Protection Regulation", citation: "(EU) 2016/679", jurisdiction: "EU" }),
    );
    const { proposals, oneSided } = await silentFindings(olaf);
    const keys = proposals.map(({ key }) => key);
    // The landlord is in the register under its own name; the people behind the data are not.
    expect(keys).not.toContain("landlord");
    expect(keys).toContain("dpa");
    expect(oneSided.map(({ ref, likely }) => [ref, likely])).toContainEqual([policy.ref, "landlord"]);
    expect((await silentFindings(await world.as("kim"))).oneSided).toEqual([]);
  });

  it("enters a proposal with its reasons as evidence, and no longer proposes it", async () => {
    const { ref } = await addSilentParty(olaf, { key: "dpa" });
    const party = await getParty(olaf, ref);
    expect(party).toMatchObject({ status: "candidate", identificationMethod: "legal_register", templateKey: "dpa" });
    expect(party.identificationNote).toMatch(/OBL-\d{3} General Data Protection Regulation/);
    expect((await silentFindings(olaf)).proposals.map(({ key }) => key)).not.toContain("dpa");
    await expect(addSilentParty(olaf, { key: "dpa" })).rejects.toMatchObject({ code: "silent-no_longer" });
  });

  it("respects a ruling, and proposes to nobody who may not create", async () => {
    expect((await silentFindings(olaf)).proposals.map(({ key }) => key)).toContain("legislator");
    await ruleOut(olaf, { key: "legislator", reason: "Watched through the industry association." });
    expect((await silentFindings(olaf)).proposals.map(({ key }) => key)).not.toContain("legislator");
    const answer = await withRequest(await world.request("jonas"), () =>
      silentActions.addSilentParty("nordwind", { key: "data-subjects" }),
    );
    expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
  });
});

describe.skipIf(world.skip)("the board of types", () => {
  it("has a card for every vector, empty ones too, with the whole number behind what is shown", async () => {
    const jonas = await world.as("jonas");
    const cards = await partyBoard(jonas, "vector");
    expect(cards.map(({ key }) => key).slice(0, 5)).toEqual([
      "legal_oversight",
      "customers_market",
      "owners_capital",
      "workforce",
      "supply_surroundings",
    ]);
    const customers = cards.find(({ key }) => key === "customers_market")!;
    expect(customers.parties.every(({ requirements }) => requirements >= 0)).toBe(true);
    expect(customers.total).toBe(customers.parties.length);
    // What was entered without a vector is not lost.
    expect(cards.find(({ key }) => key === null)?.parties.map(({ name }) => name)).toContain("landlord  /  BUILDING management");
    const byCategory = await partyBoard(jonas, "category");
    expect(byCategory.map(({ key }) => key)).toEqual(["internal", "external"]);
    expect(byCategory.reduce((sum, { total }) => sum + total, 0)).toBe(cards.reduce((sum, { total }) => sum + total, 0));
  });
});
