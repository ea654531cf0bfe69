import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { pastedLines } from "@/domain/workshop";
import { ANY } from "@/features/history/filter";
import { historyOf, listHistory } from "@/features/history/queries";
import { getParty } from "@/features/interested-parties/queries";
import * as actions from "@/features/workshops/actions";
import * as mutations from "@/features/workshops/mutations";
import { getWorkshop, listWorkshops, votingState, workshopEntries } from "@/features/workshops/queries";
import { newEntries, newWorkshop } from "@/features/workshops/schema";
import type { Access } from "@/server/access";
import { failureOf } from "@/server/action";
import { Conflict, NotFound, Refused } from "@/server/errors";
import { change, withIdempotencyKey } from "@/server/record";
import { withRequest } from "@/server/request";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const workshop = (fields: Record<string, unknown> = {}) =>
  newWorkshop.parse({ kind: "identification", title: "Who has a say in our ISMS", heldOn: "2026-03-12", ...fields });
const said = (workshopId: string, texts: string[], fields: Record<string, unknown> = {}) =>
  newEntries.parse({ workshopId, entries: texts.map((text) => ({ id: randomUUID(), text })), ...fields });
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const failure = failureOf(error);
  return failure.kind === "invalid" ? failure.fieldErrors : failure.message;
};

