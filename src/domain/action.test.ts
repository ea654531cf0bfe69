import { describe, expect, it } from "vitest";
import { effectivenessDueOn, isActionOverdue, judgeDone, judgeEffectiveness } from "./action";

describe("an action", () => {
  it("is overdue the day after it was due, while it is open", () => {
    expect(isActionOverdue({ status: "open", dueAt: "2026-02-01" }, "2026-02-01")).toBe(false);
    expect(isActionOverdue({ status: "open", dueAt: "2026-02-01" }, "2026-02-02")).toBe(true);
    expect(isActionOverdue({ status: "done", dueAt: "2026-02-01" }, "2026-02-02")).toBe(false);
    expect(isActionOverdue({ status: "open", dueAt: null }, "2026-02-02")).toBe(false);
  });

  it("is done with a result", () => {
    expect(judgeDone({ result: "Restored in 3 hours" })).toMatchObject({ ok: true });
    expect(judgeDone({ result: " " })).toMatchObject({ field: "result" });
  });

  it("is checked for its effect after it was done, with a word on what was seen", () => {
    const done = { status: "done", doneAt: "2026-02-01" };
    expect(judgeEffectiveness(done, { checkedAt: "2026-02-01", note: "Held" })).toMatchObject({ ok: true });
    expect(judgeEffectiveness(done, { checkedAt: "2026-01-31", note: "Held" })).toMatchObject({ code: "checked_before_done" });
    expect(judgeEffectiveness(done, { checkedAt: "2026-03-01", note: "" })).toMatchObject({ code: "note_needed" });
    expect(judgeEffectiveness({ status: "open", doneAt: null }, { checkedAt: "2026-03-01", note: "Held" })).toMatchObject({
      code: "not_done",
    });
  });
});

describe("the effect of a corrective action", () => {
  const done = { kind: "corrective", status: "done", doneAt: "2026-01-31", effectivenessCheckedAt: null };
  it("is looked at a month after it was done, of corrective actions only, and once", () => {
    expect(effectivenessDueOn(done)).toBe("2026-03-02");
    expect(effectivenessDueOn({ ...done, kind: "task" })).toBeNull();
    expect(effectivenessDueOn({ ...done, status: "open", doneAt: null })).toBeNull();
    expect(effectivenessDueOn({ ...done, effectivenessCheckedAt: "2026-02-20" })).toBeNull();
  });
});
