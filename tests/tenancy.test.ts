import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Access } from "@/server/access";
import { ENTITIES, type EntityName } from "@/server/entities";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { openWorld } from "./support/world";
import { CANARY, CASES, furnish, NOT_OF_A_TENANT, type Targets, WITHOUT_IDS } from "./tenancy.cases";

type Module = Record<string, unknown>;
const modules = {
  ...import.meta.glob<Module>("../src/features/*/queries.ts", { eager: true }),
  ...import.meta.glob<Module>("../src/features/*/mutations.ts", { eager: true }),
};

const functions = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module)
    .filter(([, value]) => typeof value === "function" && !/^class\s/.test(String(value)))
    .map(([name, run]) => ({
      key: `${file.split("/").at(-2)}/${file.split("/").at(-1)!.replace(".ts", "")}.${name}`,
      run: run as (...args: unknown[]) => unknown,
    })),
);

const world = openWorld();

/** Everything of an organisation as one text. */
async function stateOf(access: Access): Promise<string> {
  return inTenant(access, async (tx) => {
    const all: unknown[] = [];
    for (const entity of Object.keys(ENTITIES) as EntityName[])
      all.push((await readRecords(tx, access.organization.id, entity, null)).sort((a, b) => (a.id < b.id ? -1 : 1)));
    return JSON.stringify(all);
  });
}

describe.skipIf(world.skip)("another tenant's ids (R01)", () => {
  it("has a case for every query and mutation", () => {
    const known = new Set([...Object.keys(CASES), ...Object.keys(NOT_OF_A_TENANT)]);
    expect(functions.map(({ key }) => key).filter((key) => !known.has(key))).toEqual([]);
    const existing = new Set(functions.map(({ key }) => key));
    expect(
      [...known].filter((key) => !existing.has(key)),
      "cases without a function",
    ).toEqual([]);
  });

  it("are not found, touch nothing, and answer like absent ones", async () => {
    const [mira, kim] = [await world.as("olaf"), await world.as("kim")];
    const nordwind = await furnish(mira);
    const absent = Object.fromEntries(
      Object.keys(nordwind).map((name) => [name, name.endsWith("Ref") ? "IP-909090" : randomUUID()]),
    ) as unknown as Targets;
    const before = await stateOf(mira);
    for (const { key, run } of functions) {
      const prepare = CASES[key];
      if (!prepare) continue;
      const answer = async (targets: Targets) => {
        // Outside the net: input that its own schema refuses would prove nothing.
        const given = await prepare({ access: kim, targets, world });
        try {
          return { thrown: undefined, value: JSON.stringify(await run(...given)) ?? "undefined" };
        } catch (error) {
          return { value: undefined, thrown: `${(error as Error).constructor.name}: ${(error as Error).message}` };
        }
      };
      const foreign = await answer(nordwind);
      expect(JSON.stringify(foreign), `${key} shows a foreign record`).not.toContain(CANARY);
      expect(foreign.thrown?.startsWith("TypeError") ?? false, `${key}: ${JSON.stringify(foreign)}`).toBe(false);
      if (WITHOUT_IDS.includes(key)) continue;
      const nobody = await answer(absent);
      if (foreign.thrown || nobody.thrown) expect(foreign, `${key} tells foreign from absent`).toEqual(nobody);
    }
    expect(await stateOf(mira)).toBe(before);
  });
});
