import { describe, expect, it } from "vitest";
import {
  answerInWords,
  answerOf,
  enteredLate,
  hashOfMinutes,
  judgeHeld,
  judgeSigner,
  mayChangeReview,
  openForSigning,
  orderOfInput,
  signedLate,
} from "@/domain/management-review";
import { MANAGEMENT_REVIEW_INPUTS } from "@/domain/vocabulary";

const answered = MANAGEMENT_REVIEW_INPUTS.map((input) => ({ input, discussion: "Talked about", noChange: false }));
const meeting = {
  status: "held" as const,
  heldOn: "2026-05-12",
  decisions: "Version 2.0 is approved.",
  attendees: [{ id: "j", topManagement: true }],
  otherAttendees: [] as string[],
  items: answered,
};
const TODAY = "2026-05-14";

describe("the agenda", () => {
  it("has the ten inputs in the order of the clause", () => {
    expect(MANAGEMENT_REVIEW_INPUTS).toHaveLength(10);
    expect(orderOfInput("a")).toBe(0);
    expect(orderOfInput("c")).toBeLessThan(orderOfInput("d_nonconformities"));
    expect(orderOfInput("g")).toBe(9);
  });

  it("takes no change for an answer and blank for none", () => {
    expect(answerOf({ discussion: "", noChange: true })).toBe("no_change");
    expect(answerOf({ discussion: "  \n", noChange: false })).toBe("blank");
    expect(answerOf({ discussion: "Two parties came", noChange: false })).toBe("discussed");
    expect(answerInWords({ discussion: " Two came ", noChange: false }, "No change.")).toBe("Two came");
    expect(answerInWords({ discussion: "But watch NIS 2.", noChange: true }, "No change.")).toBe("No change. But watch NIS 2.");
    expect(answerInWords({ discussion: " ", noChange: false }, "No change.")).toBe("");
    // A remark beside the tick stays a remark.
    expect(answerOf({ discussion: "Nothing new, but watch NIS 2", noChange: true })).toBe("no_change");
  });
});

describe("holding the meeting", () => {
  it("is not possible before its day", () => {
    expect(judgeHeld({ status: "planned", heldOn: "2026-05-15" }, TODAY)).toMatchObject({ ok: false, code: "in_future" });
    expect(judgeHeld({ status: "planned", heldOn: TODAY }, TODAY).ok).toBe(true);
  });

  it("happens once", () => {
    expect(judgeHeld({ status: "held", heldOn: TODAY }, TODAY)).toMatchObject({ ok: false, code: "not_planned" });
    expect(judgeHeld({ status: "signed", heldOn: TODAY }, TODAY)).toMatchObject({ ok: false, code: "signed" });
  });

  it("leaves nothing to change once the minutes are signed", () => {
    expect(mayChangeReview({ status: "signed" })).toMatchObject({ ok: false, code: "signed" });
    expect(mayChangeReview({ status: "planned" }).ok).toBe(true);
    expect(mayChangeReview({ status: "held" }).ok).toBe(true);
  });
});

describe("what stops the signature", () => {
  const stops = (change: Partial<typeof meeting>) => openForSigning({ ...meeting, ...change }, TODAY).map(({ code }) => code);

  it("is nothing where everything was dealt with", () => {
    expect(stops({})).toEqual([]);
    expect(stops({ items: answered.map((item) => ({ ...item, discussion: "", noChange: true })) })).toEqual([]);
  });

  it("is each input that is blank or missing, by name", () => {
    const blank = answered.map((item) => (item.input === "c" || item.input === "e" ? { ...item, discussion: " " } : item));
    expect(openForSigning({ ...meeting, items: blank }, TODAY)).toEqual([
      { code: "item_blank", input: "c" },
      { code: "item_blank", input: "e" },
    ]);
    expect(openForSigning({ ...meeting, items: answered.slice(1) }, TODAY)).toEqual([{ code: "item_blank", input: "a" }]);
  });

  it("is a meeting without attendees, and one without anybody of top management", () => {
    expect(stops({ attendees: [] })).toEqual(["no_attendees"]);
    expect(stops({ attendees: [{ id: "m", topManagement: false }] })).toEqual(["no_top_management"]);
    // Somebody from outside does not stand for the management.
    expect(stops({ attendees: [], otherAttendees: ["Dr. Fuchs, consultant"] })).toEqual(["no_top_management"]);
  });

  it("is a meeting without decisions, in the future, or not held", () => {
    expect(stops({ decisions: " " })).toEqual(["no_decisions"]);
    expect(stops({ heldOn: "2026-05-15" })).toEqual(["in_future"]);
    expect(stops({ status: "planned" as never })).toEqual(["not_held"]);
  });
});

describe("who signs", () => {
  it("is somebody who did not write", () => {
    expect(judgeSigner({ signerId: "jonas", writerIds: ["mira"], soleApproverReason: "" })).toEqual({ ok: true, value: { exception: "" } });
    expect(judgeSigner({ signerId: "mira", writerIds: ["mira", "olaf"], soleApproverReason: " " })).toMatchObject({
      ok: false,
      code: "own_minutes",
    });
  });

  it("is the writer only under the exception that the organisation stated, which the minutes then say", () => {
    const reason = "Three people; the owner is the top management.";
    expect(judgeSigner({ signerId: "olaf", writerIds: ["olaf"], soleApproverReason: reason })).toEqual({
      ok: true,
      value: { exception: reason },
    });
  });
});

describe("dates that do not fit", () => {
  it("shows what was entered after the meeting, in days", () => {
    expect(enteredLate({ heldOn: "2026-05-12", recordedOn: "2026-05-24" })).toBe(12);
    expect(enteredLate({ heldOn: "2026-05-12", recordedOn: "2026-05-12" })).toBe(0);
    expect(enteredLate({ heldOn: "2026-05-12", recordedOn: "2026-04-01" })).toBe(0);
  });

  it("shows a signature that came more than a month later", () => {
    expect(signedLate({ heldOn: "2026-05-12", signedOn: "2026-06-11" })).toBe(0);
    expect(signedLate({ heldOn: "2026-05-12", signedOn: "2026-06-12" })).toBe(31);
    expect(signedLate({ heldOn: "2026-05-12", signedOn: null })).toBe(0);
  });
});

describe("the minutes", () => {
  it("have one hash for one content, whatever the order of the keys", () => {
    const one = hashOfMinutes({ ref: "MR-001", decisions: "x" });
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfMinutes({ decisions: "x", ref: "MR-001" })).toEqual(one);
    expect(hashOfMinutes({ decisions: "y", ref: "MR-001" }).hash).not.toBe(one.hash);
  });
});
