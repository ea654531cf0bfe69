import { describe, expect, it } from "vitest";
import { partyTable } from "@/features/interested-parties/table";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { listState } from "@/features/saved-views/list-state";
import { changeView, deleteView, saveView, updateViewQuery } from "@/features/saved-views/mutations";
import { listViews } from "@/features/saved-views/queries";
import { newView } from "@/features/saved-views/schema";
import { memoryText } from "@/lib/table-look";
import type { Access } from "@/server/access-value";
import { Forbidden, Invalid, NotFound } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const save = (access: Access, name: string, more: Record<string, unknown> = {}) =>
  saveView(access, newView.parse({ list: "requirements", query: "relevance=relevant", name, ...more }));
const names = async (access: Access) => (await listViews(access, "requirements", REQUIREMENT_TABLE)).map(({ name }) => name);

describe.skipIf(world.skip)("saved views", () => {
  it("are private until shared, renamed, brought up to date and deleted by whoever saved them", async () => {
    const [carla, mira, vera] = [await world.as("carla"), await world.as("mira"), await world.as("vera")];
    const { id } = await save(carla, "My open work", { query: "owner=mine&page=4&sort=-priority" });
    expect(await names(carla)).toEqual(["My open work"]);
    expect(await names(mira)).toEqual([]);
    await expect(save(carla, " my  OPEN work ")).rejects.toThrow(Invalid);
    await expect(changeView(mira, { id, name: "Taken", shared: true, defaultForRole: null })).rejects.toThrow(NotFound);
    await changeView(carla, { id, name: "Our open work", shared: true, defaultForRole: null });
    const [seen] = await listViews(vera, "requirements", REQUIREMENT_TABLE);
    expect(seen).toMatchObject({ name: "Our open work", by: "Carla Neumann", own: false, mayChange: false });
    expect(seen!.query).toContain("owner=mine");
    expect(seen!.query).not.toContain("page");
    await expect(updateViewQuery(vera, { id, query: "" })).rejects.toThrow(Forbidden);
    // Shared, so it is the house's as well.
    await updateViewQuery(mira, { id, query: "owner=none" });
    expect((await listViews(carla, "requirements", REQUIREMENT_TABLE))[0]!.query).toContain("owner=none");
    await deleteView(carla, { id });
    expect(await names(vera)).toEqual([]);
    await expect(deleteView(carla, { id })).rejects.toThrow(NotFound);
  });

  it("never show a reader a field that the reader's role may not see", async () => {
    const [mira, vera] = [await world.as("mira"), await world.as("vera")];
    await saveView(
      mira,
      newView.parse({
        list: "interested-parties",
        query: "columns=ref,name,support,attitude&sort=-support",
        name: "Who is against us",
        shared: true,
      }),
    );
    const [full] = await listViews(mira, "interested-parties", partyTable(mira));
    expect(full!.query).toContain("support");
    const [without] = await listViews(vera, "interested-parties", partyTable(vera));
    expect(without!.name).toBe("Who is against us");
    expect(without!.query).not.toMatch(/support|attitude/);
  });

  it("open a list for a role, one for each, set by the house only; the plain list stays reachable", async () => {
    const [olaf, mira, carla] = [await world.as("olaf"), await world.as("mira"), await world.as("carla")];
    await expect(save(carla, "For all", { defaultForRole: "viewer" })).rejects.toThrow(Forbidden);
    const first = await save(mira, "Contributors first", { defaultForRole: "contributor", query: "owner=mine" });
    const second = await save(olaf, "Contributors now", { defaultForRole: "contributor", query: "undecided=1" });
    const all = await listViews(mira, "requirements", REQUIREMENT_TABLE);
    expect(all.find(({ id }) => id === first.id)).toMatchObject({ defaultForRole: null, shared: true });
    const facts = await world.request("carla");
    const opened = (params: Record<string, string>) =>
      withRequest(facts, () => listState(carla, "requirements", params, REQUIREMENT_TABLE));
    expect(await opened({})).toMatchObject({ plainQuery: "?view=all", state: { filters: { undecided: ["1"] } } });
    expect((await opened({ view: "all" })).state.filters).toEqual({});
    expect((await opened({ q: "bank" })).state).toMatchObject({ q: "bank", filters: {} });
    const miras = await withRequest(facts, () => listState(mira, "requirements", {}, REQUIREMENT_TABLE));
    expect(miras).toMatchObject({ plainQuery: "", state: { filters: {} } });
    await expect(changeView(carla, { id: second.id, name: "Mine now", shared: true, defaultForRole: null })).rejects.toThrow(Forbidden);
    await deleteView(olaf, { id: second.id });
    expect((await opened({})).plainQuery).toBe("");
  });

  it("remember the look for one person on one device", async () => {
    const [carla, mira] = [await world.as("carla"), await world.as("mira")];
    const look = memoryText({ columns: ["ref", "statement", "owner"], density: "comfortable", pageSize: 100 });
    const { memory } = await withRequest(await world.request("carla"), () => listState(carla, "sources", {}, REQUIREMENT_TABLE));
    const facts = await world.request("carla", { cookie: (name) => (name === memory ? encodeURIComponent(look) : undefined) });
    const carlas = await withRequest(facts, () => listState(carla, "sources", {}, REQUIREMENT_TABLE));
    expect(carlas.state).toMatchObject({ columns: ["ref", "statement", "owner"], density: "comfortable", pageSize: 100 });
    const miras = await withRequest(facts, () => listState(mira, "sources", {}, REQUIREMENT_TABLE));
    expect(miras.state).toMatchObject({ density: "dense", pageSize: 50 });
    const rubbish = await world.request("carla", { cookie: () => "%E0%A4%A" });
    expect((await withRequest(rubbish, () => listState(carla, "sources", {}, REQUIREMENT_TABLE))).state.density).toBe("dense");
  });
});
