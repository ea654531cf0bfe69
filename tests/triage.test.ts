import { beforeAll, describe, expect, it } from "vitest";
import { historyOf } from "@/features/history/queries";
import { getParty } from "@/features/interested-parties/queries";
import { createRequirement } from "@/features/requirements/mutations";
import { getRequirement, listRequirements } from "@/features/requirements/queries";
import { requirementInput } from "@/features/requirements/schema";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { triageRequirement as triageAction } from "@/features/triage/actions";
import { triageRequirement } from "@/features/triage/mutations";
import { nextForTriage, triageItem, triageOverview } from "@/features/triage/queries";
import { parseTriageFilter, triageInput } from "@/features/triage/schema";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { Conflict, Invalid, NotFound } from "@/server/errors";
import { change, withIdempotencyKey } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();
const ALL = parseTriageFilter({});

describe.skipIf(world.skip)("triage at Nordwind", () => {
  let mira: Access;
  let acme: { id: string; ref: string };
  let authority: { id: string; ref: string };

  const enter = (fields: Record<string, unknown> = {}) =>
    createRequirement(
      mira,
      requirementInput.parse({ kind: "business", partyId: acme.id, statement: "Backups are tested each quarter.", ...fields }),
    );
  const answer = (target: { id: string; version: number }, fields: Record<string, unknown>) =>
    triageInput.parse({ id: target.id, version: target.version, touch: "cia", cia: ["availability"], ...fields });
  const values = async (ref: string) => (await getRequirement(mira, ref))!.values;

  beforeAll(async () => {
    if (world.skip) return;
    mira = await world.as("mira");
    const parties = await change(mira, (record) =>
      record.createMany("interested-party", [
        { name: "Acme Bank AG", category: "external", kind: "organisation" },
        { name: "Data protection authority", category: "external", kind: "organisation", status: "active", imposesLaw: true },
      ]),
    );
    [acme, authority] = parties.map(({ id, ref }) => ({ id, ref: ref! })) as [typeof acme, typeof acme];
  });

  it("turns four answers into decisions with reason, person and day, in one go", async () => {
    const entered = await enter();
    const saved = await triageRequirement(
      mira,
      answer(entered, {
        why: "Customers wait for their data",
        sourceType: "contract",
        sourceRef: "MSA Acme 2024",
        sourceLocator: "§ 7.2",
        binding: "wish",
        isms: "addressed",
        how: "Restore test each quarter",
        references: "A.8.13, Clause 9.1",
        partyToo: true,
      }),
    );
    expect(saved).toMatchObject({ ref: entered.ref, settled: true, partyDecided: acme.ref });
    expect(await values(entered.ref)).toMatchObject({
      status: "active",
      sourceType: "contract",
      sourceRef: "MSA Acme 2024",
      sourceLocator: "§ 7.2",
      // The contract decides, whatever was answered.
      binding: "requirement",
      relevance: "relevant",
      cia: ["availability"],
      relevanceRationale: "Customers wait for their data",
      relevanceDecidedById: mira.user!.id,
      ismsDecision: "addressed",
      howAddressed: "Restore test each quarter",
      ismsDecidedById: mira.user!.id,
      links: [
        { targetType: "clause", targetRef: "Clause 9.1" },
        { targetType: "control", targetRef: "A.8.13" },
      ],
    });
    expect(await getParty(mira, acme.ref)).toMatchObject({
      relevance: "relevant",
      relevanceRationale: `Its requirement ${entered.ref} bears on information security.`,
    });
    const { items } = await historyOf(mira, "requirement", entered.id);
    expect(items.map(({ action }) => action)).toEqual(["activate", "decide-isms", "decide-relevance", "update", "create"]);
  });

  it("keeps the discarded ones with their reason, for the auditor to read", async () => {
    const entered = await enter({ statement: "Visitors park for free." });
    await expect(triageRequirement(mira, answer(entered, { touch: "nothing", cia: [] }))).rejects.toBeInstanceOf(Invalid);
    await triageRequirement(mira, answer(entered, { touch: "nothing", cia: [], why: "Touches neither C, I nor A." }));
    const aisha = await world.as("aisha");
    const state = parseTableState(new URLSearchParams("relevance=discarded"), REQUIREMENT_TABLE);
    expect((await listRequirements(aisha, state)).rows.map(({ ref }) => ref)).toContain(entered.ref);
    expect(await values(entered.ref)).toMatchObject({
      relevance: "discarded",
      discardReason: "Touches neither C, I nor A.",
      status: "draft",
    });
    expect((await triageOverview(aisha)).discarded).toBeGreaterThan(0);
  });

  it("saves all of an answer or nothing", async () => {
    const entered = await enter({ statement: "All data stays in the EU." });
    // A bare number is refused by the last of the decisions (rule 1); what came before is taken back.
    const half = answer(entered, { sourceType: "interview", sourceRef: "CISO of Acme", isms: "addressed", how: "", references: "5.1" });
    await expect(triageRequirement(mira, half)).rejects.toBeInstanceOf(Invalid);
    expect(await values(entered.ref)).toMatchObject({ relevance: "undecided", sourceType: null, sourceRef: "" });
    expect((await triageItem(mira, entered.ref))?.version).toBe(entered.version);
  });

  it("asks law for nothing, and for where it is dealt with instead", async () => {
    const entered = await enter({ statement: "Records are kept for ten years.", kind: "legal", partyId: authority.id });
    const not = { isms: "not_addressed", whyNot: "Finance keeps them" };
    await expect(triageRequirement(mira, answer(entered, not))).rejects.toMatchObject({ fieldErrors: { how: expect.any(String) } });
    await triageRequirement(mira, answer(entered, { ...not, how: "Finance archive" }));
    expect(await values(entered.ref)).toMatchObject({
      strength: "need",
      binding: "requirement",
      ismsDecision: "not_addressed",
      howAddressed: "Finance archive",
    });
  });

  it("can be corrected, and notices who was faster", async () => {
    const entered = await enter({ statement: "We get a monthly report." });
    const first = await triageRequirement(mira, answer(entered, { isms: "undecided" }));
    expect(first.settled).toBe(false);
    await expect(
      triageRequirement(await world.as("olaf"), answer(entered, { touch: "nothing", cia: [], why: "no" })),
    ).rejects.toBeInstanceOf(Conflict);
    const second = await triageRequirement(mira, answer(first, { touch: "nothing", cia: [], why: "A wish about reporting only." }));
    expect(await values(entered.ref)).toMatchObject({ relevance: "discarded", cia: [] });
    // The same answer again changes nothing.
    expect(
      (await triageRequirement(mira, answer(second, { touch: "nothing", cia: [], why: "A wish about reporting only." }))).version,
    ).toBe(second.version);
    // Nor does the same request, sent again because the answer got lost.
    const other = await enter({ statement: "Logs are kept for a year." });
    const send = () => withIdempotencyKey("triage-retry-1", { id: other.id }, () => triageRequirement(mira, answer(other, {})));
    expect(await send()).toEqual(await send());
  });

  it("leaves a draft with an open placeholder a draft", async () => {
    const entered = await enter({ statement: "Incidents are reported within {24} hours." });
    await triageRequirement(mira, answer(entered, {}));
    expect(await values(entered.ref)).toMatchObject({ status: "draft", relevance: "relevant" });
  });

  it("hands out the next ones in order, without gaps, filtered, and counts as the list does", async () => {
    await change(mira, (record) =>
      record.createMany(
        "requirement",
        Array.from({ length: 25 }, (_, index) => ({ partyId: authority.id, statement: `Rule ${index}`, kind: "regulatory" })),
      ),
    );
    const list = await listRequirements(mira, parseTableState(new URLSearchParams("undecided=1&size=100"), REQUIREMENT_TABLE));
    const seen: string[] = [];
    for (let after: string | null = null; ; after = seen.at(-1)!) {
      const batch = await nextForTriage(mira, ALL, after);
      expect(batch.left).toBe(list.rows.length);
      if (batch.items.length === 0) break;
      seen.push(...batch.items.map(({ ref }) => ref));
    }
    expect(seen).toEqual(list.rows.map(({ ref }) => ref));
    const narrowed = await nextForTriage(mira, parseTriageFilter({ party: authority.ref, kind: ["regulatory", "rubbish"] }));
    expect(narrowed).toMatchObject({ left: 25 });
    expect(narrowed.items).toHaveLength(10);
    expect((await triageOverview(mira)).waiting).toBe(list.rows.length);
  });

  it("is for those who decide, in their own organisation", async () => {
    const entered = await enter();
    const input = answer(entered, {});
    const as = async (name: "carla" | "aisha" | "vera" | "kim", organization = "nordwind") => {
      const result = await withRequest(await world.request(name), () => triageAction(organization, input));
      return result.ok ? "ok" : result.kind;
    };
    expect([await as("carla"), await as("aisha"), await as("vera"), await as("kim"), await as("kim", "kestrel-labs")]).toEqual([
      "forbidden",
      "forbidden",
      "forbidden",
      "not_found",
      "not_found",
    ]);
    const kim = await world.as("kim");
    await expect(triageRequirement(kim, input)).rejects.toThrow(NotFound);
    expect(await triageItem(kim, entered.ref)).toBeNull();
    expect(await nextForTriage(kim, ALL)).toEqual({ items: [], left: 0 });
  });
});
