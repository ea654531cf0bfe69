import { describe, expect, it } from "vitest";
import { NO_RISK_REF } from "@/domain/risk";
import { answersAsControl, drawThread, GAP_CODES, GAPS, holds, sentenceOf, type ThreadFacts, type ThreadLink } from "@/domain/thread";

const TODAY = "2026-03-01";

const link = (type: ThreadLink["type"], ref: string, more: Partial<ThreadLink> = {}): ThreadLink => ({
  type,
  ref,
  rationale: "It answers this.",
  coverage: "",
  target: { title: ref, retired: false, ...(type === "control" ? { applicable: true, implementation: "implemented" as const } : {}) },
  ...more,
});

const COMPLETE = [
  link("control", "A.8.24"),
  link("risk", "R-014"),
  link("policy", "P-003", { target: { title: "Cryptography policy", retired: false, edition: "v4", current: true } }),
  link("evidence", "E-077", { target: { title: "Key report", retired: false, validUntil: "2026-03-12" } }),
];

function facts(requirement: Partial<ThreadFacts["requirement"]> = {}, links: readonly ThreadLink[] = COMPLETE): ThreadFacts {
  return {
    today: TODAY,
    requirement: {
      ref: "REQ-001",
      statement: "Our data is encrypted at rest.",
      status: "active",
      retiredReason: "",
      kind: "contractual",
      sourceType: "contract",
      sourceRef: "",
      sourceLocator: "§7.2",
      relevance: "relevant",
      discardReason: "",
      ismsDecision: "addressed",
      ismsDecisionRationale: "",
      howAddressed: "",
      ...requirement,
    },
    party: { ref: "IP-001", name: "Acme", status: "active", relevance: "relevant", adverse: false },
    sources: [{ kind: "source", ref: "SRC-001", name: "Acme MSA", retired: false, effectiveTo: null }],
    links,
  };
}
const without = (type: ThreadLink["type"]) => COMPLETE.filter((one) => one.type !== type);
const kinds = (given: ThreadFacts) => drawThread(given).stations.map(({ kind, state }) => `${kind} ${state}`);

