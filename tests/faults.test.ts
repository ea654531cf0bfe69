import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyHistory } from "@/features/history/queries";
import { setClock } from "@/server/clock";
import { connect, db, useDb } from "@/server/db";
import { Unavailable } from "@/server/errors";
import { change } from "@/server/record";
import { connectionOf } from "@/server/tenant";
import { engine, openWorld } from "./support/world";

const world = openWorld();

/** A wire to the database that can be cut and mended. */
class Wire {
  readonly #sockets = new Set<net.Socket>();
  #cut = false;
  #server = net.createServer((near) => {
    if (this.#cut) return void near.destroy();
    const far = net.connect(Number(this.target.port || 5432), this.target.hostname);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        near.destroy();
        far.destroy();
        this.#sockets.delete(socket);
      });
    }
    near.pipe(far);
    far.pipe(near);
  });

  constructor(private readonly target: URL) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String((this.#server.address() as net.AddressInfo).port);
    return url.href;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

describe.skipIf(world.skip || engine === "embedded")("the database goes away (R33)", () => {
  let proxy: Wire;
  let direct: ReturnType<typeof db>;

  beforeAll(async () => {
    proxy = new Wire(new URL(world.url));
    direct = db();
    useDb(connect(await proxy.listen(), 4, { prepared: true }));
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
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    proxy.mend();
    const mended = performance.now();
    const before = kept.length;
    while (kept.length === before && performance.now() - mended < 10_000) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kept.length).toBeGreaterThan(before);
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
