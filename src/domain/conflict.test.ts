import { describe, expect, it } from "vitest";
import {
  type ConflictDecision,
  daysOpen,
  isTellingOverdue,
  judgeAcceptedConflicts,
  judgeContested,
  judgeDecision,
  proposedWinner,
  settleBy,
  weigh,
} from "./conflict";

const law = { id: "law", kind: "legal", adverse: false };
const otherLaw = { id: "other-law", kind: "regulatory", adverse: false };
const wish = { id: "wish", kind: "business", adverse: false };
const contract = { id: "contract", kind: "contractual", adverse: false };
const decision = (patch: Partial<ConflictDecision> = {}): ConflictDecision => ({
  status: "resolved",
  method: "legal_precedence",
  resolution: "Kept for ten years, then deleted",
  rationale: "Law",
  impactAssessment: "A fine",
  prevailingRequirementId: "law",
  ...patch,
});
const judge = (requirements: (typeof law)[], patch: Partial<ConflictDecision> = {}, isTopManagement = false) => {
  const ruling = judgeDecision({ status: "negotiating", requirements }, decision(patch), { isTopManagement });
  return ruling.ok ? "ok" : ruling.code;
};

describe("conflict", () => {
  it("needs two requirements, none of an attacker or competitor", () => {
    expect(judgeContested([law])).toMatchObject({ code: "two_needed" });
    expect(judgeContested([law, law])).toMatchObject({ code: "two_needed" });
    expect(judgeContested([law, { ...wish, adverse: true }])).toMatchObject({ code: "adverse" });
    expect(judgeContested([law, wish])).toMatchObject({ ok: true });
  });

  it("is decided with everything that AC-69 asks for", () => {
    expect(judge([law, wish])).toBe("ok");
    expect(judge([law, wish], { resolution: " " })).toBe("resolution_needed");
    expect(judge([law, wish], { rationale: "" })).toBe("rationale_needed");
    expect(judge([law, wish], { impactAssessment: "" })).toBe("impact_needed");
    expect(judge([law, wish], { method: null })).toBe("method_needed");
    expect(judge([law, wish], { prevailingRequirementId: "elsewhere" })).toBe("not_among");
    expect(judge([law])).toBe("two_needed");
  });

  it("is not decided twice", () => {
    for (const status of ["resolved", "accepted"] as const)
      expect(judgeDecision({ status, requirements: [law, wish] }, decision(), { isTopManagement: true })).toMatchObject({
        code: "settled",
      });
  });

  it("holds method and outcome against each other", () => {
    expect(judge([contract, wish], { method: "balanced", prevailingRequirementId: "contract" })).toBe("balance_has_no_winner");
    expect(judge([contract, wish], { method: "balanced", prevailingRequirementId: null })).toBe("ok");
    expect(judge([law, wish], { method: "balanced", prevailingRequirementId: null })).toBe("ok");
    expect(judge([contract, wish], { method: "prioritised", prevailingRequirementId: null })).toBe("prevailing_needed");
    expect(judge([contract, wish], { method: "legal_precedence", prevailingRequirementId: "contract" })).toBe("precedence_without_law");
    expect(judge([contract, wish], { method: "escalated", prevailingRequirementId: "wish" })).toBe("top_management");
    expect(judge([contract, wish], { method: "negotiated", prevailingRequirementId: "wish" })).toBe("ok");
  });

  it("never lets law give way to a wish, unless top management accepts the risk itself", () => {
    for (const method of ["negotiated", "prioritised"] as const) {
      expect(judge([law, wish], { method, prevailingRequirementId: "wish" }, true)).toBe("law_gives_way");
      expect(judge([law, wish], { method, prevailingRequirementId: "wish", status: "accepted" }, true)).toBe("law_gives_way");
    }
    const escalated = { method: "escalated", prevailingRequirementId: "wish" } as const;
    expect(judge([law, wish], escalated, true)).toBe("law_gives_way");
    expect(judge([law, wish], { ...escalated, status: "accepted" }, false)).toBe("top_management");
    expect(judge([law, wish], { ...escalated, status: "accepted" }, true)).toBe("ok");
    expect(judge([otherLaw, contract], { method: "negotiated", prevailingRequirementId: "contract" }, true)).toBe("law_gives_way");
  });

  it("leaves no law unmet behind a word: accepting without a winner is for top management", () => {
    const without = { status: "accepted", method: "balanced", prevailingRequirementId: null } as const;
    expect(judge([law, wish], without)).toBe("accepted_needs_top");
    expect(judge([law, wish], { ...without, method: "escalated" }, true)).toBe("ok");
    expect(judge([contract, wish], without)).toBe("ok");
    expect(judge([law, wish], { status: "accepted" })).toBe("ok");
    expect(judge([law, otherLaw], { status: "accepted" })).toBe("accepted_needs_top");
  });

  it("sets law against law only by precedence or at the top", () => {
    expect(judge([law, otherLaw], { method: "prioritised" })).toBe("laws_against_each_other");
    expect(judge([law, otherLaw], { method: "legal_precedence" })).toBe("ok");
    expect(judge([law, otherLaw], { method: "escalated" }, true)).toBe("ok");
    expect(judge([law, otherLaw], { method: "balanced", prevailingRequirementId: null })).toBe("ok");
  });

  it("counts the days it is open against the organisation's rule", () => {
    const open = { status: "open", openedOn: "2026-01-01" } as const;
    expect(daysOpen(open, 90, "2026-04-01")).toEqual({ days: 90, tooLong: false });
    expect(daysOpen(open, 90, "2026-04-02")).toEqual({ days: 91, tooLong: true });
    expect(daysOpen({ ...open, status: "resolved" }, 90, "2027-04-02")).toBeNull();
    expect(daysOpen(open, 90, "2025-12-31")).toEqual({ days: 0, tooLong: false });
    expect(settleBy("2026-01-01", 90)).toBe("2026-04-01");
    expect(settleBy("9999-12-30", 90)).toBe("9999-12-31");
  });

  it("asks after 30 days whether the loser was told", () => {
    const resolved = { status: "resolved", decidedOn: "2026-01-01", communicatedOn: null } as const;
    expect(isTellingOverdue(resolved, "2026-01-31")).toBe(false);
    expect(isTellingOverdue(resolved, "2026-02-01")).toBe(true);
    expect(isTellingOverdue({ ...resolved, status: "accepted" }, "2026-02-01")).toBe(false);
    expect(isTellingOverdue({ ...resolved, communicatedOn: "2026-01-05" }, "2026-02-01")).toBe(false);
  });

  it("weighs legal force before power times impact, never power alone", () => {
    const weak = weigh({ id: "weak", kind: "legal", power: 1, impactIfUnmet: 2 });
    const strong = weigh({ id: "strong", kind: "business", power: 5, impactIfUnmet: 5 });
    expect(proposedWinner([weak, strong])).toBe("weak");
    expect(
      proposedWinner([
        weigh({ id: "a", kind: "business", power: 5, impactIfUnmet: 1 }),
        weigh({ id: "b", kind: "social", power: 2, impactIfUnmet: 4 }),
      ]),
    ).toBe("b");
    expect(proposedWinner([strong, weigh({ id: "b", kind: "social", power: null, impactIfUnmet: 4 })])).toBeNull();
    expect(proposedWinner([weak, weigh({ id: "b", kind: "regulatory", power: 5, impactIfUnmet: 5 })])).toBeNull();
  });

  it("lets a version pass only with exactly the conflicts that were named, and a reason", () => {
    const code = (...of: Parameters<typeof judgeAcceptedConflicts>) => {
      const ruling = judgeAcceptedConflicts(...of);
      return ruling.ok ? ruling.value : ruling.code;
    };
    expect(code([], [], "")).toEqual([]);
    expect(code(["CON-001"], [], "")).toBe("conflicts_open");
    expect(code(["CON-001", "CON-002"], ["CON-001"], "why")).toBe("conflicts_moved_on");
    expect(code([], ["CON-001"], "why")).toBe("conflicts_moved_on");
    expect(code(["CON-001"], ["CON-001"], " ")).toBe("conflicts_reason");
    expect(code(["CON-001"], ["CON-001", "CON-001"], "why")).toEqual(["CON-001"]);
  });
});
