import { describe, expect, it } from "vitest";
import { targetMarks } from "./quality-of-targets";

const TODAY = "2026-03-01";

describe("the x-ray of what requirements lead to", () => {
  it("marks what nobody asked for", () => {
    expect(targetMarks({ ref: "R-001", askedBy: 0 }, TODAY)).toEqual(["nobody_asked"]);
    expect(targetMarks({ ref: "R-001", askedBy: 1 }, TODAY)).toEqual([]);
  });

  it("leaves a control alone that is left out, undecided, or there for a reason in words", () => {
    expect(targetMarks({ ref: "A.5.1", askedBy: 0, applicable: true }, TODAY)).toEqual(["nobody_asked"]);
    expect(targetMarks({ ref: "A.5.1", askedBy: 0, applicable: true, justification: "Risk R-004" }, TODAY)).toEqual([]);
    expect(targetMarks({ ref: "A.5.1", askedBy: 0, applicable: false }, TODAY)).toEqual([]);
    expect(targetMarks({ ref: "A.5.1", askedBy: 0, applicable: null }, TODAY)).toEqual([]);
  });

  it("marks what is stale from the day after", () => {
    expect(targetMarks({ ref: "P-001", askedBy: 1, reviewDueAt: TODAY }, TODAY)).toEqual([]);
    expect(targetMarks({ ref: "P-001", askedBy: 1, reviewDueAt: "2026-02-28" }, TODAY)).toEqual(["review_overdue"]);
    expect(targetMarks({ ref: "E-001", askedBy: 1, validUntil: "2026-02-28" }, TODAY)).toEqual(["expired"]);
  });
});
