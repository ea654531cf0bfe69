import { describe, expect, it } from "vitest";
import { POINTS } from "@/domain/audit-checks/catalogue";
import * as actions from "@/features/audit-room/actions";
import { POINT_FACTS, TOUR } from "@/features/audit-room/facts";
import { addNote, answerRequest, changeNote, drawSample, removeNote, requestEvidence } from "@/features/audit-room/mutations";
import { evidenceRequests, getSample, listSamples, ownNotes, pointFacts, roomFacts } from "@/features/audit-room/queries";
import { sampleAsCsv } from "@/features/audit-room/sample-file";
import { evidenceRequest } from "@/features/audit-room/schema";
import { ANY } from "@/features/history/filter";
import { listHistory, verifyHistory } from "@/features/history/queries";
import { partyTable } from "@/features/interested-parties/table";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { parseTableState } from "@/lib/table-state";
import { today } from "@/server/clock";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { pageOf, recordOn, recordOpening } from "@/server/openings";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

/** A party with requirements of every kind that a sample looks for, and a control that law is a reason of. */
async function fill() {
  const mira = await world.as("mira");
  return change(mira, async (record) => {
    const party = await record.create("interested-party", {
      name: "Acme",
      category: "external",
      status: "active",
      relevance: "relevant",
      relevanceDecidedAt: "2026-03-01",
      relevanceDecidedById: world.people.mira.id,
    });
    const requirement = (kind: string, more: object = {}) => ({
      partyId: party.id,
      statement: `Something ${kind} that is asked for`,
      kind,
      binding: "requirement",
      status: "active",
      relevance: "relevant",
      relevanceDecidedAt: "2026-03-01",
      relevanceDecidedById: world.people.mira.id,
      ismsDecision: "addressed",
      ismsDecidedById: world.people.mira.id,
      ismsDecidedAt: "2026-03-02",
      ...more,
    });
    await record.createMany("requirement", [
      ...Array.from({ length: 8 }, () => requirement("business")),
      requirement("legal"),
      requirement("contractual"),
      requirement("business", {
        relevance: "discarded",
        discardReason: "None of ours",
        ismsDecision: "undecided",
        ismsDecidedAt: null,
        ismsDecidedById: null,
      }),
      requirement("business", { ismsDecision: "not_addressed", ismsDecisionRationale: "Human resources do" }),
      requirement("contractual", { status: "retired", retiredReason: "Over", retiredAt: "2026-04-01" }),
    ]);
    await record.create("soa-entry", { controlRef: "A.8.24", applicable: true, reasons: ["legal"], decidedAt: "2026-03-03" });
    await record.create("soa-entry", { controlRef: "A.8.13", applicable: true, reasons: ["risk"], decidedAt: "2026-03-03" });
    await record.create("evidence", { title: "Report of the restore", type: "test_result", dated: "2026-05-01", origin: "Operations" });
  });
}

