import { describe, expect, it } from "vitest";
import {
  answersSoFar,
  forceOf,
  planTriage,
  questionsFor,
  settles,
  type TriageAnswer,
  type TriageSubject,
  triageProblems,
  waitsForTriage,
} from "./triage";

const subject = (fields: Partial<TriageSubject> = {}): TriageSubject => ({
  status: "draft",
  statement: "Customer data is encrypted at rest.",
  kind: "business",
  strength: null,
  binding: "undecided",
  sourceType: null,
  sourceRef: "",
  sourceLocator: "",
  cia: [],
  ciaRationale: "",
  relevance: "undecided",
  relevanceRationale: "",
  discardReason: "",
  ismsDecision: "undecided",
  ismsDecisionRationale: "",
  howAddressed: "",
  linkCount: 0,
  obligationCount: 0,
  contractCount: 0,
  party: { status: "candidate", relevance: "undecided" },
  ...fields,
});
const answer = (fields: Partial<TriageAnswer> = {}): TriageAnswer => ({
  ...answersSoFar(subject()),
  touch: "cia",
  cia: ["confidentiality"],
  ...fields,
});
const codes = (of: TriageSubject, given: TriageAnswer) => triageProblems(of, given).map(({ code }) => code);

describe("triage", () => {
  it("asks four questions, three where law or contract decide the binding, one where nothing is touched", () => {
    expect(questionsFor(subject(), answer())).toEqual(["touches", "source", "binding", "isms"]);
    expect(questionsFor(subject(), answer({ sourceType: "contract" }))).toEqual(["touches", "source", "isms"]);
    expect(questionsFor(subject({ kind: "legal" }), answer())).toEqual(["touches", "source", "isms"]);
    expect(questionsFor(subject(), answer({ touch: "nothing" }))).toEqual(["touches"]);
    expect(forceOf(subject({ contractCount: 1 }), answer({ sourceType: "law" }))).toEqual({ force: "law", because: ["source_is_law"] });
  });

  it("starts from what the record knows already", () => {
    expect(answersSoFar(subject()).touch).toBeNull();
    expect(answersSoFar(subject({ cia: ["integrity"] })).touch).toBe("cia");
    expect(answersSoFar(subject({ relevance: "relevant", relevanceRationale: "clause 5.2" }))).toMatchObject({
      touch: "itself",
      why: "clause 5.2",
    });
    expect(answersSoFar(subject({ relevance: "discarded", discardReason: "parking" }))).toMatchObject({ touch: "nothing", why: "parking" });
    expect(answersSoFar(subject({ party: { status: "active", relevance: "relevant" } })).partyToo).toBe(false);
  });

  it("lets nothing be discarded, and nothing be called relevant, without what an auditor asks for", () => {
    expect(codes(subject(), answer({ touch: null }))).toEqual(["unanswered"]);
    expect(codes(subject(), answer({ touch: "nothing", why: " " }))).toEqual(["discard_reason_needed"]);
    expect(codes(subject(), answer({ cia: [] }))).toEqual(["goal_needed"]);
    expect(codes(subject(), answer({ touch: "itself", cia: [], why: "" }))).toEqual(["why_needed"]);
    // Source and binding may stay open points, the fourth question may wait.
    expect(codes(subject(), answer())).toEqual([]);
  });

  it("asks how, why not, and where instead", () => {
    expect(codes(subject(), answer({ isms: "addressed" }))).toEqual(["how_needed"]);
    expect(codes(subject(), answer({ isms: "addressed", references: "A.8.24" }))).toEqual([]);
    expect(codes(subject({ linkCount: 1 }), answer({ isms: "addressed" }))).toEqual([]);
    expect(codes(subject(), answer({ isms: "not_addressed" }))).toEqual(["why_not_needed"]);
    expect(codes(subject(), answer({ isms: "not_addressed", whyNot: "safety" }))).toEqual([]);
    expect(codes(subject({ kind: "legal" }), answer({ isms: "not_addressed", whyNot: "safety" }))).toEqual(["where_instead_needed"]);
    expect(codes(subject({ kind: "legal" }), answer({ isms: "not_addressed", whyNot: "safety", how: "HR handbook" }))).toEqual([]);
  });

  it("plans only what changes", () => {
    const full = answer({ sourceType: "interview", sourceRef: "CISO of Acme", binding: "wish", isms: "addressed", how: "disk encryption" });
    expect(planTriage(subject(), full)).toEqual({
      amend: { sourceType: "interview", sourceRef: "CISO of Acme", sourceLocator: "", binding: "wish" },
      relevance: { relevance: "relevant", cia: ["confidentiality"], ciaRationale: "", reason: "" },
      isms: { decision: "addressed", rationale: "", howAddressed: "disk encryption" },
      activate: true,
      decideParty: true,
    });
    const after = subject({
      status: "active",
      sourceType: "interview",
      sourceRef: "CISO of Acme",
      binding: "wish",
      relevance: "relevant",
      cia: ["confidentiality"],
      ismsDecision: "addressed",
      howAddressed: "disk encryption",
      party: { status: "active", relevance: "relevant" },
    });
    expect(planTriage(after, full)).toEqual({ amend: null, relevance: null, isms: null, activate: false, decideParty: false });
    const gone = planTriage(after, answer({ touch: "nothing", cia: [], why: "no C, I or A" }));
    expect(gone).toMatchObject({ amend: null, relevance: { relevance: "discarded", cia: [], reason: "no C, I or A" }, decideParty: false });
  });

  it("activates no draft with an open placeholder, and decides no retired party", () => {
    const plan = planTriage(
      subject({ statement: "Report within {24} hours.", party: { status: "active", relevance: "undecided" } }),
      answer({ partyToo: true }),
    );
    expect(plan).toMatchObject({ activate: false, decideParty: true });
    expect(planTriage(subject({ party: { status: "retired", relevance: "undecided" } }), answer({ partyToo: true }))).toMatchObject({
      activate: false,
      decideParty: false,
    });
  });

  it("knows what waits and what settles", () => {
    expect(waitsForTriage(subject())).toBe(true);
    expect(waitsForTriage(subject({ relevance: "discarded" }))).toBe(false);
    expect(waitsForTriage(subject({ relevance: "relevant" }))).toBe(true);
    expect(waitsForTriage(subject({ relevance: "relevant", ismsDecision: "not_addressed" }))).toBe(false);
    expect(waitsForTriage(subject({ status: "retired" }))).toBe(false);
    expect([settles(answer()), settles(answer({ isms: "addressed" })), settles(answer({ touch: "nothing" }))]).toEqual([false, true, true]);
  });
});
