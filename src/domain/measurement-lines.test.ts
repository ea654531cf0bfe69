import { describe, expect, test } from "vitest";
import { countLines, type KnownCriterion, linesOfSheet, type RawLine, readDay, readLines } from "./measurement-lines";

const today = "2026-11-22";
const known = (ref: string, more: Partial<KnownCriterion> = {}): [string, KnownCriterion] => [
  ref,
  { id: ref.toLowerCase(), ref, unit: "%", status: "active", requirementSince: "2026-01-01", stood: new Map(), ...more },
];
const criteria = new Map([
  known("KPI-001", { stood: new Map([["2026-10-01", "99.5"]]) }),
  known("KPI-002", { unit: "h" }),
  known("KPI-003", { status: "retired" }),
]);
const line = (more: Partial<RawLine> = {}): RawLine => ({ line: 2, ref: "KPI-001", day: "2026-11-20", value: "98", note: "", ...more });
const codes = (raw: Partial<RawLine>, options: { strict?: boolean } = {}) =>
  readLines([line(raw)], criteria, { today, ...options })[0]!.problems.map(({ code }) => code);

describe("days", () => {
  test("ISO, or day.month.year with points; nothing that has two readings", () => {
    expect(readDay("2026-11-20", { dayFirst: true })).toBe("2026-11-20");
    expect(readDay("20.11.2026", { dayFirst: true })).toBe("2026-11-20");
    expect(readDay("3.1.2026", { dayFirst: true })).toBe("2026-01-03");
    expect(readDay("20.11.2026", { dayFirst: false })).toBeNull();
    for (const text of ["11/12/2026", "31.02.2026", "2026-13-01", "20.11.26", ""]) expect(readDay(text, { dayFirst: true })).toBeNull();
  });
});

describe("a line", () => {
  test.each([
    [{}, []],
    [{ ref: " kpi-001 " }, []],
    [{ ref: "" }, ["ref_missing"]],
    [{ ref: "KPI-999" }, ["ref_unknown"]],
    [{ ref: "=HYPERLINK(1)" }, ["ref_unknown"]],
    [{ ref: "KPI-003" }, ["criterion_retired"]],
    [{ day: "" }, ["day_missing"]],
    [{ day: "11/12/2026" }, ["not_a_day"]],
    [{ day: "2026-11-23" }, ["measured_later"]],
    [{ day: "1200-01-01" }, ["too_early"]],
    [{ value: "" }, ["value_empty"]],
    [{ value: "98,5" }, []],
    [{ value: "98 %" }, []],
    [{ value: "98 h" }, ["other_unit"]],
    [{ value: "1,234" }, ["value_ambiguous"]],
    [{ value: "=1+1" }, ["value_not_a_number"]],
    [{ value: "0.12345678" }, ["value_too_long"]],
    [{ note: "x".repeat(1_001) }, ["note_too_long"]],
    [{ note: "a\u0000b" }, ["control_characters"]],
    [{ day: "2026-10-01", value: "99" }, ["measured_already"]],
    [{ ref: "KPI-404", day: "tomorrow", value: "98 h" }, ["ref_unknown", "not_a_day"]],
  ] as [Partial<RawLine>, string[]][])("%o: %o", (raw, expected) => expect(codes(raw)).toEqual(expected));

  test("the same value on the same day stands already: nothing to do, nothing wrong", () => {
    expect(readLines([line({ day: "2026-10-01", value: "99,50" })], criteria, { today })[0]).toMatchObject({
      state: "stands",
      problems: [],
    });
  });

  test("one day twice in one file names the line before", () => {
    const read = readLines([line(), line({ line: 3, value: "97" }), line({ line: 4, ref: "KPI-002" })], criteria, { today });
    expect(read.map(({ state }) => state)).toEqual(["good", "bad", "good"]);
    expect(read[1]!.problems).toEqual([{ code: "twice_here", params: { line: 2, ref: "KPI-001", day: "2026-11-20" } }]);
    expect(countLines(read)).toEqual({ good: 2, stands: 0, bad: 1 });
  });

  test("where one line writes a decimal comma, a point before three digits is asked back", () => {
    const read = readLines([line({ value: "98,5" }), line({ line: 3, ref: "KPI-002", value: "1.234" })], criteria, { today });
    expect(read[1]!.problems.map(({ code }) => code)).toEqual(["value_ambiguous"]);
  });

  test("before the requirement was recorded is a hint, no problem", () => {
    expect(readLines([line({ day: "2025-12-31" })], criteria, { today })[0]).toMatchObject({ state: "good", beforeRequirement: true });
  });

  test("a program writes points and ISO days, and no units", () => {
    expect(codes({ value: "98,5" }, { strict: true })).toEqual(["value_not_a_number"]);
    expect(codes({ value: "98 %" }, { strict: true })).toEqual(["value_not_a_number"]);
    expect(codes({ day: "20.11.2026" }, { strict: true })).toEqual(["not_a_day"]);
    expect(codes({ value: "-98.5" }, { strict: true })).toEqual([]);
  });
});

describe("the sheet", () => {
  test("is read by its headings in any order; blank rows are no lines", () => {
    const sheet = linesOfSheet([
      { n: 1, cells: ["Value", "Date", "Ref"] },
      { n: 2, cells: ["99", "2026-11-20", "KPI-001"] },
      { n: 3, cells: ["", " "] },
      { n: 4, cells: ["98"] },
    ]);
    expect(sheet).toEqual({
      ok: true,
      lines: [
        { line: 2, ref: "KPI-001", day: "2026-11-20", value: "99", note: "" },
        { line: 4, ref: "", day: "", value: "98", note: "" },
      ],
    });
  });

  test("says which columns it misses", () => {
    expect(linesOfSheet([{ n: 1, cells: ["KPI", "amount"] }])).toEqual({ ok: false, missing: ["date", "value"] });
    expect(linesOfSheet([])).toEqual({ ok: false, missing: ["ref", "date", "value"] });
  });
});