describe.skipIf(world.skip)("an identification workshop at Nordwind", () => {
  let mira: Access;
  let carla: Access;

  beforeAll(async () => {
    if (world.skip) return;
    [mira, carla] = [await world.as("mira"), await world.as("carla")];
  });

  const open = () =>
    mutations.createWorkshop(mira, workshop({ participants: ["Lena, Legal"], departments: ["Legal", "IT"], facilitatorId: mira.user!.id }));

  it("is a record with a ref, date, facilitator and people", async () => {
    const { ref } = await open();
    expect(ref).toMatch(/^WS-\d{3}$/);
    expect(await getWorkshop(mira, ref)).toMatchObject({
      heldOn: "2026-03-12",
      facilitator: "Mira Lindqvist",
      participants: ["Lena, Legal"],
      status: "open",
    });
    expect((await listWorkshops(carla)).map((row) => row.ref)).toContain(ref);
    await expect(getWorkshop(await world.as("kim"), ref)).rejects.toThrow(NotFound);
  });

  it("shows everybody what ten devices say at once, none passed by", async () => {
    const { id, ref } = await open();
    const { cursor } = await workshopEntries(mira, ref);
    const people = [mira, carla, await world.as("olaf"), await world.as("jonas")];
    let [seen, at] = [new Map<string, string>(), cursor];
    let talking = true;
    // Another device that polls meanwhile, always from where it stood.
    const listening = (async () => {
      while (talking) {
        const news = await workshopEntries(carla, ref, at);
        for (const entry of news.entries) seen.set(entry.id, entry.text);
        at = news.cursor;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    })();
    await Promise.all(
      Array.from({ length: 10 }, async (_, device) => {
        for (let turn = 0; turn < 5; turn += 1)
          await mutations.addEntries(people[device % 4]!, said(id, [`device ${device} says ${turn}`], { department: "IT" }));
      }),
    );
    talking = false;
    await listening;
    const last = await workshopEntries(carla, ref, at);
    for (const entry of last.entries) seen.set(entry.id, entry.text);
    expect(seen.size).toBe(50);
    expect((await workshopEntries(mira, ref)).entries).toHaveLength(50);
    // Nothing new: nothing is sent.
    expect((await workshopEntries(mira, ref, last.cursor)).entries).toEqual([]);
  });

  it("takes a pasted list of 300 lines in its order, and the same request twice once", async () => {
    const { id, ref } = await open();
    const { lines } = pastedLines(Array.from({ length: 300 }, (_, index) => `${index + 1}. Party ${index} 🏗 שלום`).join("\n"));
    const input = newEntries.parse({
      workshopId: id,
      entries: lines.map((text, index) => ({ id: `0195a000-0000-7000-8000-${String(index).padStart(12, "0")}`, text })),
      pestle: "legal",
    });
    const once = () => withIdempotencyKey("paste-300-lines", { id }, () => mutations.addEntries(carla, input));
    expect((await once()).ids).toHaveLength(300);
    expect((await once()).ids).toHaveLength(300);
    const { entries } = await workshopEntries(mira, ref);
    expect(entries.map(({ text }) => text)).toEqual(lines);
    expect(await refusal(mutations.addEntries(carla, input))).toContain("arrived already");
  });

  it("makes a candidate of an entry that says where it comes from", async () => {
    const { id, ref } = await open();
    const long = `${"Ω".repeat(500)}`;
    await mutations.addEntries(carla, said(id, ["Grid operator"], { prompt: "lights_on", department: "Facilities" }));
    await mutations.addEntries(carla, said(id, [long], { pestle: "environmental" }));
    const { entries } = await workshopEntries(mira, ref);
    const [grid, endless] = entries as [(typeof entries)[0], (typeof entries)[0]];
    const made = await mutations.promoteEntry(mira, { id: grid.id, name: "Grid operator", category: "external", kind: "organisation" });
    const party = await getParty(mira, made.partyRef!);
    expect(party).toMatchObject({ status: "candidate", identificationMethod: "brainstorm", silent: false, name: "Grid operator" });
    expect(party.identificationNote).toContain(ref);
    expect(party.identificationNote).toContain("Facilities");
    const other = await mutations.promoteEntry(mira, { id: endless.id, name: "Weather", category: "external", kind: "group" });
    expect(await getParty(mira, other.partyRef!)).toMatchObject({
      identificationMethod: "pestle",
      pestle: ["environmental"],
      note: `Said in the workshop: ${long}`,
    });
  });

  it("lets one of two who promote the same entry win, and tells the other", async () => {
    const { id, ref } = await open();
    await mutations.addEntries(carla, said(id, ["Works council"]));
    const [entry] = (await workshopEntries(mira, ref)).entries;
    const olaf = await world.as("olaf");
    const promote = (access: Access) =>
      mutations.promoteEntry(access, { id: entry!.id, name: "Works council", category: "internal", kind: "group" });
    const results = await Promise.allSettled([promote(mira), promote(olaf)]);
    expect(
      results.filter(({ status }) => status === "fulfilled"),
      engine,
    ).toHaveLength(1);
    const lost = results.find((result) => result.status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toBeInstanceOf(Refused);
    const after = (await workshopEntries(mira, ref)).entries[0]!;
    expect(failureOf(lost.reason)).toMatchObject({
      kind: "refused",
      message: `${after.decidedBy} was faster: this entry has become ${after.partyRef}.`,
    });
    expect(after).toMatchObject({ status: "promoted", partyName: "Works council" });
    const parties = await world.sql("SELECT 1 FROM interested_party WHERE name = 'Works council'");
    expect(parties).toHaveLength(1);
  });

  it("merges, dismisses for a reason, and takes up again", async () => {
    const { id, ref } = await open();
    await mutations.addEntries(carla, said(id, ["Data protection officer", "Santa Claus"]));
    const [officer, santa] = (await workshopEntries(mira, ref)).entries as unknown as [{ id: string }, { id: string }];
    const [party] = await change(mira, (record) =>
      record.createMany("interested-party", [{ name: "DPO", category: "internal", kind: "role" }]),
    );
    expect(await mutations.mergeEntry(mira, { id: officer.id, partyId: party!.id })).toMatchObject({
      status: "merged",
      partyRef: party!.ref,
    });
    expect(await refusal(mutations.mergeEntry(mira, { id: santa.id, partyId: randomUUID() }))).toHaveProperty("partyId");
    expect(await refusal(mutations.dismissEntry(mira, { id: santa.id, reason: " " }))).toHaveProperty("reason");
    await mutations.dismissEntry(mira, { id: santa.id, reason: "not a party" });
    expect(await refusal(mutations.promoteEntry(mira, { id: santa.id, name: "Santa", category: "external", kind: "person" }))).toContain(
      "decided already",
    );
    await mutations.reopenEntry(mira, { id: santa.id });
    const { entries } = await workshopEntries(mira, ref);
    expect(entries.map(({ status }) => status)).toEqual(["merged", "open"]);
    expect((await historyOf(mira, "workshop-entry", santa.id)).items.map(({ action }) => action)).toEqual(["reopen", "dismiss", "create"]);
  });

  it("is read-only evidence once it is closed", async () => {
    const { id, ref, version } = await open();
    await mutations.addEntries(carla, said(id, ["Landlord"]));
    await mutations.closeWorkshop(mira, { id, reason: "" });
    expect(await refusal(mutations.addEntries(carla, said(id, ["Too late"])))).toContain("closed");
    const { entries, status } = await workshopEntries(mira, ref);
    expect([status, entries.length]).toEqual(["closed", 1]);
    expect(await refusal(mutations.dismissEntry(mira, { id: entries[0]!.id, reason: "x" }))).toContain("closed");
    expect(
      await refusal(
        mutations.updateWorkshop(mira, {
          title: "x",
          heldOn: "2026-03-12",
          facilitatorId: null,
          participants: [],
          departments: [],
          partyIds: [],
          note: "",
          id,
          version,
        }),
      ),
    ).toContain("closed");
    expect(await refusal(mutations.closeWorkshop(mira, { id, reason: "" }))).toContain("closed already");
  });

  it("is run by those who may, and taken part in by those who may", async () => {
    const { id } = await open();
    const asked = async (name: "carla" | "jonas" | "aisha" | "vera" | "kim", work: () => Promise<{ ok: boolean; kind?: string }>) => {
      const result = await withRequest(await world.request(name), work);
      return result.ok ? "ok" : result.kind;
    };
    const add =
      (organization = "nordwind") =>
      () =>
        actions.addEntries(organization, { workshopId: id, entries: [{ id: randomUUID(), text: "Bank" }] });
    expect([await asked("carla", add()), await asked("jonas", add()), await asked("aisha", add()), await asked("vera", add())]).toEqual([
      "ok",
      "ok",
      "forbidden",
      "forbidden",
    ]);
    expect([await asked("kim", add()), await asked("kim", add("kestrel-labs"))]).toEqual(["not_found", "not_found"]);
    expect(await asked("carla", () => actions.closeWorkshop("nordwind", { id }))).toBe("forbidden");
  });
});

describe.skipIf(world.skip)("a vote at Nordwind", () => {
  let mira: Access;
  let carla: Access;
  let jonas: Access;
  let acme: string;
  let bank: string;

  beforeAll(async () => {
    if (world.skip) return;
    [mira, carla, jonas] = [await world.as("mira"), await world.as("carla"), await world.as("jonas")];
    const parties = await change(mira, (record) =>
      record.createMany("interested-party", [
        { name: "House bank", category: "external", kind: "organisation", status: "active" },
        {
          name: "Acme Bank AG",
          category: "external",
          kind: "organisation",
          status: "active",
          relevance: "relevant",
          relevanceRationale: "customer",
          relevanceDecidedAt: "2026-01-05",
          relevanceDecidedById: mira.user!.id,
          power: 2,
          interest: 2,
        },
      ]),
    );
    [bank, acme] = parties.map(({ id }) => id) as [string, string];
  });

  const open = () => mutations.createWorkshop(mira, workshop({ kind: "voting", partyIds: [bank, acme] }));
  const vote = (access: Access, workshopId: string, partyId: string, power: number, interest = 3, support: number | null = null) =>
    mutations.castVote(access, { workshopId, partyId, power, interest, support });
  const party = (state: Awaited<ReturnType<typeof votingState>>, id: string) => state.parties.find((candidate) => candidate.id === id)!;

  it("needs parties of this register", async () => {
    expect(await refusal(mutations.createWorkshop(mira, workshop({ kind: "voting" })))).toHaveProperty("partyIds");
    expect(await refusal(mutations.createWorkshop(mira, workshop({ kind: "voting", partyIds: [randomUUID()] })))).toHaveProperty(
      "partyIds",
    );
  });

  it("tells nobody how others voted until the votes are opened, not even in the history", async () => {
    const { id, ref } = await open();
    await vote(carla, id, acme, 5, 4, 2);
    await vote(jonas, id, acme, 1, 4, -2);
    await vote(jonas, id, acme, 2, 4, -2);
    for (const access of [mira, await world.as("olaf"), await world.as("aisha")]) {
      const state = await votingState(access, ref);
      expect(state.voters).toBe(2);
      expect(party(state, acme)).toMatchObject({ own: null, votes: 2, revealed: null });
    }
    expect(party(await votingState(carla, ref), acme).own).toEqual({ power: 5, interest: 4, support: 2 });
    const entries = async () => (await listHistory(mira, { ...ANY, entity: "workshop-vote" })).items.slice(0, 3);
    expect((await entries()).flatMap(({ lines }) => lines)).toEqual([]);
    await mutations.openVotes(mira, { id, reason: "" });
    expect((await entries()).flatMap(({ lines }) => lines).length).toBeGreaterThan(0);
    const state = await votingState(carla, ref);
    // The party people disagree about stands first.
    expect(state.parties.map((one) => one.id)).toEqual([acme, bank]);
    const { result, votes } = party(state, acme).revealed!;
    expect(votes.map(({ voter, power }) => [voter, power])).toEqual([
      ["Carla Neumann", 5],
      ["Jonas Weber", 2],
    ]);
    expect(result).toMatchObject({ disagreement: true, spread: 4 });
    expect(result.axes.power).toMatchObject({ median: [2, 5], spread: 3 });
  });

  it("refuses a vote after the opening and after the closing in words, also one that races with it", async () => {
    const { id, ref } = await open();
    await vote(carla, id, bank, 3);
    const [raced] = await Promise.allSettled([vote(jonas, id, bank, 4), mutations.openVotes(mira, { id, reason: "" })]);
    const votes = party(await votingState(mira, ref), bank).votes;
    expect(votes).toBe(raced!.status === "fulfilled" ? 2 : 1);
    expect(await refusal(vote(carla, id, bank, 5))).toContain("have been opened");
    expect(await refusal(mutations.openVotes(mira, { id, reason: "" }))).toContain("opened already");
    await mutations.closeWorkshop(mira, { id, reason: "" });
    expect(await refusal(vote(carla, id, bank, 5))).toContain("have been opened");
    const after = await votingState(mira, ref);
    expect([after.status, party(after, bank).revealed!.votes.length]).toEqual(["closed", votes]);
  });

  it("makes one vote of a double click", async () => {
    const { id, ref } = await open();
    await Promise.all([vote(carla, id, bank, 3), vote(carla, id, bank, 4), vote(carla, id, bank, 5)]);
    expect(party(await votingState(carla, ref), bank).votes).toBe(1);
  });

  it("records what was agreed on the party, with the workshop as reason, and beside the votes", async () => {
    const { id, ref } = await open();
    await vote(carla, id, acme, 4, 5);
    const before = party(await votingState(mira, ref), acme);
    const agreed = { workshopId: id, partyId: acme, partyVersion: before.version, power: 4, interest: 5, support: 1 };
    expect(await refusal(mutations.agreeOnParty(mira, agreed))).toContain("Open the votes first");
    await mutations.openVotes(mira, { id, reason: "" });
    await mutations.agreeOnParty(mira, agreed);
    const after = party(await votingState(mira, ref), acme);
    expect(after.scores).toEqual({ power: 4, interest: 5, support: 1 });
    expect(after.revealed).toMatchObject({ agreed: { power: 4, interest: 5, support: 1 }, votes: [{ voter: "Carla Neumann" }] });
    expect((await historyOf(mira, "interested-party", acme)).items[0]!.reason).toBe(`Workshop ${ref}`);
    expect(await getParty(mira, after.ref)).toMatchObject({ scoresAreTemplateDefaults: false, relevanceRationale: "customer" });
    await expect(mutations.agreeOnParty(mira, agreed)).rejects.toBeInstanceOf(Conflict);
    await mutations.closeWorkshop(mira, { id, reason: "" });
    expect(await refusal(mutations.agreeOnParty(mira, { ...agreed, partyVersion: after.version }))).toContain("closed");
  });

  it("is nothing to another organisation", async () => {
    const { id, ref } = await open();
    const kim = await world.as("kim");
    await expect(votingState(kim, ref)).rejects.toThrow(NotFound);
    await expect(vote(kim, id, acme, 1)).rejects.toThrow(NotFound);
    await expect(mutations.openVotes(kim, { id, reason: "" })).rejects.toThrow(NotFound);
    expect(await listWorkshops(kim)).toEqual([]);
  });
});
