import { describe, expect, it } from "vitest";
import { drawThread, type ThreadFacts } from "./thread";
import { GRAPH_COLUMNS, neighboursOf, threadGraph } from "./thread-graph";
import { fitText, layOut, readsLeftwards } from "./thread-graph-layout";

function facts(number: number, links: ThreadFacts["links"], more: Partial<ThreadFacts> = {}): ThreadFacts {
  return {
    today: "2026-03-01",
    requirement: {
      ref: `REQ-${number}`,
      statement: `Statement ${number}`,
      status: "active",
      retiredReason: "",
      kind: "contractual",
      sourceType: "contract",
      sourceRef: "Acme MSA",
      sourceLocator: "",
      relevance: "relevant",
      discardReason: "",
      ismsDecision: "addressed",
      ismsDecisionRationale: "",
      howAddressed: "so",
    },
    party: { ref: "IP-001", name: "Acme", status: "active", relevance: "relevant", adverse: false },
    sources: [{ kind: "source", ref: "SRC-001", name: "Acme MSA", retired: false, effectiveTo: null }],
    links,
    ...more,
  };
}
const control = (ref: string, applicable = true): ThreadFacts["links"][number] => ({
  type: "control",
  ref,
  rationale: "Why",
  coverage: "",
  target: { title: ref, retired: false, applicable, implementation: "implemented" },
});
const evidence = (ref: string): ThreadFacts["links"][number] => ({
  type: "evidence",
  ref,
  rationale: "",
  coverage: "",
  target: { title: ref, retired: false },
});
const draw = (...all: ThreadFacts[]) => all.map((one) => ({ thread: drawThread(one) }));

describe("the graph of threads", () => {
  it("draws each record once and joins it to what leans on it", () => {
    const graph = threadGraph(draw(facts(1, [control("A.8.24"), evidence("E-001")]), facts(2, [control("A.8.24")])));
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual([
      "control A.8.24",
      "evidence E-001",
      "party IP-001",
      "requirement REQ-1",
      "requirement REQ-2",
      "source SRC-001",
    ]);
    expect(neighboursOf(graph).get("control A.8.24")!.before).toEqual(["requirement REQ-1", "requirement REQ-2"]);
    expect(neighboursOf(graph).get("source SRC-001")).toEqual({
      before: ["party IP-001"],
      after: ["requirement REQ-1", "requirement REQ-2"],
    });
  });

  it("says where a thread breaks, and what does not hold", () => {
    const graph = threadGraph(draw(facts(1, [control("A.7.4", false)])));
    expect(graph.nodes.find(({ ref }) => ref === "REQ-1")!.gaps).toEqual(["risk_missing", "document_missing", "evidence_missing"]);
    expect(graph.nodes.find(({ ref }) => ref === "A.7.4")!.weak).toBe(true);
    expect(graph.edges.find(({ to }) => to === "control A.7.4")!.weak).toBe(true);
  });

  it("leaves requirements out whole when it would grow too large, and says how many", () => {
    const many = draw(...Array.from({ length: 400 }, (_, index) => facts(index, [control(`A.8.${1 + (index % 34)}`)])));
    const graph = threadGraph(many);
    expect(graph.nodes.length).toBeLessThanOrEqual(300);
    expect(graph.drawn + graph.leftOut).toBe(400);
    expect(graph.leftOut).toBeGreaterThan(100);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  });
});

describe("its layout", () => {
  const parties = (index: number) =>
    ({ ref: `IP-${index % 9}`, name: "P", status: "active", relevance: "relevant", adverse: false }) as const;
  const many = draw(
    ...Array.from({ length: 150 }, (_, index) =>
      facts(index, [control(`A.8.${1 + (index % 34)}`), control(`A.5.${1 + (index % 37)}`), evidence(`E-${index % 40}`)], {
        party: parties(index),
        sources: index % 3 === 0 ? [] : facts(0, []).sources,
      }),
    ),
  );
  const graph = threadGraph(many);

  it("keeps each kind in its own column, boxes apart, and every line leading to the right", () => {
    const laid = layOut(graph);
    expect(laid.nodes.length).toBeGreaterThan(200);
    for (const { column, x } of laid.columns)
      expect(laid.nodes.filter((node) => node.column === column).every((node) => node.x === x)).toBe(true);
    for (const column of GRAPH_COLUMNS) {
      const here = laid.nodes.filter((node) => node.column === column).sort((a, b) => a.y - b.y);
      for (let index = 1; index < here.length; index += 1)
        expect(here[index]!.y).toBeGreaterThanOrEqual(here[index - 1]!.y + here[index - 1]!.height);
    }
    for (const { points } of laid.edges) {
      expect(points.every((point, index) => index === 0 || point.x > points[index - 1]!.x)).toBe(true);
      expect(points.every(({ x, y }) => x >= 0 && y >= 0 && x <= laid.width && y <= laid.height && Number.isFinite(y))).toBe(true);
    }
  });

  it("is the same picture every time", () => {
    expect(layOut(graph)).toEqual(layOut(threadGraph(many)));
  });

  it("has room for nothing at all", () => {
    expect(layOut({ nodes: [], edges: [] })).toMatchObject({ nodes: [], edges: [], columns: [] });
  });
});

describe("names in a box", () => {
  it("cuts long ones, counts wide letters twice, and never cuts a letter in two", () => {
    expect(fitText("x".repeat(500), 10)).toBe(`${"x".repeat(10)}…`);
    expect(fitText("short", 10)).toBe("short");
    expect(fitText("漢字漢字漢字", 6)).toBe("漢字漢…");
    expect(fitText("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 4)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
    expect(fitText("two\nlines", 20)).toBe("two lines");
  });

  it("knows which way a name reads", () => {
    expect([readsLeftwards("שלום"), readsLeftwards("12 مرحبا"), readsLeftwards("Acme שלום")]).toEqual([true, true, false]);
  });
});
