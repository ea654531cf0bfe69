import { describe, expect, it } from "vitest";
import {
  type AskedQuestion,
  judgeAnswers,
  judgeOpening,
  LONGEST_SURVEY_ANSWER,
  linkForEachParty,
  medianOf,
  partiesShown,
  readRecipients,
  responseRate,
  takesAnswers,
  tallyOf,
} from "./survey";

const question = (id: string, more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  id,
  kind: "text",
  options: [],
  required: false,
  ...more,
});

describe("opening a survey", () => {
  const draft = { status: "draft", anonymous: false, closesOn: "2026-12-01" } as const;
  const asked = { questions: 2, recipients: 3, adverse: false, today: "2026-11-22" };

  it("asks for questions, people and a day that is not over", () => {
    expect(judgeOpening(draft, asked)).toMatchObject({ ok: true, value: { status: "open" } });
    expect(judgeOpening({ ...draft, status: "open" }, asked)).toMatchObject({ code: "not_draft" });
    expect(judgeOpening(draft, { ...asked, questions: 0 })).toMatchObject({ code: "no_questions" });
    expect(judgeOpening({ ...draft, closesOn: null }, asked)).toMatchObject({ code: "no_closing_day" });
    expect(judgeOpening({ ...draft, closesOn: "2026-11-21" }, asked)).toMatchObject({ code: "closing_day_over" });
    expect(judgeOpening(draft, { ...asked, recipients: 0 })).toMatchObject({ code: "nobody_asked" });
    expect(judgeOpening({ ...draft, anonymous: true }, { ...asked, recipients: 0 })).toMatchObject({ ok: true });
  });

  it("never asks adverse parties", () => {
    expect(judgeOpening(draft, { ...asked, adverse: true })).toMatchObject({ code: "adverse" });
  });

  it("takes answers until the end of the closing day", () => {
    expect(takesAnswers({ status: "open", closesOn: "2026-11-22" }, "2026-11-22")).toBe(true);
    expect(takesAnswers({ status: "open", closesOn: "2026-11-22" }, "2026-11-23")).toBe(false);
    expect(takesAnswers({ status: "closed", closesOn: "2026-12-22" }, "2026-11-23")).toBe(false);
    expect(takesAnswers({ status: "draft", closesOn: "2026-12-22" }, "2026-11-23")).toBe(false);
  });
});

describe("answers", () => {
  const questions = [
    question("text"),
    question("choice", { kind: "choice", options: ["Weekly", "Monthly"] }),
    question("scale", { kind: "scale" }),
    question("yes", { kind: "yes_no", required: true }),
  ];
  const codes = (given: Record<string, string>) => Object.fromEntries(judgeAnswers(questions, given).faults);

  it("keep text as text and take only what was offered", () => {
    const { answers, faults } = judgeAnswers(questions, {
      text: " <script>alert(1)</script>\r\nsecond ",
      choice: "Weekly",
      scale: "4",
      yes: "no",
    });
    expect(faults.size).toBe(0);
    expect(Object.fromEntries(answers)).toEqual({ text: "<script>alert(1)</script>\nsecond", choice: "Weekly", scale: "4", yes: "no" });
    expect(codes({ choice: "Daily", scale: "6", yes: "maybe" })).toEqual({
      choice: "not_offered",
      scale: "not_offered",
      yes: "not_offered",
    });
    expect(codes({})).toEqual({ yes: "required" });
    expect(codes({ yes: "yes", unknown: "x" })).toEqual({});
    expect(codes({ yes: "yes", text: "a\u0000b" })).toEqual({ text: "control_characters" });
  });

  it("say it when one is too long, and count characters as people do", () => {
    expect(codes({ yes: "yes", text: "x".repeat(50_000) })).toEqual({ text: "too_long" });
    expect(codes({ yes: "yes", text: "🙂".repeat(LONGEST_SURVEY_ANSWER) })).toEqual({});
    expect(judgeAnswers(questions, { yes: "yes", text: "half \ud800 pair" }).answers.get("text")).toBe("half \ufffd pair");
  });

  it("do not reach for what every object has", () => {
    expect(judgeAnswers([question("constructor", { required: true })], {}).faults.get("constructor")).toBe("required");
  });
});

describe("recipients", () => {
  it("are read line by line", () => {
    const { recipients, faults } = readRecipients(
      'Ada Lovelace <ada@example.org>\n\ngrace@example.org\n"Hopper, G." <Grace@example.org>\nnobody\nEve <eve@example.org>, mallory@example.org\nBad\u0000 <bad@example.org>',
    );
    expect(recipients).toEqual([
      { name: "Ada Lovelace", email: "ada@example.org" },
      { name: "grace@example.org", email: "grace@example.org" },
    ]);
    expect(faults).toEqual([
      { line: 4, text: '"Hopper, G." <Grace@example.org>', fault: "twice" },
      { line: 5, text: "nobody", fault: "no_address" },
      { line: 6, text: "Eve <eve@example.org>, mallory@example.org", fault: "several_addresses" },
      { line: 7, text: "Bad\u0000 <bad@example.org>", fault: "control_characters" },
    ]);
  });

  it("cannot smuggle a second line into a header", () => {
    expect(readRecipients("Eve\u2028Bcc: all <eve@example.org>").faults).toMatchObject([{ fault: "control_characters" }]);
  });
});

describe("results", () => {
  it("count what was offered and name the middle, never an average", () => {
    const scale = question("s", { kind: "scale" });
    expect(tallyOf(scale, ["1", "5", "", "5"])).toEqual({
      answered: 3,
      counts: ["1", "2", "3", "4", "5"].map((value) => ({ value, count: value === "5" ? 2 : value === "1" ? 1 : 0 })),
      median: [5],
    });
    expect(medianOf([2, 5])).toEqual([2, 5]);
    expect(medianOf([4, 4])).toEqual([4]);
    expect(medianOf([])).toBeNull();
    expect(tallyOf(question("t"), ["a", ""])).toEqual({ answered: 1, counts: [], median: null });
    expect(responseRate(3, 4)).toBe(75);
    expect(responseRate(5, 4)).toBeNull();
    expect(responseRate(0, 0)).toBeNull();
  });

  it("of an anonymous survey never make out a small group, not even by subtraction", () => {
    const counts = (...pairs: [string | null, number][]) => new Map(pairs);
    expect(partiesShown(false, counts(["a", 1], ["b", 5]))).toEqual(["a", "b"]);
    expect(partiesShown(true, counts(["a", 2], ["b", 5]))).toEqual([]);
    expect(partiesShown(true, counts(["a", 3], ["b", 5]))).toEqual(["a", "b"]);
    expect(partiesShown(true, counts(["a", 2], ["c", 2], ["b", 5]))).toEqual(["b"]);
    expect(partiesShown(true, counts([null, 1], ["b", 5]))).toEqual([]);
  });

  it("give each party a link of its own only where that makes nobody out", () => {
    expect(linkForEachParty(["a", "a", "a", "b", "b", "b"])).toBe(true);
    expect(linkForEachParty(["a", "a", "a", "b"])).toBe(false);
    expect(linkForEachParty(["a", "a", "a", null])).toBe(false);
    expect(linkForEachParty(["a", "a", "a"])).toBe(false);
  });
});
