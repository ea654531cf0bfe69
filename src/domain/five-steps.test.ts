import { describe, expect, it } from "vitest";
import { FIVE_STEPS, fiveSteps, type StepFacts } from "./five-steps";

const NOTHING: StepFacts = {
  parties: { total: 0, candidates: 0, undecided: 0 },
  requirements: { total: 0, undecided: 0, ismsUndecided: 0 },
  partiesWithoutRequirement: 0,
  governing: null,
  unapprovedChanges: 0,
  reviewOverdue: false,
  reviewed: false,
  overdueEvents: 0,
};
const states = (facts: Partial<StepFacts>) => fiveSteps({ ...NOTHING, ...facts }).map(({ state }) => state);

describe("the five steps", () => {
  it("begin with nothing", () => {
    expect(fiveSteps(NOTHING).map(({ step }) => step)).toEqual([...FIVE_STEPS]);
    expect(states({})).toEqual(Array(5).fill("not_begun"));
  });

  it("are never called settled while something of them is open", () => {
    const begun: Partial<StepFacts> = {
      parties: { total: 3, candidates: 1, undecided: 1 },
      requirements: { total: 4, undecided: 1, ismsUndecided: 2 },
      partiesWithoutRequirement: 1,
      governing: "1.0",
      unapprovedChanges: 2,
      reviewed: true,
      reviewOverdue: true,
      overdueEvents: 2,
    };
    expect(fiveSteps({ ...NOTHING, ...begun }).map(({ left }) => left)).toEqual([1, 1, 4, 2, 3]);
    expect(states(begun)).toEqual(Array(5).fill("left"));
  });

  it("settle where nothing is left, and open again", () => {
    const settled: Partial<StepFacts> = {
      parties: { total: 3, candidates: 0, undecided: 0 },
      requirements: { total: 4, undecided: 0, ismsUndecided: 0 },
      governing: "2.1",
      reviewed: true,
    };
    expect(states(settled)).toEqual(Array(5).fill("settled"));
    expect(states({ ...settled, reviewOverdue: true })[4]).toBe("left");
    expect(states({ ...settled, unapprovedChanges: 1 })[3]).toBe("left");
  });

  it("the filter has not begun while everything is undecided", () => {
    expect(states({ parties: { total: 2, candidates: 2, undecided: 2 } })[2]).toBe("not_begun");
    expect(states({ parties: { total: 2, candidates: 2, undecided: 1 } })[2]).toBe("left");
  });
});
