import { describe, expect, it } from "vitest";
import { type Need, needChanges, targetsToLookAt } from "./changed-need";
import { NO_RISK_REF } from "./risk";

const need: Need = {
  status: "active",
  statement: "Tell us of incidents within 24 hours",
  binding: "requirement",
  strength: "need",
  kind: "contractual",
  relevance: "relevant",
  ismsDecision: "addressed",
  links: [
    { targetType: "clause", targetRef: "Clause 7.4", rationale: "" },
    { targetType: "control", targetRef: "A.5.24", rationale: "" },
    { targetType: "risk", targetRef: "R-003", rationale: "" },
  ],
};

describe("a need has changed", () => {
  it("when what is required, how binding it is or what was decided about it changes", () => {
    for (const change of [
      { statement: "Tell us of incidents within 4 hours" },
      { binding: "wish" },
      { strength: "expectation" },
      { kind: "legal" },
      { relevance: "discarded" },
      { ismsDecision: "not_addressed" },
    ])
      expect(needChanges(need, { ...need, ...change })).toEqual(Object.keys(change));
    expect(needChanges(need, { ...need, statement: "x", kind: "legal" })).toEqual(["statement", "kind"]);
  });

  it("not by a note, by other spaces, by its links or by being retired", () => {
    expect(needChanges(need, { ...need, note: "Called" } as Need)).toEqual([]);
    expect(needChanges(need, { ...need, statement: " Tell us of  incidents within 24 hours" })).toEqual([]);
    expect(needChanges(need, { ...need, links: [] })).toEqual([]);
    expect(needChanges(need, { ...need, status: "retired" })).toEqual([]);
  });

  it("not while it is a draft or being activated", () => {
    expect(needChanges({ ...need, status: "draft" }, { ...need, status: "draft", statement: "x" })).toEqual([]);
    expect(needChanges({ ...need, status: "draft" }, { ...need, statement: "x" })).toEqual([]);
  });

  it("not when something is said about it for the first time, unless that takes the ground from under its links", () => {
    const fresh = { ...need, binding: "undecided", strength: null, relevance: "undecided", ismsDecision: "undecided" };
    expect(needChanges(fresh, need)).toEqual([]);
    expect(needChanges(fresh, { ...fresh, relevance: "discarded" })).toEqual(["relevance"]);
    expect(needChanges(fresh, { ...fresh, ismsDecision: "not_addressed" })).toEqual(["ismsDecision"]);
  });
});

describe("what is to be looked at", () => {
  it("are the controls, policies, procedures and risks it is linked to, not the clauses", () => {
    expect(targetsToLookAt(need)).toEqual(["A.5.24", "R-003"]);
  });

  it("is nothing where no risk was stated with a reason", () => {
    expect(targetsToLookAt({ links: [{ targetType: "risk", targetRef: NO_RISK_REF, rationale: "Not ours" }] })).toEqual([]);
  });
});
