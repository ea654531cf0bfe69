import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { verifyHistory } from "@/features/history/queries";
import { startSession } from "@/server/sessions";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();
/** SOAK_WRITERS=16 SOAK_ENTRIES=500 for the whole of R15. */
const WRITERS = Number(process.env.SOAK_WRITERS ?? 16);
const ENTRIES = Number(process.env.SOAK_ENTRIES ?? 10);

describe.skipIf(world.skip || engine === "embedded")("two application processes write for three organisations (R15)", () => {
  it(`${WRITERS} writers with ${ENTRIES} entries each: no fork, no gap, nothing refused, and every chain verifies`, async () => {
    const third = await createHouse("third", "Third", [[world.people.olaf, "owner"]]);
    const houses = [
      { house: world.nordwind, name: "mira" },
      { house: world.kestrel, name: "kim" },
      { house: third, name: "olaf" },
    ] as const;
    const before = await Promise.all(houses.map(async ({ house, name }) => (await verifyHistory(await world.as(name, house))).entries));
    const writers = await Promise.all(
      Array.from({ length: WRITERS }, async (_, number) => {
        const { house, name } = houses[number % 3]!;
        return { slug: house.slug, token: await startSession(world.people[name].id, "test") };
      }),
    );
    const run = (label: string, part: typeof writers) =>
      promisify(execFile)(
        process.execPath,
        ["--import", "tsx", "tests/support/writer-process.ts", JSON.stringify({ label, entries: ENTRIES, writers: part })],
        { env: { ...process.env, DATABASE_URL: world.url } },
      );
    const answers = await Promise.all([
      run(
        "first",
        writers.filter((_, number) => number % 2 === 0),
      ),
      run(
        "second",
        writers.filter((_, number) => number % 2 === 1),
      ),
    ]);
    const told = answers.map(({ stdout }) => JSON.parse(stdout) as { refused: string[]; p95: number });
    expect(told.flatMap(({ refused }) => refused)).toEqual([]);
    console.info(`95 of 100 entries within ${told.map(({ p95 }) => `${Math.round(p95)} ms`).join(" and ")}`);
    for (const [number, { house, name }] of houses.entries()) {
      const wrote = writers.filter(({ slug }) => slug === house.slug).length * ENTRIES;
      const verdict = await verifyHistory(await world.as(name, house));
      expect(verdict).toMatchObject({ ok: true, chainProblems: [], liveProblems: [], entries: before[number]! + wrote });
    }
  }, 3_600_000);
});
