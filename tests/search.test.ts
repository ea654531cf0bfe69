import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/[organization]/search/route";
import { searchRecords } from "@/features/search/queries";
import type { EntityName } from "@/server/entities";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { APP_URL, openWorld } from "./support/world";

const world = openWorld();
const found = async (name: Parameters<typeof world.as>[0], q: string) =>
  (await searchRecords(await world.as(name), q)).map(({ path }) => path);

describe.skipIf(world.skip)("the palette", () => {
  beforeAll(async () => {
    const mira = await world.as("mira");
    await change(mira, async (record) => {
      const titled: [EntityName, Record<string, unknown>][] = [
        ["risk", {}],
        ["document", {}],
        ["evidence", { dated: "2026-01-01" }],
        ["own-control", {}],
        ["scope-unit", {}],
        ["objective", {}],
        ["finding", { clause: "Clause 4.2", severity: "minor", raisedAt: "2026-01-01", dueAt: "2026-02-01" }],
        ["action", {}],
        ["budget-line", {}],
      ];
      for (const [entity, values] of titled) await record.create(entity, { title: `Lighthouse 100%_ ${entity}`, ...values });
      await record.createMany(
        "risk",
        Array.from({ length: 20 }, (_, index) => ({ title: `Harbour ${index}` })),
      );
    });
  });

  it("finds every kind of record by its words and by its ref", async () => {
    expect(await found("mira", "lighthouse 100%_")).toEqual([
      "/risks/R-001",
      "/documents/P-001",
      "/evidence/E-001",
      "/controls/OC-001",
      "/scope/SU-001",
      "/objectives/OBJ-001",
      "/findings/F-001",
      "/actions/ACT-001",
      "/budget/BL-001",
    ]);
    expect(await found("mira", "oc-001")).toEqual(["/controls/OC-001"]);
    expect(await found("mira", "lighthouse 100_%")).toEqual([]);
    expect(await found("mira", "  ")).toEqual([]);
  });

  it("finds only what the reader may read", async () => {
    expect(await found("vera", "lighthouse")).toEqual([
      "/risks/R-001",
      "/documents/P-001",
      "/evidence/E-001",
      "/controls/OC-001",
      "/scope/SU-001",
      "/objectives/OBJ-001",
    ]);
    expect(await searchRecords(await world.as("kim", world.kestrel), "lighthouse")).toEqual([]);
  });

  it("finds clauses and controls by number or words, and what became of a number of 2013", async () => {
    expect(await found("vera", "A.8.24")).toEqual(["/controls/A.8.24"]);
    expect(await found("vera", "7.4")).toEqual(["/clauses/7.4", "/controls/A.7.4"]);
    expect(await found("vera", "clause 9.3.2 c")).toEqual(["/clauses/9.3.2"]);
    expect(await found("vera", "cryptography")).toEqual(["/controls/A.8.24"]);
    expect(await found("vera", "A.18.1.1")).toEqual(["/controls/A.5.31"]);
  });

  it("gives a few of each kind, however many there are", async () => {
    expect(await found("mira", "harbour")).toHaveLength(6);
    expect((await found("mira", "a")).length).toBeLessThanOrEqual(6 * 16);
  });

  it("answers behind its door", async () => {
    const at = { params: Promise.resolve({ organization: "nordwind" }) };
    const ask = async (name: "vera" | "kim") =>
      withRequest(await world.request(name), () => GET(new Request(`${APP_URL}/nordwind/search?q=oc-001`), at));
    expect(await (await ask("vera")).json()).toMatchObject([{ ref: "OC-001", path: "/controls/OC-001" }]);
    expect((await ask("kim")).status).toBe(404);
  });
});
