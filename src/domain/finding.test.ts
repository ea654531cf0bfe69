import { describe, expect, it } from "vitest";
import { citedClause, gapsBeforeClosing, isFindingOverdue, judgeDays, repeatsItself, severityHint } from "./finding";

describe("a finding of an audit", () => {
  it("is closed with cause, corrective action and a check that it worked, not before", () => {
    const whole = {
      cause: "No owner",
      correctiveAction: "An owner",
      effectivenessCheckedAt: "2026-02-01",
      effectivenessNote: "Sample of 5",
    };
    expect(gapsBeforeClosing(whole)).toEqual([]);
    expect(gapsBeforeClosing({ ...whole, cause: " " })).toEqual(["cause"]);
    expect(gapsBeforeClosing({ ...whole, correctiveAction: "", effectivenessCheckedAt: null })).toEqual([
      "correctiveAction",
      "effectivenessCheckedAt",
    ]);
    expect(gapsBeforeClosing({ ...whole, effectivenessNote: "" })).toEqual(["effectivenessCheckedAt"]);
  });

  it("is overdue the day after it was due, while it is open", () => {
    expect(isFindingOverdue({ status: "open", dueAt: "2026-02-01" }, "2026-02-01")).toBe(false);
    expect(isFindingOverdue({ status: "open", dueAt: "2026-02-01" }, "2026-02-02")).toBe(true);
    expect(isFindingOverdue({ status: "closed", dueAt: "2026-02-01" }, "2026-02-02")).toBe(false);
  });

  it("that repeats a nonconformity is mostly raised to major", () => {
    expect(severityHint("minor", "minor")).toBe("major");
    expect(severityHint("minor", null)).toBeNull();
    expect(severityHint("minor", "ofi")).toBeNull();
    expect(severityHint("major", "minor")).toBeNull();
  });

  it("cites a clause with its namespace", () => {
    expect(citedClause("cl. 9.3.2 c")).toMatchObject({ ok: true, value: "Clause 9.3.2 c" });
    expect(citedClause("a 5.31")).toMatchObject({ ok: true, value: "A.5.31" });
    expect(citedClause("5.1")).toMatchObject({ code: "clause_ambiguous", suggestions: expect.arrayContaining(["Clause 5.1", "A.5.1"]) });
    expect(citedClause("A.18.1.1")).toMatchObject({ code: "clause_legacy", suggestions: ["A.5.31"] });
    expect(citedClause("whatever")).toMatchObject({ code: "clause_unknown", field: "clause" });
  });

  it("has its days in their order", () => {
    const days = { raisedAt: "2026-01-10", dueAt: "2026-04-10", effectivenessCheckedAt: null };
    expect(judgeDays(days)).toMatchObject({ ok: true });
    expect(judgeDays({ ...days, dueAt: "2026-01-09" })).toMatchObject({ field: "dueAt" });
    expect(judgeDays({ ...days, effectivenessCheckedAt: "2026-01-09" })).toMatchObject({ field: "effectivenessCheckedAt" });
  });

  it("never repeats itself, not even by way of others", () => {
    const earlier = new Map([
      ["b", "a"],
      ["c", "b"],
      ["a", null],
    ]);
    expect(repeatsItself("a", "c", earlier)).toBe(true);
    expect(repeatsItself("a", "a", earlier)).toBe(true);
    expect(repeatsItself("d", "c", earlier)).toBe(false);
  });
});
