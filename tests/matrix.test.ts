import { describe, expect, it } from "vitest";
import { matrixFile } from "@/features/matrix/files";
import { matrixOf, partiesToChoose } from "@/features/matrix/queries";
import { MATRIX_TABLE } from "@/features/matrix/table";
import { filterWords } from "@/features/matrix/words";
import { drawGraph, FILE_COLOURS } from "@/features/thread-graph/drawing";
import { graphFile } from "@/features/thread-graph/file";
import { graphOf } from "@/features/thread-graph/queries";
import { GRAPH_TABLE } from "@/features/thread-graph/table";
import { whatIfFile } from "@/features/what-if/files";
import { droppableOptions, whatIf } from "@/features/what-if/queries";
import { dropWords, lossWords, summaryWords } from "@/features/what-if/words";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { Invalid } from "@/server/errors";
import { change, type Values } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();

const DAY = "2020-01-01";
const AWKWARD = `<script>alert(1)</script> "&' שלום 👩‍👩‍👧 ${"x".repeat(400)}`;

const matrixState = (query = "") => parseTableState(new URLSearchParams(query), MATRIX_TABLE);
const graphState = (query = "") => parseTableState(new URLSearchParams(query), GRAPH_TABLE);

/** Two parties, five requirements, controls, a risk, a contract, a budget line. */
async function furnish(access: Access) {
  return change(access, async (record) => {
    const create = async (entity: Parameters<typeof record.create>[0], values: Values) => {
      const { id, ref } = await record.create(entity, values);
      return { id, ref: ref ?? "" };
    };
    const relevant = {
      status: "active",
      relevance: "relevant",
      relevanceRationale: "Because",
      relevanceDecidedAt: DAY,
      category: "external",
    };
    const acme = await create("interested-party", { ...relevant, name: "Acme", influenceVector: "customers_market" });
    const cloud = await create("interested-party", { ...relevant, name: "Fjordcloud", influenceVector: "supply_surroundings" });
    const msa = await create("source", { title: "Acme MSA", type: "contract", counterpartyPartyId: acme.id });
    const hosting = await create("source", { title: "Hosting contract", type: "contract", counterpartyPartyId: cloud.id });
    const risk = await create("risk", { title: "Keys are lost" });
    const report = await create("evidence", { title: "SOC report", dated: DAY, origin: "Report by Fjordcloud" });
    const unit = await create("scope-unit", { title: "Kiel", kind: "site" });
    const line = await create("budget-line", { title: "Encryption", amount: 120_000, currency: "EUR", targetRefs: ["A.8.24", risk.ref] });
    await create("soa-entry", {
      controlRef: "A.8.24",
      applicable: true,
      implementationStatus: "implemented",
      justification: "So",
      decidedAt: DAY,
    });
    await create("soa-entry", { controlRef: "A.7.4", applicable: false, justification: "No site", decidedAt: DAY });
    const requirement = (statement: string, values: Values) =>
      create("requirement", {
        partyId: acme.id,
        statement,
        kind: "contractual",
        status: "active",
        binding: "requirement",
        strength: "need",
        sourceType: "contract",
        sourceIds: [msa.id],
        relevance: "relevant",
        cia: ["confidentiality"],
        relevanceDecidedAt: DAY,
        relevanceDecidedById: access.user!.id,
        ismsDecision: "addressed",
        howAddressed: "So",
        ismsDecidedAt: DAY,
        ismsDecidedById: access.user!.id,
        ...values,
      });
    const link = (targetType: string, targetRef: string, coverage = "", rationale = "") => ({ targetType, targetRef, coverage, rationale });
    const sole = await requirement("Only one control", {
      kind: "legal",
      links: [link("control", "A.8.24", "fully", "It is encrypted"), link("risk", risk.ref)],
    });
    const two = await requirement("Two controls", {
      links: [link("control", "A.8.24"), link("control", "A.8.10", "partly"), link("scope", unit.ref)],
    });
    const excluded = await requirement("Leans on an excluded one", { links: [link("control", "A.8.24"), link("control", "A.7.4")] });
    const bare = await requirement(AWKWARD, { links: [] });
    const shown = await requirement("Shown by the supplier", {
      sourceIds: [hosting.id],
      links: [link("control", "A.5.23", "", "So"), link("evidence", report.ref)],
    });
    const open = await requirement("Not decided yet", {
      ismsDecision: "undecided",
      howAddressed: "",
      ismsDecidedAt: null,
      ismsDecidedById: null,
      links: [link("control", "A.8.24")],
    });
    const gone = await requirement("Retired", {
      status: "retired",
      retiredAt: DAY,
      retiredReason: "Over",
      links: [link("control", "A.8.24")],
    });
    const own = await requirement("Paid in time", { partyId: cloud.id, sourceIds: [hosting.id] });
    return { acme, cloud, msa, hosting, risk, report, unit, line, sole, two, excluded, bare, shown, open, gone, own };
  });
}