describe("drawThread", () => {
  it("is whole from the party to the evidence, in order and without gaps", () => {
    expect(kinds(facts())).toEqual([
      "party present",
      "source present",
      "requirement present",
      "decision present",
      "control present",
      "risk present",
      "document present",
      "evidence present",
    ]);
    expect(drawThread(facts())).toMatchObject({ gaps: [], weaknesses: [], end: null, beside: [] });
  });

  it("shows what is missing as a gap at its place", () => {
    expect(drawThread(facts({}, [])).gaps).toEqual(["control_missing", "risk_missing", "document_missing", "evidence_missing"]);
    expect(drawThread(facts({}, without("risk"))).gaps).toEqual(["risk_missing"]);
    expect(drawThread(facts({}, without("policy"))).gaps).toEqual(["document_missing"]);
    expect(drawThread({ ...facts(), sources: [] }).gaps).toEqual(["source_missing"]);
    expect(drawThread({ ...facts({ sourceRef: "Acme MSA" }), sources: [] }).gaps).toEqual([]);
    expect(drawThread(facts({ sourceType: "template" })).gaps).toEqual(["source_missing"]);
  });

  it("asks for the decision before it asks for anything after it, and still shows what is linked", () => {
    expect(drawThread(facts({ ismsDecision: "undecided" }, [])).gaps).toEqual(["decision_open"]);
    const undecided = drawThread(facts({ relevance: "undecided", ismsDecision: "undecided" }, [link("control", "A.8.24")]));
    expect(undecided.gaps).toEqual(["relevance_open"]);
    expect(undecided.stations.map(({ kind }) => kind)).toEqual(["party", "source", "requirement", "decision", "control"]);
  });

  it("ends with its reason where it rightly ends, without gaps", () => {
    const elsewhere = drawThread(facts({ ismsDecision: "not_addressed", ismsDecisionRationale: "Fire safety", howAddressed: "HR" }, []));
    expect(elsewhere).toMatchObject({ gaps: [], end: { code: "not_addressed", reason: "Fire safety", instead: "HR" } });
    expect(elsewhere.stations.map(({ kind }) => kind)).toEqual(["party", "source", "requirement", "decision"]);
    expect(drawThread({ ...facts({ relevance: "discarded", discardReason: "Coffee" }, []), sources: [] })).toMatchObject({
      gaps: [],
      end: { code: "discarded", reason: "Coffee" },
    });
    expect(drawThread(facts({ status: "retired", retiredReason: "Contract ended" })).end).toMatchObject({ code: "retired" });
  });

  it("takes 'considered, no risk because ...' for an answer, but not without the reason", () => {
    const considered = [...without("risk"), link("risk", NO_RISK_REF, { rationale: "Nothing is stored", target: null })];
    expect(drawThread(facts({}, considered))).toMatchObject({ gaps: [], weaknesses: [] });
    const blank = [...without("risk"), link("risk", NO_RISK_REF, { rationale: " ", target: null })];
    expect(drawThread(facts({}, blank)).weaknesses).toEqual([{ station: "risk", ref: "", code: "no_rationale" }]);
  });

  it("lets a reasoned clause or process stand for the control (rule 10), and a bare clause not", () => {
    const clause = link("clause", "Clause 7.4", { rationale: "Who tells whom is planned." });
    expect(drawThread(facts({}, [...without("control"), clause])).gaps).toEqual([]);
    expect(drawThread(facts({}, [...without("control"), { ...clause, rationale: " " }])).gaps).toEqual(["clause_unreasoned"]);
    expect(drawThread(facts({}, [...without("control"), link("procedure", "P-009")])).gaps).toEqual([]);
    expect(drawThread(facts({}, [...without("control"), link("procedure", "P-009", { rationale: "" })])).gaps).toEqual(["control_missing"]);
    expect(answersAsControl(link("policy", "P-003"))).toBe(false);
  });

  it("marks what is there but does not hold as it should", () => {
    const weak = (one: ThreadLink) => drawThread(facts({}, [one])).weaknesses.map(({ code }) => code);
    const control = (target: object) => link("control", "A.8.24", { target: { title: "", retired: false, ...target } });
    expect(weak(control({ applicable: false }))).toEqual(["excluded"]);
    expect(weak(control({ applicable: true, implementation: "planned" }))).toEqual(["planned"]);
    expect(weak(control({}))).toEqual(["soa_undecided"]);
    expect(weak(link("control", "A.8.24", { rationale: "" }))).toEqual(["no_rationale"]);
    expect(weak(link("risk", "R-999", { target: null }))).toEqual(["dangling"]);
    expect(weak(link("risk", "R-001", { target: { title: "", retired: true } }))).toEqual(["retired"]);
    expect(weak(link("policy", "P-001", { target: { title: "", retired: false, current: false } }))).toEqual(["superseded"]);
    expect(weak(link("evidence", "E-001", { target: { title: "", retired: false, validUntil: "2026-02-28" } }))).toEqual(["expired"]);
    // Valid to a day is valid on that day.
    expect(weak(link("evidence", "E-001", { target: { title: "", retired: false, validUntil: TODAY } }))).toEqual([]);
    expect(drawThread({ ...facts(), sources: [{ ...facts().sources[0]!, effectiveTo: "2026-01-31" }] }).weaknesses).toEqual([
      { station: "source", ref: "SRC-001", code: "ended" },
    ]);
    expect(drawThread({ ...facts(), party: { ...facts().party, status: "retired" } }).weaknesses).toEqual([
      { station: "party", ref: "IP-001", code: "party_retired" },
    ]);
  });

  it("keeps a station present while one of its targets is sound", () => {
    const expired = link("evidence", "E-001", { target: { title: "", retired: false, validUntil: "2026-01-01" } });
    const states = (given: ThreadLink[]) => drawThread(facts({}, given)).stations.find(({ kind }) => kind === "evidence")?.state;
    expect(states([...COMPLETE, expired])).toBe("present");
    expect(states([...without("evidence"), expired])).toBe("weak");
  });

  it("carries objectives and scope beside the line and never asks for them", () => {
    const thread = drawThread(facts({}, [...COMPLETE, link("scope", "SU-001"), link("objective", "OBJ-001")]));
    expect(thread.beside.map(({ kind }) => kind)).toEqual(["objective", "scope"]);
    expect(thread.gaps).toEqual([]);
  });

  it("knows a deed and a station for every gap", () => {
    for (const code of GAP_CODES) expect(GAPS[code]).toMatchObject({ station: expect.any(String), deed: expect.any(String) });
  });
});

describe("holds", () => {
  it("is true for what is in use and applicable, planned or not", () => {
    expect(holds(link("control", "A.8.24"), TODAY)).toBe(true);
    expect(
      holds(link("control", "A.8.24", { target: { title: "", retired: false, applicable: true, implementation: "planned" } }), TODAY),
    ).toBe(true);
    expect(holds(link("control", "A.8.24", { target: { title: "", retired: false, applicable: false } }), TODAY)).toBe(false);
    expect(holds(link("evidence", "E-001", { target: null }), TODAY)).toBe(false);
  });
});

describe("sentenceOf", () => {
  it("names the source with its place and the soundest target of each station", () => {
    const planned = link("control", "A.8.9", { target: { title: "", retired: false, applicable: true, implementation: "planned" } });
    const { parts, ...opening } = sentenceOf(drawThread(facts({}, [planned, ...COMPLETE])), "§7.2");
    expect(opening).toEqual({ subject: "Acme MSA", locator: "§7.2", adverse: false, statement: "Our data is encrypted at rest" });
    expect(parts.map((part) => (part.code === "item" ? `${part.item.ref}+${part.more}` : part.code))).toEqual([
      "A.8.24+1",
      "R-014+0",
      "P-003+0",
      "E-077+0",
    ]);
  });

  it("says the gaps, the considered risk and the end at their place", () => {
    const codes = (given: ThreadFacts) =>
      sentenceOf(drawThread(given), "").parts.map((part) => (part.code === "gap" ? part.gap : part.code));
    expect(codes(facts({}, without("risk")))).toEqual(["item", "risk_missing", "item", "item"]);
    expect(codes(facts({}, [link("risk", NO_RISK_REF, { target: null })]))).toContain("no_risk");
    expect(codes(facts({ ismsDecision: "not_addressed" }, []))).toEqual(["end"]);
    expect(sentenceOf(drawThread({ ...facts(), sources: [] }), "§7.2")).toMatchObject({ subject: "Acme", locator: "" });
  });
});
