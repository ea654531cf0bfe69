import { describe, expect, it } from "vitest";
import { withAcceptances } from "./acceptance";
import { readFacts } from "./facts";
import { keepRunOf, progressBetween, readKeptRun, writeKeptRun } from "./kept-run";
import { runChecks } from "./run";

const TODAY = "2026-03-01";
function kept(register: object) {
  const reading = readFacts(register);
  if (!reading.ok) throw new Error("cannot be read");
  return keepRunOf(TODAY, reading.facts.org, withAcceptances(runChecks(reading.facts, TODAY), [], TODAY), []);
}
const requirement = (id: string, more: object = {}) => ({
  id,
  ref: id,
  party_id: "p",
  statement: "Backups are restored within 4 hours",
  status: "active",
  kind: "business",
  relevance: "relevant",
  ...more,
});
const register = (...requirements: object[]) => ({
  org: { triage_max_days: 14 },
  parties: [{ id: "p", ref: "IP-001", name: "Acme", category: "external", status: "active", relevance: "relevant" }],
  requirements,
});

describe("a run that is kept", () => {
  it("holds its findings in words, the organisation's rules and the kind of its subjects, and reads back as it was", () => {
    const run = kept(register(requirement("REQ-001")));
    expect(run.rules).toMatchObject({ triage_max_days: 14, review_interval_months: 12 });
    expect(run.findings.find(({ check }) => check === "AC-32")).toMatchObject({ subjects: ["REQ-001"], entity: "requirement" });
    expect(run.findings.find(({ check }) => check === "AC-07")).toMatchObject({ subjects: ["register"], entity: null });
    expect(readKeptRun(writeKeptRun(run))).toEqual(run);
    expect(JSON.stringify(run)).not.toContain("remedy");
  });

  it("shows in the next one what was closed and what is new", () => {
    const before = kept(register(requirement("REQ-001"), requirement("REQ-002")));
    const decided = { isms_decision: "not_addressed", isms_decision_rationale: "Dealt with by purchasing" };
    const after = kept(register(requirement("REQ-001"), requirement("REQ-002", decided), requirement("REQ-003")));
    expect(progressBetween(before, after).find(({ check }) => check === "AC-32")).toMatchObject({
      closed: ["REQ-002"],
      appeared: ["REQ-003"],
    });
    expect(progressBetween(after, after)).toEqual([]);
  });
});
