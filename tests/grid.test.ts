import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { createParty, decidePartyRelevance, retireParty } from "@/features/interested-parties/mutations";
import { getParty } from "@/features/interested-parties/queries";
import { newParty } from "@/features/interested-parties/schema";
import { moveParty as moveAction } from "@/features/power-interest/actions";
import { assessSalience, moveParty } from "@/features/power-interest/mutations";
import { comparePositions, positionOn, stepsOf } from "@/features/power-interest/positions";
import { gridOf, positionsOf } from "@/features/power-interest/queries";
import { parseGridState } from "@/features/power-interest/table";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Conflict, Forbidden, NotFound, ReasonRequired, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const enter = (access: Access, input: Partial<z.input<typeof newParty>> & { name: string }) =>
  createParty(access, newParty.parse({ category: "external", ...input }));
const move = (access: Access, party: { id: string; version: number }, power: number | null, interest: number | null, reason = "") =>
  moveParty(access, { id: party.id, version: party.version, power, interest, reason });
const on = (day: string) => setClock(new Date(`${day}T10:00:00Z`));
const shown = async (access: Access, query: Record<string, string | string[]> = {}) =>
  (await gridOf(access, parseGridState(query).filters)).parties.map((party) => party.name);

describe.skipIf(world.skip)("the power-interest grid", () => {
  it("Mira drags the bank to a place, and both scores change in one entry of the history", async () => {
    const mira = await world.as("mira");
    const bank = await enter(mira, { name: "Hansebank", power: 2, interest: 2 });
    const moved = await move(mira, bank, 4, 3);
    expect(moved).toMatchObject({ ref: bank.ref, version: 2 });
    expect(await getParty(mira, bank.ref)).toMatchObject({ power: 4, interest: 3 });
    const [entry] = await world.sql<{ payload: string }>(
      `SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity_id = $1 ORDER BY e.sequence DESC LIMIT 1`,
      [bank.id],
    );
    expect(Object.keys(JSON.parse(entry!.payload).fields).sort()).toEqual(["interest", "power", "version"]);
    // Dropped where it was: nothing happens.
    expect(await move(mira, moved, 4, 3)).toMatchObject({ version: 2 });
    await expect(world.sql("SELECT 1 FROM interested_party WHERE id = $1 AND power = 4", [bank.id])).resolves.toHaveLength(1);
  });

  it("shows the second of two people both positions, and loses neither", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const landlord = await enter(mira, { name: "Landlord", power: 1, interest: 1 });
    await move(carla, landlord, 3, 3);
    const failure = await move(mira, landlord, 5, 5).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Conflict);
    expect((failure as Conflict).current).toMatchObject({
      version: 2,
      values: { power: 3, interest: 3 },
      changedBy: "Carla Neumann",
      fields: expect.arrayContaining(["power", "interest"]),
    });
    expect(await move(mira, { ...landlord, version: 2 }, 5, 5)).toMatchObject({ version: 3 });
  });

  it.skipIf(process.env.TEST_ENGINE === "embedded")("lets exactly one of ten people win who drop the same mark at once", async () => {
    const mira = await world.as("mira");
    const party = await enter(mira, { name: "Works council", power: 1, interest: 1 });
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => move(mira, party, (index % 4) + 2, 5)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Conflict);
  });

  it("asks for a reason once the party is decided", async () => {
    const mira = await world.as("mira");
    let party = await enter(mira, { name: "Port authority", power: 3, interest: 3 });
    expect((await gridOf(mira, {})).parties.find(({ id }) => id === party.id)?.reasonNeeded).toBe(false);
    party = await decidePartyRelevance(mira, { ...party, relevance: "relevant", rationale: "Grants the operating licence" });
    expect((await gridOf(mira, {})).parties.find(({ id }) => id === party.id)?.reasonNeeded).toBe(true);
    await expect(move(mira, party, 5, 3)).rejects.toThrow(ReasonRequired);
    await expect(move(mira, party, 5, 3, "   ")).rejects.toThrow(ReasonRequired);
    const moved = await move(mira, party, 5, 3, "Workshop of 12 May");
    const positions = await positionsOf(mira, [party.id]);
    expect(positions[party.id]!.at(-1)).toMatchObject({ power: 5, interest: 3, by: "Mira Lindqvist", reason: "Workshop of 12 May" });
    await retireParty(mira, { ...moved, reason: "Merged with the state authority" });
    await expect(move(mira, { ...moved, version: moved.version + 1 }, 1, 1, "No")).rejects.toThrow(Refused);
  });

  it("makes an assessment of a template's scores by placing the party, even where it stood", async () => {
    const mira = await world.as("mira");
    const party = await change(mira, async (record) =>
      record.create("interested-party", { name: "Insurer", category: "external", power: 3, interest: 4, scoresAreTemplateDefaults: true }),
    );
    const before = (await gridOf(mira, {})).parties.find(({ id }) => id === party.id)!;
    expect(before).toMatchObject({ power: 3, scoresAreTemplateDefaults: true });
    await move(mira, before, 3, 4);
    expect(await getParty(mira, before.ref)).toMatchObject({ power: 3, interest: 4, scoresAreTemplateDefaults: false });
    const trail = (await positionsOf(mira, [party.id]))[party.id]!;
    expect(trail.map((position) => position.assessed)).toEqual([false, true]);
    expect(stepsOf(trail)).toHaveLength(1);
  });

  it("tells who stood where on an earlier day, and what changed between two days", async () => {
    try {
      on("2027-01-10");
      const mira = await world.as("mira");
      const customer = await enter(mira, { name: "Customer Altona", power: 2, interest: 2, support: 1 });
      const neighbour = await enter(mira, { name: "Neighbours of the wharf", power: 1, interest: 5 });
      on("2027-03-01");
      const moved = await move(await world.as("mira"), customer, 3, 4);
      on("2027-05-12");
      await move(await world.as("mira"), moved, 5, 4);
      const late = await enter(await world.as("mira"), { name: "Investor", power: 4, interest: 4 });
      await retireParty(await world.as("mira"), { ...neighbour, reason: "The site was given up" });
      const aisha = await world.as("aisha");
      const ids = [customer.id, neighbour.id, late.id];
      const positions = await positionsOf(aisha, ids);
      const at = (id: string, day: string) => positionOn(positions[id], day);
      expect(at(customer.id, "2027-01-09")).toBeNull();
      expect(at(customer.id, "2027-01-10")).toMatchObject({ power: 2, interest: 2, support: 1 });
      expect(at(customer.id, "2027-04-30")).toMatchObject({ power: 3, interest: 4, support: 1 });
      expect(at(customer.id, "2027-05-12")).toMatchObject({ power: 5, interest: 4 });
      expect(at(neighbour.id, "2027-05-12")).toMatchObject({ status: "retired" });
      expect(stepsOf(positions[customer.id]).map(({ day, power, interest }) => [day, power, interest])).toEqual([
        ["2027-01-10", 2, 2],
        ["2027-03-01", 3, 4],
        ["2027-05-12", 5, 4],
      ]);
      const changes = comparePositions(positions, ids, "2027-02-01", "2027-05-31");
      expect(changes.moved).toEqual([expect.objectContaining({ id: customer.id, before: expect.objectContaining({ power: 2 }) })]);
      expect(changes.entered).toEqual([late.id]);
      expect(changes.left).toEqual([neighbour.id]);
      // Retired ones come along for the past only.
      expect(await shown(aisha)).not.toContain("Neighbours of the wharf");
      expect((await gridOf(aisha, {}, { includeRetired: true })).parties.map(({ name }) => name)).toContain("Neighbours of the wharf");
    } finally {
      setClock(null);
    }
  });

  it("narrows by category, vector, status, owner and adverse", async () => {
    const mira = await world.as("mira");
    await enter(mira, { name: "Staff", category: "internal", influenceVector: "workforce", ownerId: world.people.mira.id });
    await enter(mira, { name: "Extortion gang", adverse: true, power: 4, interest: 5 });
    expect(await shown(mira, { category: "internal" })).toEqual(["Staff"]);
    expect(await shown(mira, { vector: "workforce" })).toEqual(["Staff"]);
    expect(await shown(mira, { owner: "mine" })).toEqual(["Staff"]);
    expect(await shown(mira, { owner: ["none"], category: "internal" })).toEqual([]);
    expect(await shown(mira, { adverse: "yes" })).toEqual(["Extortion gang"]);
    expect(await shown(mira, { adverse: "no" })).not.toContain("Extortion gang");
    expect(await shown(mira, { vector: "none", category: "internal" })).toEqual([]);
    expect(await shown(mira, { status: "active" })).toEqual([]);
    expect(await shown(mira, { owner: "'; DROP TABLE interested_party" })).toEqual([]);
    expect(parseGridState({ asOf: "2027-13-41", compare: "2027-02-01", lens: "salience" })).toMatchObject({
      asOf: null,
      compare: "2027-02-01",
      lens: true,
    });
  });

  it("shows Vera the grid without support, engagement or history", async () => {
    const vera = await world.as("vera");
    const { parties } = await gridOf(vera, {});
    expect(parties.length).toBeGreaterThan(3);
    for (const party of parties) expect([party.support, party.engagementCurrent, party.engagementTarget]).toEqual([null, null, null]);
    await expect(positionsOf(vera, [parties[0]!.id])).rejects.toThrow(Forbidden);
    const answer = await withRequest(await world.request("vera"), () =>
      moveAction("nordwind", { id: parties[0]!.id, version: parties[0]!.version, power: 1, interest: 1, reason: "" }),
    );
    expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
  });

  it("refuses scores that are none, fields that are not its own, and everything from Kestrel", async () => {
    const mira = await world.as("mira");
    const party = await enter(mira, { name: "Press", power: 2, interest: 3 });
    const ask = async (input: object) => withRequest(await world.request("mira"), () => moveAction("nordwind", input));
    const good = { id: party.id, version: 1, power: 3, interest: 3, reason: "" };
    for (const bad of [{ power: 6 }, { interest: 0 }, { power: 2.5 }, { status: "active" }, { support: 2 }, { version: 0 }]) {
      expect(await ask({ ...good, ...bad })).toMatchObject({ ok: false, kind: "invalid" });
    }
    const kim = await world.as("kim");
    await expect(move(kim, party, 5, 5)).rejects.toThrow(NotFound);
    await expect(assessSalience(kim, { ...party, legitimacy: 1, urgency: 1, reason: "" })).rejects.toThrow(NotFound);
    expect(await positionsOf(kim, [party.id])).toEqual({});
    expect((await gridOf(kim, {}, { includeRetired: true })).parties).toEqual([]);
    expect(await ask(good)).toMatchObject({ ok: true, data: { version: 2 } });
  });

  it("keeps legitimacy and urgency as an optional lens, never for adverse parties", async () => {
    const mira = await world.as("mira");
    const union = await enter(mira, { name: "Trade union", power: 4, interest: 4 });
    await assessSalience(mira, { ...union, legitimacy: 3, urgency: 2, reason: "" });
    expect((await gridOf(mira, {})).parties.find(({ id }) => id === union.id)).toMatchObject({ legitimacy: 3, urgency: 2, version: 2 });
    const gang = await enter(mira, { name: "Botnet operator", adverse: true });
    await expect(assessSalience(mira, { ...gang, legitimacy: 1, urgency: 1, reason: "" })).rejects.toThrow("salience-adverse");
  });

  it("takes emoji, names from right to left and names of 500 characters", async () => {
    const mira = await world.as("mira");
    const names = ["🏴‍☠️ Crew", "سلطة حماية البيانات", "N".repeat(500)];
    // Written as an import would: the form itself takes 300 characters.
    await change(mira, async (record) => {
      for (const name of names) await record.create("interested-party", { name, category: "external", power: 5, interest: 1 });
    });
    expect(await shown(mira)).toEqual(expect.arrayContaining(names));
  });
});
