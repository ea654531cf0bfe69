import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyHistory } from "@/features/history/queries";
import { setClock } from "@/server/clock";
import { connect, db, useDb } from "@/server/db";
import { Unavailable } from "@/server/errors";
import { checkHealth } from "@/server/health";
import { change } from "@/server/record";
import { connectionOf } from "@/server/tenant";
import { Wire } from "./support/wire";
import { engine, openWorld } from "./support/world";

const world = openWorld();
/** How long the database is away; DOWN_MS=30000 for the whole of R33. */
const DOWN_MS = Number(process.env.DOWN_MS ?? 1_500);

describe.skipIf(world.skip || engine === "embedded")("the database goes away (R33)", () => {
  let proxy: Wire;
  let direct: ReturnType<typeof db>;

  beforeAll(async () => {
    proxy = new Wire(new URL(world.url));
    direct = db();
    const url = await proxy.listen();
    useDb(connect(url, 4, { prepared: true }));
    // Health has a connection of its own, made from the settings, which nobody has read yet.
    process.env.DATABASE_URL = url;
  });
  afterAll(async () => {
    proxy.close();
    await db()
      .$disconnect()
      .catch(() => {});
    useDb(direct);
  });

  const named = async (name: string) => (await world.sql("SELECT 1 FROM interested_party WHERE name = $1", [name])).length;

  it("in the middle of a change: no success is told, nothing of it is there, and the next one works", async () => {
    const access = await world.as("mira");
    const attempt = change(access, async (record) => {
      await record.create("interested-party", { name: "Half", category: "external" });
      proxy.cut();
      await connectionOf(record.tx).rows("SELECT 1", []);
    });
    await expect(attempt).rejects.toThrow(Unavailable);
    expect(await named("Half")).toBe(0);
    proxy.mend();
    await change(access, (record) => record.create("interested-party", { name: "Whole", category: "external" }));
    expect(await named("Whole")).toBe(1);
    expect((await verifyHistory(access)).ok).toBe(true);
  });

  it("for a while, while people write: what was told to be kept is there, all else is refused in words, and it recovers by itself", async () => {
    const access = await world.as("mira");
    const kept: string[] = [];
    const refused: unknown[] = [];
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let number = 0; writing; number += 1) {
          const name = `Writer ${writer}, ${number}`;
          try {
            await change(access, (record) => record.create("interested-party", { name, category: "external" }));
            kept.push(name);
          } catch (error) {
            refused.push(error);
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        }
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    proxy.cut();
    await new Promise((resolve) => setTimeout(resolve, DOWN_MS / 2));
    const ill = await checkHealth();
    await new Promise((resolve) => setTimeout(resolve, DOWN_MS / 2));
    proxy.mend();
    const mended = performance.now();
    const before = kept.length;
    while (kept.length === before && performance.now() - mended < 10_000) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kept.length).toBeGreaterThan(before);
    console.info(`the first change ${Math.round(performance.now() - mended)} ms after the database was back`);
    expect(ill).toMatchObject({ status: "unavailable", database: { ok: false }, files: { ok: true } });
    while ((await checkHealth()).status !== "ok") await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 300));
    writing = false;
    await writers;
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) expect(error).toBeInstanceOf(Unavailable);
    const rows = await world.sql<{ name: string }>("SELECT name FROM interested_party WHERE name LIKE 'Writer %'");
    const there = new Set(rows.map(({ name }) => name));
    for (const name of kept) expect(there.has(name), name).toBe(true);
    expect((await verifyHistory(access)).ok).toBe(true);
  });
});

describe.skipIf(world.skip || engine === "embedded")("the database is far away (R33)", () => {
  let [near, far]: [Wire, ReturnType<typeof db>] = [null as never, null as never];
  beforeAll(async () => {
    near = new Wire(new URL(world.url));
    far = db();
    useDb(connect(await near.listen(), 4, { prepared: true }));
  });
  afterAll(async () => {
    await db().$disconnect();
    near.close();
    useDb(far);
  });

  it("200 ms further: slower, and everything is kept once", async () => {
    const access = await world.as("mira");
    const before = (await verifyHistory(access)).entries;
    near.delayMs = 100;
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) =>
        change(access, (record) => record.create("interested-party", { name: `Far ${number}`, category: "external" })),
      ),
    );
    near.delayMs = 0;
    const kept = made.filter((one) => one.status === "fulfilled");
    expect(kept.length).toBeGreaterThanOrEqual(4);
    // Eight on four connections: who waited too long for one is told so.
    for (const one of made) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Unavailable);
    expect(new Set(kept.map(({ value }) => value.ref)).size).toBe(kept.length);
    expect(await verifyHistory(access)).toMatchObject({ ok: true, entries: before + kept.length });
  });
});

describe.skipIf(world.skip)("the clock goes back an hour (R33)", () => {
  it("the order of the history holds, and it verifies", async () => {
    const access = await world.as("mira");
    const at = new Date("2026-10-25T02:30:00.000Z");
    setClock(at);
    const first = await change(access, (record) => record.create("interested-party", { name: "Before", category: "external" }));
    setClock(new Date(at.getTime() - 3_600_000));
    await change(access, (record) => record.update("interested-party", first.id, 1, { name: "After" }));
    setClock(null);
    const rows = await world.sql<{ action: string; at: Date }>(
      "SELECT action, at FROM history_entry WHERE entity_id = $1 ORDER BY sequence",
      [first.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(["create", "update"]);
    expect(rows[1]!.at.getTime()).toBeLessThan(rows[0]!.at.getTime());
    expect((await verifyHistory(access)).ok).toBe(true);
  });
});
