import { describe, expect, it } from "vitest";
import { ChainVerifier } from "@/domain/audit-trail";
import { verifyHistory } from "@/features/history/queries";
import type { Connection } from "@/server/connection";
import { Conflict, NotFound, ReasonRequired } from "@/server/errors";
import { change, withIdempotencyKey } from "@/server/record";
import { connectionOf, inTenant } from "@/server/tenant";
import { engine, openWorld } from "./support/world";

const world = openWorld();

describe.skipIf(world.skip)("the one writer", () => {
  const insurer = { name: "Cyber insurer", category: "external", kind: "organisation" };

  it("gives refs that rise and writes an entry for each change", async () => {
    const mira = await world.as("mira");
    const [first, second] = await change(mira, (record) => record.createMany("interested-party", [insurer, { ...insurer, name: "Bank" }]));
    expect([first?.ref, second?.ref]).toEqual(["IP-001", "IP-002"]);
    const updated = await change(mira, (record) =>
      record.update("interested-party", first!.id, 1, { power: 4 }, { reason: "claims talk of May" }),
    );
    expect(updated.version).toBe(2);
    const entries = await world.sql("SELECT payload FROM history_payload WHERE organization_id = $1 ORDER BY sequence DESC LIMIT 1", [
      world.nordwind.id,
    ]);
    expect(JSON.parse(entries[0]!.payload)).toMatchObject({
      reason: "claims talk of May",
      fields: { power: { before: null, after: 4 }, version: { before: 1, after: 2 } },
    });
  });

  it("shows the loser of a race what stands there now", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const party = await change(mira, (record) => record.create("interested-party", insurer));
    await change(carla, (record) => record.update("interested-party", party.id, 1, { note: "Carla's note" }));
    const lost = change(mira, (record) => record.update("interested-party", party.id, 1, { note: "Mira's note" }));
    await expect(lost).rejects.toThrow(Conflict);
    await lost.catch((error: Conflict) => {
      expect(error.current).toMatchObject({ version: 2, changedBy: "Carla Neumann", fields: ["note"], values: { note: "Carla's note" } });
    });
  });

  it("asks for a reason where the rule wants one, and changes nothing without", async () => {
    const mira = await world.as("mira");
    const party = await change(mira, (record) => record.create("interested-party", insurer));
    await expect(
      change(mira, (record) => record.update("interested-party", party.id, 1, { power: 5 }, { reasonNeeded: () => true })),
    ).rejects.toThrow(ReasonRequired);
    const stored = await change(mira, (record) => record.get("interested-party", party.id));
    expect(stored).toMatchObject({ version: 1, values: { power: null } });
  });

  it("does not find another organisation's record", async () => {
    const party = await change(await world.as("mira"), (record) => record.create("interested-party", insurer));
    const kim = await world.as("kim");
    await expect(change(kim, (record) => record.update("interested-party", party.id, 1, { power: 5 }))).rejects.toThrow(NotFound);
  });

  it("stores any text as it was given, one by one and many at once, and the history says the same", async () => {
    const mira = await world.as("mira");
    const texts = [
      `"quoted", \\back\\slash`,
      "two\nlines\tand\u001fa separator",
      "NULL",
      "",
      "{a,b}",
      "half \ud83d a character",
      "Ünïcödé 🏛",
    ];
    const rows = texts.map((text, at) => ({
      ...insurer,
      name: `Party ${text}`,
      note: text,
      members: at % 2 ? [text, "plain", "a,b", '"', "\\"] : [],
      power: at % 2 ? 3 : null,
      adverse: at % 3 === 0,
      confirmedAt: at % 2 ? "2026-03-01" : null,
    }));
    const many = await change(mira, (record) => record.createMany("interested-party", rows));
    const single = await change(mira, (record) => record.create("interested-party", rows[1]!));
    const stored = await change(mira, (record) => Promise.all(many.map(({ id }) => record.get("interested-party", id))));
    expect(stored.map(({ values }) => values.note)).toEqual(texts.map((text) => text.replace("\ud83d", "\ufffd")));
    expect(stored[1]!.values).toMatchObject({ members: rows[1]!.members, power: 3, adverse: false, confirmedAt: "2026-03-01" });
    const edited = await change(mira, (record) =>
      record.update("interested-party", single.id, 1, { note: texts[0], members: [texts[0]!, texts[1]!], confirmedAt: null }),
    );
    expect(await change(mira, (record) => record.get("interested-party", single.id))).toEqual(edited);
    expect(await verifyHistory(mira)).toMatchObject({ ok: true, chainProblems: [], liveProblems: [] });
  });

  it("sends nothing once its transaction has ended, by itself or because it took too long", async () => {
    const mira = await world.as("mira");
    let kept: Connection | undefined;
    await inTenant(mira, async (tx) => {
      kept = connectionOf(tx);
    });
    await expect(kept!.rows("SELECT 1", [])).rejects.toThrow("has ended");
    let late: Promise<unknown> | undefined;
    const tooLong = inTenant(
      mira,
      async (tx) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        late = connectionOf(tx).rows("SELECT 1", []);
        late.catch(() => {});
        await late;
      },
      { timeout: 100 },
    );
    await expect(tooLong).rejects.toThrow();
    await expect(late).rejects.toThrow("has ended");
  });

  it("carries a retried request out once", async () => {
    const mira = await world.as("mira");
    const before = await inTenant(mira, (tx) => tx.interestedParty.count());
    const once = () =>
      withIdempotencyKey("a-key-of-one-form", insurer, () =>
        change(mira, async (record) => (await record.create("interested-party", insurer)).ref),
      );
    const answers = await Promise.all([once(), once(), once()]);
    expect(new Set(answers).size).toBe(1);
    expect(await inTenant(mira, (tx) => tx.interestedParty.count())).toBe(before + 1);
  });

  it.skipIf(engine === "embedded")("lets 16 writers append 20 entries each without a fork", async () => {
    const mira = await world.as("mira");
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let round = 0; round < 20; round += 1)
          await change(mira, (record) => record.create("interested-party", { ...insurer, name: `Party ${writer}.${round}` }));
      }),
    );
    const rows = await world.sql<{ sequence: string; hash: string; header: string; payload: string; salt: string }>(
      "SELECT e.sequence, e.hash, e.header, p.payload, p.salt FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.organization_id = $1 ORDER BY e.sequence",
      [world.nordwind.id],
    );
    const verifier = new ChainVerifier({ organizationId: world.nordwind.id });
    for (const row of rows)
      verifier.add({ sequence: Number(row.sequence), hash: row.hash, header: row.header, payloadText: row.payload, saltHex: row.salt });
    const [head] = await world.sql<{ sequence: string; hash: string }>(
      "SELECT sequence, hash FROM history_head WHERE organization_id = $1",
      [world.nordwind.id],
    );
    expect(verifier.finish({ sequence: Number(head!.sequence), hash: head!.hash })).toMatchObject({ ok: true, problems: [] });
  });
});