describe.skipIf(world.skip)("the auditor's room", () => {
  it("draws the same sample again with the same seed, and says what changed when it did", async () => {
    await fill();
    const aisha = await world.as("aisha");
    const first = await drawSample(aisha, { seed: "spring audit" });
    expect(first.ref).toBe("SMP-001");
    const sample = (await getSample(aisha, "SMP-001"))!;
    const drawn = (slot: string) => sample.drawn.items.filter((item) => item.slot === slot).map(({ ref }) => ref);
    expect(drawn("forward")).toEqual(expect.arrayContaining(["REQ-009", "REQ-010"]));
    expect(drawn("forward")).toHaveLength(3);
    expect(drawn("backward")).toEqual(["A.8.24"]);
    expect(drawn("discarded")).toEqual(["REQ-011"]);
    expect(drawn("notAddressed")).toEqual(["REQ-012"]);
    expect(drawn("newestChange")).toHaveLength(1);
    expect(drawn("trigger")).toEqual([]);
    expect(drawn("impliedParty")).toHaveLength(1);
    expect(sample.drawn.population.forward.size).toBe(10);
    expect(sample.again).toMatchObject({ sameItems: true, populations: [], gone: [], come: [] });

    const second = await drawSample(await world.as("mira"), { seed: "spring audit" });
    const again = (await getSample(aisha, second.ref))!;
    expect(again.drawn.items).toEqual(sample.drawn.items);
    expect((await listSamples(aisha)).map(({ ref }) => ref)).toEqual(["SMP-002", "SMP-001"]);

    const gone = drawn("forward")[0]!;
    const [row] = await world.sql<{ id: string; version: number }>("SELECT id, version FROM requirement WHERE ref = $1", [gone]);
    await change(await world.as("mira"), (record) =>
      record.update(
        "requirement",
        row!.id,
        row!.version,
        { status: "retired", retiredAt: today(), retiredReason: "Over" },
        { reason: "Over" },
      ),
    );
    const later = (await getSample(aisha, "SMP-001"))!;
    expect(later.again.sameMoment).toBe(false);
    expect(later.again.populations).toContainEqual({ slot: "forward", before: 10, after: 9 });
    expect(later.again.gone.map(({ ref }) => ref)).toContain(gone);
    expect(sampleAsCsv(later)).toContain("spring audit");
    expect(await getSample(await world.as("kim"), "SMP-001")).toBeNull();
  });

  it("counts what the lists show, and every number's address is understood by its list", async () => {
    const tables = { requirements: REQUIREMENT_TABLE, "statement-of-applicability": STATEMENT_TABLE } as const;
    const aisha = await world.as("aisha");
    for (const { room, query } of [...TOUR, ...Object.values(POINT_FACTS)].flatMap(({ facts }) => [...facts])) {
      const table = room === "interested-parties" ? partyTable(aisha) : tables[room as keyof typeof tables];
      if (!table) continue;
      const names = new Set([...new URLSearchParams(query).keys()]);
      const state = parseTableState(new URLSearchParams(query), table as typeof REQUIREMENT_TABLE);
      expect(
        [...names].filter((name) => !(name in state.filters)),
        `${room}?${query}`,
      ).toEqual([]);
    }
    const room = await roomFacts(aisha);
    const number = (key: string) => room.parts.flatMap(({ facts }) => facts).find((fact) => fact.key === key)?.count;
    expect(number("relevantParties")).toBe(1);
    expect(number("discardedRequirements")).toBe(1);
    expect(number("notAddressedRequirements")).toBe(1);
    expect(room.deciders).toContainEqual(expect.objectContaining({ part: "c", name: "Mira Lindqvist" }));
  });

  it("shows each of the eight points as facts without a remedy", async () => {
    const aisha = await world.as("aisha");
    for (const { point } of POINTS) {
      const found = (await pointFacts(aisha, point))!;
      expect(found.checks.length).toBeGreaterThan(0);
      for (const check of found.checks) {
        expect(Object.keys(check).sort()).toEqual(["clause", "failed", "id", "ownRule", "result", "sampled", "subjects"]);
        if (check.result === "not_shown") expect(check.failed).toBeGreaterThan(0);
      }
    }
    // No conflict was ever recorded here: that is an answer, and no longer a room that does not exist.
    expect((await pointFacts(aisha, 8))!.checks.some(({ result }) => result === "not_looked_at")).toBe(false);
    expect(await pointFacts(aisha, 9)).toBeNull();
  });

  it("keeps a private note for its author alone: no owner, no history, no change by others", async () => {
    const [aisha, olaf, mira] = [await world.as("aisha"), await world.as("olaf"), await world.as("mira")];
    const before = await world.sql("SELECT count(*)::int AS n FROM history_entry");
    const note = await addNote(aisha, { record: "REQ-009", text: "They looked nervous here" });
    expect(await ownNotes(aisha, ["REQ-009"])).toMatchObject([{ id: note.id, text: "They looked nervous here", record: "REQ-009" }]);
    for (const other of [olaf, mira, await world.as("vera"), await world.as("kim")]) expect(await ownNotes(other)).toEqual([]);
    await expect(changeNote(olaf, { id: note.id, text: "Nothing" })).rejects.toBeInstanceOf(NotFound);
    await expect(removeNote(olaf, { id: note.id })).rejects.toBeInstanceOf(NotFound);
    await changeNote(aisha, { id: note.id, text: "They were well prepared" });
    expect(await ownNotes(aisha)).toMatchObject([{ text: "They were well prepared" }]);
    await removeNote(aisha, { id: note.id });
    expect(await ownNotes(aisha)).toEqual([]);
    expect(await world.sql("SELECT count(*)::int AS n FROM history_entry")).toEqual(before);
  });

  it("turns a request for evidence into an open action, which the organisation answers", async () => {
    const [aisha, mira] = [await world.as("aisha"), await world.as("mira")];
    const ask = (record: string, dueAt = "") =>
      requestEvidence(aisha, evidenceRequest.parse({ record, text: "Show me the restore", dueAt }));
    const asked = await ask("REQ-009", "2030-01-15");
    const [row] = await world.sql("SELECT kind, status, requested_by_id, requirement_id IS NOT NULL AS tied FROM action WHERE ref = $1", [
      asked.ref,
    ]);
    expect(row).toEqual({ kind: "evidence_request", status: "open", requested_by_id: world.people.aisha.id, tied: true });
    await expect(ask("REQ-999")).rejects.toBeInstanceOf(Invalid);
    await expect(ask("REQ-009", "2020-01-01")).rejects.toBeInstanceOf(Invalid);
    const answer = (evidence: string, version = 1) => answerRequest(mira, { id: asked.id, version, result: "See the report", evidence });
    await expect(answer("E-404")).rejects.toBeInstanceOf(Invalid);
    await answer("e-1");
    await expect(answer("", 2)).rejects.toBeInstanceOf(Refused);
    expect(await evidenceRequests(aisha, { record: "REQ-009" })).toMatchObject([
      {
        ref: asked.ref,
        status: "done",
        result: "See the report",
        askedBy: "Aisha Rahman",
        records: [{ ref: "REQ-009" }, { ref: "E-001" }],
      },
    ]);
    const history = await listHistory(mira, { ...ANY, entity: "action", ref: asked.ref });
    expect(history.items.map(({ action, who }) => [action, who])).toEqual([
      ["answer", "Mira Lindqvist"],
      ["create", "Aisha Rahman"],
    ]);
    await expect(answerRequest(await world.as("kim"), { id: asked.id, version: 2, result: "x", evidence: "" })).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  it("lets an auditor draw, note and ask, and nobody read-only answer or a viewer come in", async () => {
    const call = async (name: "aisha" | "vera" | "carla", work: () => Promise<{ ok: boolean }>) =>
      (await withRequest(await world.request(name), work)).ok;
    expect(await call("aisha", () => actions.drawSample("nordwind", { seed: "by hand" }))).toBe(true);
    expect(await call("vera", () => actions.drawSample("nordwind", { seed: "by hand" }))).toBe(false);
    expect(await call("carla", () => actions.addNote("nordwind", { record: "", text: "x" }))).toBe(false);
    const answer = { id: world.people.mira.id, version: 1, result: "x", evidence: "" };
    expect(await withRequest(await world.request("aisha"), () => actions.answerRequest("nordwind", answer))).toMatchObject({
      kind: "forbidden",
    });
  });
});

describe.skipIf(world.skip)("what an auditor opens", () => {
  it("is written down with its address and record, once a minute, and not when nobody looks", async () => {
    const aisha = await world.as("aisha");
    const facts = await world.request("aisha");
    const open = (path: string | null, aside = false) => pageOf(aisha, { ...facts, path, aside });
    expect(open("/nordwind/requirements/REQ-009?_rsc=1x2y")).toBe("/nordwind/requirements/REQ-009");
    expect(open("/nordwind/requirements/REQ-009")).toBeNull();
    expect(open("/nordwind/requirements?kind=legal&_rsc=ab")).toBe("/nordwind/requirements?kind=legal");
    expect(open("/nordwind/risks", true)).toBeNull();
    expect(open("/kestrel-labs/risks")).toBeNull();
    expect(open(null)).toBeNull();
    await recordOpening(aisha, "/nordwind/requirements/REQ-009");
    const { items } = await listHistory(await world.as("mira"), { ...ANY, action: "open", personId: world.people.aisha.id });
    expect(items).toMatchObject([
      { entity: "page", record: "REQ-009", note: "/nordwind/requirements/REQ-009", who: "Aisha Rahman", lines: [] },
    ]);
    expect(await verifyHistory(await world.as("olaf"))).toMatchObject({ ok: true });
  });

  it.each([
    ["/nordwind", "/"],
    ["/nordwind/controls/A.8.24", "A.8.24"],
    ["/nordwind/clauses/9.3.2", "Clause 9.3.2"],
    ["/nordwind/audit-room/samples/SMP-001", "SMP-001"],
    ["/nordwind/audit-room/points/3", "/audit-room/points/3"],
    ["/nordwind/search?q=%E0%A4", "/search"],
    ["/nordwind/%E0%A4", "/%E0%A4"],
  ])("%s is about %s", (path, record) => {
    expect(recordOn(path)).toBe(record);
  });

  it("never fails the page", async () => {
    const aisha = await world.as("aisha");
    await world.sql("ALTER TABLE history_head RENAME TO history_head_away");
    await recordOpening(aisha, "/nordwind/risks");
    await world.sql("ALTER TABLE history_head_away RENAME TO history_head");
  });
});
