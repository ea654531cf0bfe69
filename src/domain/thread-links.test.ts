import { describe, expect, it } from "vitest";
import { NO_RISK_REF } from "@/domain/risk";
import type { TargetFacts } from "@/domain/thread";
import { addLinks, linkWarnings, type RequirementTarget, readTarget, sameTarget, targetOfRef } from "@/domain/thread-links";

const said = (meant: Parameters<typeof readTarget>[0], text: string) => {
  const read = readTarget(meant, text);
  if (read.ok) return `${read.choice.type} ${read.choice.ref}`;
  return [read.code, ...read.choices.map(({ type, ref }) => `${type} ${ref}`)].join(" | ");
};

describe("readTarget", () => {
  it("reads each kind as people write it", () => {
    expect(said("control", "a 8.24")).toBe("control A.8.24");
    expect(said("control", "oc-1")).toBe("control OC-001");
    expect(said("clause", "cl. 9.3.2 c")).toBe("clause Clause 9.3.2 c");
    expect(said("risk", "r 14")).toBe("risk R-014");
    expect(said("policy", "p-3")).toBe("policy P-003");
    expect(said("procedure", "P-003")).toBe("procedure P-003");
    expect(said("evidence", "E-77")).toBe("evidence E-077");
    expect(said("objective", "OBJ-001")).toBe("objective OBJ-001");
    expect(said("scope", "su-2")).toBe("scope SU-002");
    expect(said("risk", NO_RISK_REF)).toBe(`risk ${NO_RISK_REF}`);
    for (const text of ["A.8.24", "Clause 7.4", "R-014", "OC-001"]) expect(readTarget(null, text).ok).toBe(true);
  });

  it("never decides a bare number (rule 1)", () => {
    expect(said("control", "7.4")).toBe("ambiguous | clause Clause 7.4 | control A.7.4");
    expect(said(null, "5.1")).toContain("ambiguous | clause Clause 5.1 | control A.5.1");
  });

  it("says when a clause stands where a control is meant, and what could be meant instead", () => {
    expect(said("control", "Clause 7.4")).toBe("clause_for_control | clause Clause 7.4 | control A.7.4");
    expect(said("control", "Clause 9.3.2")).toBe("clause_for_control | clause Clause 9.3.2");
    expect(said("clause", "A.7.4")).toBe("control_for_clause | control A.7.4 | clause Clause 7.4");
    expect(said("risk", "A.8.24")).toBe("other_kind | control A.8.24");
  });

  it("proposes what became of a 2013 id, and names what does not exist", () => {
    expect(said("control", "A.9.2.3")).toMatch(/^legacy \| control A\.8\.2/);
    expect(said("control", "A.5.99")).toBe("unknown_control");
    expect(said("clause", "Clause 12.1")).toBe("unknown_clause");
    expect(said("control", "encryption")).toBe("unknown");
  });

  it("says why a requirement, a party or a law is no target", () => {
    expect(said("control", "REQ-004")).toBe("requirement");
    expect(said(null, "req 4")).toBe("requirement");
    expect(said(null, "IP-001")).toBe("no_target");
    expect(said(null, "SRC-001")).toBe("no_target");
    expect(said("control", "R-014")).toBe("other_kind | risk R-014");
  });
});

describe("targetOfRef", () => {
  it("knows the kind by a whole ref only", () => {
    expect(targetOfRef("A.8.24")).toEqual({ type: "control", ref: "A.8.24" });
    expect(targetOfRef("Clause 7.4")).toEqual({ type: "clause", ref: "Clause 7.4" });
    expect(targetOfRef("P-003")).toEqual({ type: "policy", ref: "P-003" });
    for (const ref of ["8.24", "a.8.24", "REQ-001", "A.5.99", ""]) expect(targetOfRef(ref)).toBeNull();
  });
});

describe("addLinks", () => {
  const link = (targetType: RequirementTarget["targetType"], targetRef: string, rationale = ""): RequirementTarget => ({
    targetType,
    targetRef,
    rationale,
    coverage: "",
  });
  const fine: TargetFacts = { title: "x", retired: false };
  const add = (present: RequirementTarget[], added: RequirementTarget[], facts: TargetFacts | null = fine) =>
    addLinks(present, added, () => facts);

  it("adds what exists and is in use", () => {
    expect(add([link("control", "A.8.24")], [link("risk", "R-001")])).toEqual({
      ok: true,
      value: [link("control", "A.8.24"), link("risk", "R-001")],
    });
    expect(add([], [link("control", "A.8.24")], { ...fine, applicable: false })).toMatchObject({ ok: true });
  });

  it("refuses what does not exist, is retired, or is linked already", () => {
    expect(add([], [link("risk", "R-009")], null)).toMatchObject({ code: "unknown_target", field: "R-009" });
    expect(add([], [link("risk", "R-009")], { ...fine, retired: true })).toMatchObject({ code: "retired_target", field: "R-009" });
    expect(add([link("risk", "R-001")], [link("risk", "R-001")])).toMatchObject({ code: "doubled" });
    expect(add([], [link("risk", "R-001"), link("risk", "R-001")])).toMatchObject({ code: "doubled" });
    expect(add([link("policy", "P-004")], [link("procedure", "P-004")])).toMatchObject({ code: "doubled", field: "P-004" });
  });

  it("keeps what was linked before, even where it has been retired since", () => {
    expect(
      addLinks([link("risk", "R-001")], [link("risk", "R-002")], ({ targetRef }) => (targetRef === "R-002" ? fine : null)),
    ).toMatchObject({
      ok: true,
    });
  });

  it("takes 'no risk' with its reason and never beside a risk", () => {
    expect(add([], [link("risk", NO_RISK_REF, "Nothing is stored")], null)).toMatchObject({ ok: true });
    expect(add([], [link("risk", NO_RISK_REF)], null)).toMatchObject({ code: "no_risk_reason_needed" });
    expect(add([link("risk", "R-001")], [link("risk", NO_RISK_REF, "Because")])).toMatchObject({ code: "no_risk_beside_risk" });
  });
});

describe("linkWarnings", () => {
  it("warns of what may be linked and does not hold", () => {
    const today = "2026-03-01";
    expect(linkWarnings("control", { title: "", retired: false, applicable: false }, today)).toEqual(["excluded"]);
    expect(linkWarnings("control", { title: "", retired: false }, today)).toEqual([]);
    expect(linkWarnings("evidence", { title: "", retired: false, validUntil: "2026-02-01" }, today)).toEqual(["expired"]);
    expect(sameTarget({ targetType: "policy", targetRef: "P-1" }, { targetType: "risk", targetRef: "P-1" })).toBe(false);
  });
});