describe.skipIf(world.skip)("matrix, graph and what if", () => {
  let rooms: Awaited<ReturnType<typeof furnish>>;
  let mira: Access;
  it("is furnished", async () => {
    mira = await world.as("mira");
    rooms = await furnish(mira);
  });

  describe("the matrix", () => {
    it("puts live requirements against the controls in use, with cells and totals", async () => {
      const matrix = await matrixOf(mira, matrixState());
      expect(matrix.rows.map(({ ref }) => ref)).toEqual(
        [rooms.sole, rooms.two, rooms.excluded, rooms.bare, rooms.shown, rooms.open, rooms.own].map(({ ref }) => ref),
      );
      expect(matrix.columns.map(({ ref, asked, holds }) => [ref, asked, holds])).toEqual([
        ["A.5.23", 1, true],
        ["A.7.4", 1, false],
        ["A.8.10", 1, true],
        ["A.8.24", 4, true],
      ]);
      expect(matrix.links[0]).toEqual({ row: 0, column: 3, type: "control", coverage: "fully", rationale: "It is encrypted" });
      expect(matrix).toMatchObject({ matching: 7, total: 7, gaps: 2, page: 1, pages: 1, columnTotal: 4 });
      expect(matrix.rows[3]).toMatchObject({ linked: 0, reasonNeeded: true });
    });

    it("shows all 93 when asked, with those that nobody asks for", async () => {
      const matrix = await matrixOf(mira, matrixState("show=all"));
      expect(matrix.columns).toHaveLength(93);
      expect(matrix.columns.filter(({ askedAnywhere }) => askedAnywhere === 0)).toHaveLength(89);
    });

    it.each([
      ["kind=legal", ["sole"]],
      ["vector=supply_surroundings", ["own"]],
      ["decision=undecided", ["open"]],
      ["gap=1", ["bare", "own"]],
      ["q=excluded", ["excluded"]],
      ["party=fjord", ["own"]],
      ["owner=mine", []],
      ["owner=none&kind=legal", ["sole"]],
    ])("is narrowed by %s", async (query, names) => {
      const matrix = await matrixOf(mira, matrixState(query));
      expect(matrix.rows.map(({ ref }) => ref)).toEqual(names.map((name) => (rooms[name as "sole"] as { ref: string }).ref));
      expect(matrix.total).toBe(7);
    });

    it("narrows by a party's ref, and keeps the total of the register beside that of the filter", async () => {
      const matrix = await matrixOf(mira, matrixState(`party=${rooms.acme.ref}&kind=legal`));
      expect(matrix.columns.map(({ ref, asked, askedAnywhere }) => [ref, asked, askedAnywhere])).toEqual([["A.8.24", 1, 4]]);
      expect((await partiesToChoose(mira)).map(({ name }) => name)).toEqual(["Acme", "Fjordcloud"]);
    });

    it("pages, and stays on the last page when asked for more", async () => {
      const matrix = await matrixOf(mira, matrixState("page=99"), 3);
      expect(matrix).toMatchObject({ page: 3, pages: 3, matching: 7 });
      expect(matrix.rows).toHaveLength(1);
    });

    it.each(["risk", "document", "evidence"])("has %s across the top as well", async (by) => {
      const matrix = await matrixOf(mira, matrixState(`by=${by}`));
      expect(matrix.axis).toBe(by);
      expect(matrix.columns.map(({ ref }) => ref)).toEqual(by === "risk" ? [rooms.risk.ref] : by === "evidence" ? [rooms.report.ref] : []);
    });

    it("leaves as a workbook with filter and rows, and that is noted", async () => {
      const state = matrixState("kind=legal");
      const answer = await matrixFile(mira, "xlsx", state, filterWords(state, []));
      expect(answer.headers.get("content-disposition")).toMatch(/nordwind_matrix_.*\.xlsx/);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 2).toString()).toBe("PK");
      const [entry] = await world.sql<{ payload: unknown }>(
        "SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.organization_id = $1 AND e.entity = 'list-export' ORDER BY e.sequence DESC LIMIT 1",
        [world.nordwind.id],
      );
      expect(JSON.stringify(entry!.payload)).toContain("1 of 7 rows");
      await expect(matrixFile(mira, "exe", state, "")).rejects.toThrow(Invalid);
    });

    it("leaves as PDF with all 93 columns over several sheets", async () => {
      const answer = await matrixFile(mira, "pdf", matrixState("show=all"), "");
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
    }, 90_000);
  });

  describe("the graph", () => {
    it.each([
      [() => "", 7],
      [() => `around=${rooms.cloud.ref}`, 1],
      [() => `around=${rooms.hosting.ref}`, 2],
      [() => "around=a.8.24", 4],
      [() => `around=${rooms.risk.ref}`, 1],
      [() => `around=${rooms.gone.ref}`, 1],
      [() => "kind=legal", 1],
      [() => "around=IP-999", 0],
    ])("draws a selection (%#)", async (query, requirements) => {
      const { graph, matching, unknown } = await graphOf(mira, graphState(query()));
      expect({ drawn: graph.drawn, matching, unknown }).toEqual({ drawn: requirements, matching: requirements, unknown: false });
    });

    it("says when it was asked for no ref", async () => {
      expect(await graphOf(mira, graphState("around=rubbish"))).toMatchObject({ unknown: true, matching: 0 });
    });

    it("keeps every text inside, as text", async () => {
      const { laid } = await graphOf(mira, graphState());
      const svg = drawGraph(laid, { home: "/nordwind", colours: FILE_COLOURS, label: "Graph" });
      expect(svg).not.toContain("<script");
      expect(svg).toContain("&lt;script&gt;");
      expect(svg).toContain("stroke-dasharray");
      expect(svg.match(/data-node=/g)).toHaveLength(laid.nodes.length);
      // A file stands alone: no address of ours, no colours of the page.
      const file = await (await graphFile(mira, graphState("kind=legal"))).text();
      expect(file).toMatch(/^<\?xml/);
      expect(file).not.toMatch(/href=|var\(--/);
      expect(file).toContain("1 of 1 requirements");
    });
  });

  describe("what if", () => {
    it("names who loses what, law first, and what still holds", async () => {
      const found = await whatIf(mira, ["a.8.24"]);
      expect(found.rows.map(({ ref, loss }) => [ref, loss.outcome])).toEqual([
        [rooms.sole.ref, "entirely"],
        [rooms.excluded.ref, "entirely"],
        [rooms.two.ref, "not"],
      ]);
      expect(found).toMatchObject({ counts: { entirely: 2, partly: 0, not: 1 }, parties: 1, notAddressed: 1, own: 0 });
      expect(lossWords(found.rows[0]!)).toBe(`Without A.8.24 no control answers it. Still there: ${rooms.msa.ref}, ${rooms.risk.ref}.`);
      expect(lossWords(found.rows[2]!)).toBe("A.8.10 would still answer it.");
      expect(summaryWords(found)).toMatch(/^2 requirements lose cover entirely, 0 partly; 1 would still be answered/);
    });

    it("drops several at once", async () => {
      const found = await whatIf(mira, ["A.8.24", "A.8.10"]);
      expect(found.counts).toEqual({ entirely: 3, partly: 0, not: 0 });
    });

    it("takes along a supplier's contract and evidence, and leaves its own requirements out", async () => {
      const found = await whatIf(mira, [rooms.cloud.ref]);
      expect(found.drops[0]!.falls).toEqual([rooms.hosting.ref, rooms.report.ref]);
      expect(found.rows.map(({ ref, loss }) => [ref, loss.stations.map(({ station }) => station)])).toEqual([
        [rooms.shown.ref, ["source", "evidence"]],
      ]);
      expect(found.own).toBe(1);
    });

    it("shows the requirements behind a budget line with its amount, to whoever may read the budget", async () => {
      const found = await whatIf(mira, [rooms.line.ref]);
      expect(found.drops[0]).toMatchObject({ behind: { requirements: 4, parties: 1, legal: 1 } });
      expect(dropWords(found.drops[0]!)).toContain("EUR 120,000 for A.8.24");
      expect(found.rows[0]!.loss.stations.map(({ station }) => station)).toEqual(["control", "risk"]);
      const vera = await world.as("vera");
      expect(await whatIf(vera, [rooms.line.ref])).toMatchObject({ drops: [], unknown: [rooms.line.ref], rows: [] });
      expect((await droppableOptions(vera)).map(({ ref }) => ref)).not.toContain(rooms.line.ref);
      expect((await droppableOptions(mira)).map(({ ref }) => ref)).toEqual(
        expect.arrayContaining([rooms.line.ref, "A.8.24", rooms.unit.ref, rooms.cloud.ref]),
      );
    });

    it("drops a part of the scope", async () => {
      expect((await whatIf(mira, [rooms.unit.ref])).rows).toMatchObject([{ ref: rooms.two.ref, loss: { outcome: "entirely" } }]);
    });

    it("says what it does not know, and changes nothing", async () => {
      const before = await world.sql("SELECT count(*) FROM history_entry");
      expect(await whatIf(mira, ["rubbish", "R-999", "Clause 7.4", "IP-999"])).toMatchObject({
        drops: [],
        unknown: ["rubbish", "R-999", "Clause 7.4", "IP-999"],
      });
      expect(await world.sql("SELECT count(*) FROM history_entry")).toEqual(before);
    });

    it("leaves as XLSX and PDF", async () => {
      const workbook = await whatIfFile(mira, "xlsx", ["A.8.24"]);
      expect(
        Buffer.from(await workbook.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe("PK");
      const paper = await whatIfFile(mira, "pdf", ["A.8.24", rooms.line.ref]);
      expect(
        Buffer.from(await paper.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
    }, 90_000);
  });

  it("shows nothing of another organisation", async () => {
    const kim = await world.as("kim");
    expect(await matrixOf(kim, matrixState("show=all"))).toMatchObject({ rows: [], total: 0 });
    expect((await graphOf(kim, graphState())).graph.nodes).toEqual([]);
    expect(await whatIf(kim, [rooms.cloud.ref, rooms.line.ref, "A.8.24"])).toMatchObject({
      rows: [],
      unknown: [rooms.cloud.ref, rooms.line.ref],
    });
  });
});
