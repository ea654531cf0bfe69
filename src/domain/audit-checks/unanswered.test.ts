import { describe, expect, it } from "vitest";
import { CHECKS } from "./catalogue";
import { answeredOnly, type FactsCollection, unansweredChecks } from "./unanswered";

const held = (...names: FactsCollection[]) => new Set<FactsCollection>(names);
const ids = (collections: ReadonlySet<FactsCollection>) => unansweredChecks(collections).map(({ check }) => check.id);

describe("checks without an answer", () => {
  it("are those about records the register does not hold, each with what is missing", () => {
    const unanswered = unansweredChecks(held("versions", "triggers"));
    expect(unanswered.find(({ check }) => check.id === "AC-35")).toMatchObject({ missing: ["mreviews"] });
    expect(unanswered.find(({ check }) => check.id === "AC-61")).toMatchObject({ missing: ["reviews"] });
    expect(unanswered.map(({ check }) => check.id)).not.toContain("AC-34");
  });

  it("leave every check about parties, requirements, obligations and links answered", () => {
    const unanswered = new Set(ids(held()));
    const early = CHECKS.filter(({ point }) => point <= 3).map(({ id }) => id);
    expect(early.filter((id) => unanswered.has(id))).toEqual([]);
    expect(unanswered).toContain("AC-68");
  });

  it("are none where everything is held", () => {
    expect(ids(held("versions", "mreviews", "comms", "engagements", "kpis", "reviews", "triggers", "conflicts"))).toEqual([]);
  });

  it("are taken out of the findings, so that nobody is blamed for what is kept elsewhere", () => {
    const findings = [{ check: "AC-32" }, { check: "AC-34" }];
    expect(answeredOnly(findings, unansweredChecks(held()))).toEqual([{ check: "AC-32" }]);
  });
});
