import { describe, expect, it } from "vitest";
import { type Closing, closingHints, closingProblems, judgeAnswer, judgeVerdict, mayBecome, participantKey } from "@/domain/review";

const closing = (over: Partial<Closing> = {}): Closing => ({
  status: "open",
  openItems: ["IP-001", "REQ-002"],
  openItemCount: 2,
  openPrompts: 0,
  changedItems: 0,
  changedPrompts: 0,
  participants: 2,
  departments: 2,
  result: "no_change",
  outcome: "All parties gone through; nothing new.",
  ...over,
});
const done = (over: Partial<Closing> = {}) => closing({ openItems: [], openItemCount: 0, ...over });
const codes = (of: Closing) => closingProblems(of).map(({ code }) => code);

describe("the life of a review", () => {
  it("goes from planned to open to completed, or is cancelled before that", () => {
    expect(mayBecome("planned", "open")).toBe(true);
    expect(mayBecome("open", "completed")).toBe(true);
    expect(mayBecome("planned", "cancelled")).toBe(true);
    expect(mayBecome("open", "cancelled")).toBe(true);
  });
  it("never leaves its end", () => {
    for (const to of ["planned", "open", "completed", "cancelled"] as const) {
      expect(mayBecome("completed", to)).toBe(false);
      expect(mayBecome("cancelled", to)).toBe(false);
    }
    expect(mayBecome("planned", "completed")).toBe(false);
    expect(mayBecome("open", "planned")).toBe(false);
  });
});

describe("closing a review", () => {
  it("is refused with open items, and names them", () => {
    expect(closingProblems(closing())).toEqual([{ code: "open_items", field: null, count: 2, refs: ["IP-001", "REQ-002"] }]);
  });
  it("is refused with open prompts, without participants, without result or outcome: all of it at once", () => {
    expect(codes(closing({ openPrompts: 3, participants: 0, result: null, outcome: " " }))).toEqual([
      "open_items",
      "open_prompts",
      "participants_needed",
      "result_needed",
      "outcome_needed",
    ]);
  });
  it("keeps a result even when nothing changed", () => {
    expect(codes(done())).toEqual([]);
  });
  it("does not call it no change when something was said to have changed", () => {
    expect(codes(done({ changedItems: 1 }))).toEqual(["result_contradicts"]);
    expect(codes(done({ changedPrompts: 1 }))).toEqual(["result_contradicts"]);
    expect(codes(done({ changedItems: 1, result: "changes" }))).toEqual([]);
  });
  it("is for open ones", () => {
    expect(codes(done({ status: "completed" }))).toEqual(["not_open"]);
    expect(codes(done({ status: "planned" }))).toEqual(["not_open"]);
  });
  it("hints, and no more, where fewer than two departments or people took part", () => {
    expect(closingHints(done())).toEqual([]);
    expect(closingHints(done({ departments: 1 }))).toEqual(["one_department"]);
    expect(closingHints(done({ participants: 1, departments: 1 }))).toEqual(["one_participant", "one_department"]);
    expect(codes(done({ participants: 1, departments: 0 }))).toEqual([]);
  });
});

describe("what is said about a record", () => {
  it("needs words unless it is still valid", () => {
    expect(judgeVerdict("still_valid", "").ok).toBe(true);
    expect(judgeVerdict("open", "").ok).toBe(true);
    for (const verdict of ["changed", "retire", "question"] as const) {
      expect(judgeVerdict(verdict, " ")).toEqual({ ok: false, code: "note_needed", field: "note" });
      expect(judgeVerdict(verdict, "New owner of the contract").ok).toBe(true);
    }
  });
  it("needs words for a change that a prompt brought up", () => {
    expect(judgeAnswer("no_change", "").ok).toBe(true);
    expect(judgeAnswer("change", "")).toEqual({ ok: false, code: "answer_needed", field: "answer" });
  });
});

describe("participants without an account", () => {
  it("are a name and a department", () => {
    expect(participantKey("Ute Sommer, Legal")).toEqual({ name: "Ute Sommer", department: "Legal" });
    expect(participantKey("Ute Sommer")).toEqual({ name: "Ute Sommer", department: "" });
    expect(participantKey("Sommer, Ute, Legal")).toEqual({ name: "Sommer, Ute", department: "Legal" });
  });
});
