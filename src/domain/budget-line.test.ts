import { describe, expect, test } from "vitest";
import { isPayable, judgeAmount, judgeTargets } from "@/domain/budget-line";
import { LINK_TARGET_TYPES } from "@/domain/vocabulary";

const backup = { ref: "A.8.13", type: "control", state: "in_use" } as const;
const gone = { ref: "R-404", type: "risk", state: null } as const;
const old = { ref: "P-002", type: "policy", state: "retired" } as const;

describe("what a line of the budget pays for", () => {
  test("controls, risks, documents and evidence", () => {
    expect(LINK_TARGET_TYPES.filter(isPayable)).toEqual(["control", "risk", "policy", "procedure", "evidence"]);
    expect(judgeTargets([backup], [])).toEqual({ ok: true });
  });

  test("dead refs, retired records and what costs nothing are refused by name", () => {
    expect(judgeTargets([backup, gone, { ref: "nonsense", type: null, state: null }], [])).toEqual({
      ok: false,
      code: "unknown",
      refs: ["R-404", "nonsense"],
    });
    expect(judgeTargets([old], [])).toMatchObject({ code: "target_retired", refs: ["P-002"] });
    expect(judgeTargets([{ ref: "Clause 7.4", type: "clause", state: "in_use" }], [])).toMatchObject({ code: "not_payable" });
  });

  test("what it paid for before stays", () => {
    expect(judgeTargets([old, gone], ["P-002", "R-404"])).toEqual({ ok: true });
  });

  test("an amount has a currency", () => {
    expect(judgeAmount({ amount: 500, currency: " eur " })).toEqual({ ok: true, value: "EUR" });
    expect(judgeAmount({ amount: null, currency: "" })).toEqual({ ok: true, value: "" });
    expect(judgeAmount({ amount: 500, currency: "" })).toMatchObject({ code: "currency_needed" });
    expect(judgeAmount({ amount: 500, currency: "€" })).toMatchObject({ code: "currency_unknown" });
  });
});
