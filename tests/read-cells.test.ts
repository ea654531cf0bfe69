import { describe, expect, it } from "vitest";
import { verifyHistory } from "@/features/history/queries";
import { liveContent } from "@/features/versions/content";
import { pagesOfTable, readCells } from "@/server/read-cells";
import { change } from "@/server/record";
import { connectionOf, inTenant } from "@/server/tenant";
import { openWorld } from "./support/world";

const world = openWorld();

const VALUES = `(VALUES (1, 'plain', true, ARRAY['a','b "c"'], DATE '2026-02-28', 1.50::numeric, NULL::text),
  (2, '', false, ARRAY[]::text[], NULL, NULL, 'null'), (3, $1, NULL, NULL, NULL, 0, '')) AS t(number, said, yes, list, day, amount, nothing)`;
const CELLS = [
  { sql: "t.number", type: "integer", given: true },
  { sql: "t.said", type: "text" },
  { sql: "t.yes", type: "boolean" },
  { sql: "t.list", type: "text[]" },
  { sql: "t.day", type: "date" },
  { sql: "t.amount", type: "numeric" },
  { sql: "t.nothing", type: "text" },
];

describe.skipIf(world.skip)("rows that travel as one text", () => {
  // The separators themselves, a text that looks like nothing, and the rest that a text may hold.
  it.each(["x", "\u001d", "\u001e", "\u001f", "a\u001fb\u001ec\u001dd", "\u001e3\u001f\u001f\u001f\u001f\u001f\u001f", 'né\n"\\N\u0001'])(
    "say what was stored: %j",
    async (said) => {
      const access = await world.as("olaf");
      const rows = await inTenant(access, (tx) => readCells(connectionOf(tx), CELLS, VALUES, [said]));
      expect(rows).toEqual([
        [1, "plain", true, ["a", 'b "c"'], "2026-02-28", 1.5, null],
        [2, "", false, [], null, null, "null"],
        [3, said, null, null, null, 0, ""],
      ]);
    },
  );

  it("come page by page, each once, and none where there is none", async () => {
    const access = await world.as("olaf");
    await change(access, (record) =>
      record.createMany(
        "context-issue",
        Array.from({ length: 7 }, (_, index) => ({ title: `Page ${index}`, category: "external" })),
      ),
    );
    const ids = async (table: string, size: number) =>
      inTenant(access, async (tx) => {
        const found: unknown[] = [];
        const cells = [{ sql: "t.id", type: "uuid", given: true }];
        for await (const page of pagesOfTable(connectionOf(tx), access.organization.id, table, cells, size)) found.push(...page.flat());
        return found;
      });
    const all = await ids("context_issue", 1_000);
    expect(all.length).toBeGreaterThanOrEqual(7);
    expect(all).toEqual([...all].sort());
    for (const size of [1, 2, 7, all.length]) expect(await ids("context_issue", size)).toEqual(all);
  });

  it("hold for the verification and for the content of a version whatever a text says", async () => {
    const access = await world.as("olaf");
    const note = "a\u001fb\u001ec\u001dd";
    const { id } = await change(access, (record) => record.create("interested-party", { name: "Separated", category: "external", note }));
    expect((await verifyHistory(access)).liveProblems).toEqual([]);
    const content = await inTenant(access, (tx) => liveContent(tx, access.organization.id));
    expect(content.records["interested-party"]?.find((party) => party.id === id)).toMatchObject({ name: "Separated", note });
  });
});
