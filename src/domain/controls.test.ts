import { describe, expect, it } from "vitest";
import { ANNEX_A, annexControl, CLAUSES, clauseOfNumber, compareControls, matchesControl, matchesWords, proposalFor } from "./controls";

describe("the lists", () => {
  it("hold 93 controls and 41 clauses, each with its namespace", () => {
    expect(ANNEX_A).toHaveLength(93);
    expect(ANNEX_A.every(({ ref }) => /^A\.[5-8]\.\d{1,2}$/.test(ref))).toBe(true);
    expect(CLAUSES).toHaveLength(41);
    expect(CLAUSES.every(({ ref, number }) => ref === `Clause ${number}`)).toBe(true);
    expect(annexControl("A.8.24")?.title).toBe("Use of cryptography");
    expect(annexControl("8.24")).toBeNull();
    expect(clauseOfNumber("7.4")?.ref).toBe("Clause 7.4");
    expect(clauseOfNumber("7.9")).toBeNull();
  });

  it("sort as people count, Annex A before the organisation's own", () => {
    expect(["OC-010", "A.8.1", "A.5.10", "OC-002", "A.5.1", "A.5.9"].sort(compareControls)).toEqual([
      "A.5.1",
      "A.5.9",
      "A.5.10",
      "A.8.1",
      "OC-002",
      "OC-010",
    ]);
    expect([...ANNEX_A].map(({ ref }) => ref).sort(compareControls)).toEqual(ANNEX_A.map(({ ref }) => ref));
  });
});

describe("searching", () => {
  it("finds one control by its ref and others by words", () => {
    const found = (q: string) => ANNEX_A.filter((control) => matchesControl(control, { q })).map(({ ref }) => ref);
    expect(found("A.5.1")).toEqual(["A.5.1"]);
    expect(found("a 8.24")).toEqual(["A.8.24"]);
    expect(found("cryptography USE")).toEqual(["A.8.24"]);
    expect(found("")).toHaveLength(93);
  });

  it("reads a bare number as the control of that number, also one that lost its zero", () => {
    const found = (q: string) =>
      ANNEX_A.filter((control) => matchesWords(`${control.ref} ${control.title}`, control.ref, q)).map(({ ref }) => ref);
    expect(found("7.4")).toEqual(["A.7.4"]);
    expect(found("5.3")).toEqual(["A.5.3", "A.5.30"]);
  });

  it("narrows by theme, type, property, concept and origin", () => {
    const count = (filter: Parameters<typeof matchesControl>[1]) => ANNEX_A.filter((control) => matchesControl(control, filter)).length;
    expect(count({ theme: ["people"] })).toBe(8);
    expect(count({ theme: ["people", "physical"] })).toBe(22);
    expect(count({ type: ["corrective"], concept: ["recover"] })).toBeLessThan(count({ type: ["corrective"] }));
    expect(count({ property: ["availability"] })).toBeLessThan(93);
    expect(count({ origin: ["own"] })).toBe(0);
  });
});

describe("proposals", () => {
  it("translate ids of 2013 without following them", () => {
    expect(proposalFor("A.18.1.1", "controls")).toMatchObject({ kind: "legacy", given: "A.18.1.1", suggestions: [{ ref: "A.5.31" }] });
    expect(proposalFor("18.1.1", "controls")).toMatchObject({ kind: "legacy", suggestions: [{ ref: "A.5.31" }] });
    expect(proposalFor("A.99.1.1", "controls")).toBeNull();
  });

  it("point to the other list where a clause is meant, and back", () => {
    expect(proposalFor("Clause 7.4", "controls")).toMatchObject({ kind: "elsewhere", readings: [{ ref: "Clause 7.4" }] });
    expect(proposalFor("9.3.2", "controls")).toMatchObject({ readings: [{ ref: "Clause 9.3.2" }] });
    expect(proposalFor("A.8.24", "clauses")).toMatchObject({ readings: [{ ref: "A.8.24" }] });
    // A number that exists in both lists belongs to the list it was typed in.
    expect(proposalFor("7.4", "controls")).toBeNull();
    expect(proposalFor("7.4", "clauses")).toBeNull();
    expect(proposalFor("cryptography", "controls")).toBeNull();
  });
});
