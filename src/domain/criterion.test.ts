import { describe, expect, test } from "vitest";
import * as criterion from "./criterion";

const uptime: criterion.Target = { direction: "at_least", target: "99.5", threshold: "99.7" };
const days: criterion.Target = { direction: "at_most", target: "10", threshold: "8" };
const series = (...values: string[]) => values.map((value, index) => ({ measuredOn: `2026-0${index + 1}-01`, value }));

describe("how a value stands", () => {
  test.each([
    [uptime, "", "not_measured"],
    [uptime, "99.49", "missed"],
    [uptime, "99.5", "warning"],
    [uptime, "99.7", "warning"],
    [uptime, "99.71", "met"],
    [uptime, "100", "met"],
    [days, "10.5", "missed"],
    [days, "10", "warning"],
    [days, "8", "warning"],
    [days, "7.999", "met"],
    [{ ...days, threshold: "" }, "10", "met"],
    [{ ...uptime, target: "100", threshold: "" }, "9", "missed"],
  ] as const)("%o with %s: %s", (target, value, result) => expect(criterion.resultOf(target, value)).toBe(result));

  test("the warning lies on the good side of the target", () => {
    expect(criterion.judgeTarget(uptime).ok).toBe(true);
    expect(criterion.judgeTarget({ ...uptime, threshold: "99.5" }).ok).toBe(true);
    expect(criterion.judgeTarget({ ...uptime, threshold: "99" })).toMatchObject({ ok: false, field: "threshold" });
    expect(criterion.judgeTarget({ ...days, threshold: "12" })).toMatchObject({ ok: false, field: "threshold" });
    expect(criterion.judgeTarget({ ...days, threshold: "" }).ok).toBe(true);
  });
});

describe("when it is measured", () => {
  const monthly = { status: "active", lastMeasuredOn: "2026-10-01", setOn: "2026-01-01", frequencyDays: 30 };

  test("on time on the day, overdue the day after", () => {
    expect(criterion.measureBy(monthly)).toBe("2026-10-31");
    expect(criterion.isMeasurementOverdue(monthly, "2026-10-31")).toBe(false);
    expect(criterion.isMeasurementOverdue(monthly, "2026-11-01")).toBe(true);
    expect(criterion.isMeasurementOverdue({ ...monthly, status: "retired" }, "2026-11-01")).toBe(false);
  });

  test("what was never measured counts from the day it was set", () => {
    expect(criterion.measureBy({ ...monthly, lastMeasuredOn: null })).toBe("2026-01-31");
  });

  test("a day to come is refused, today is not", () => {
    expect(criterion.judgeMeasuredOn("2026-11-22", "2026-11-22").ok).toBe(true);
    expect(criterion.judgeMeasuredOn("2026-11-23", "2026-11-22")).toMatchObject({ ok: false, code: "measured_later" });
  });
});

describe("units", () => {
  const read = (text: string, unit: string) => {
    const answer = criterion.readMeasured(text, unit);
    return answer.ok ? answer.value : "given" in answer ? `${answer.problem}: ${answer.given}` : answer.problem;
  };

  test.each([
    ["98", "%", "98"],
    ["98 %", "%", "98"],
    ["98%", "%", "98"],
    ["98,5 percent", "%", "98.5"],
    ["-2.5 %", "%", "-2.5"],
    ["98 h", "%", "other_unit: h"],
    ["98 h", "hours", "98"],
    ["3 Tickets", "tickets", "3"],
    ["5 Mb", "MB", "other_unit: Mb"],
    ["98 %", "", "no_unit: %"],
    ["€ 1,200.50", "EUR", "1200.5"],
    ["1,234 %", "%", "ambiguous"],
    ["=1+1", "%", "not_a_number"],
    ["@SUM(A1)", "%", "not_a_number"],
    ["about 98 %", "%", "not_a_number"],
    ["98 % 3", "%", "not_a_number"],
    ["", "%", "empty"],
    ["98 %", "h", "other_unit: %"],
  ])("%s for %s: %s", (text, unit, expected) => expect(read(text, unit)).toBe(expected));
});

describe("where it goes", () => {
  test("the last three by day, whatever order they come in", () => {
    expect(criterion.trendOf(series("1", "2"), "at_least")).toBeNull();
    expect(criterion.trendOf(series("9", "1", "2", "10"), "at_least")).toBe("better");
    expect(criterion.trendOf(series("1", "2", "10"), "at_most")).toBe("worse");
    expect(criterion.trendOf(series("1", "1", "1"), "at_most")).toBe("steady");
    expect(criterion.trendOf(series("1", "3", "2"), "at_least")).toBe("unsteady");
    expect(criterion.trendOf([...series("3", "2", "1")].reverse(), "at_least")).toBe("worse");
    expect(criterion.latestOf([...series("3", "2", "1")].reverse())?.value).toBe("1");
    expect(criterion.latestOf([])).toBeNull();
  });
});

describe("a missed target opens an action", () => {
  test("once, while none is open, and only where the last value moved", () => {
    const missed = { lastValue: "99", moved: true, actionOpen: false };
    expect(criterion.opensAction(uptime, missed)).toBe(true);
    expect(criterion.opensAction(uptime, { ...missed, actionOpen: true })).toBe(false);
    expect(criterion.opensAction(uptime, { ...missed, moved: false })).toBe(false);
    expect(criterion.opensAction(uptime, { ...missed, lastValue: "99.6" })).toBe(false);
  });
});

describe("what the numbers of a requirement speak for", () => {
  const one = (result: criterion.CriterionResult, more = {}) => ({ status: "active", result, overdue: false, ...more });

  test("all met, some, none; nothing while a value is missing or old", () => {
    expect(criterion.fulfilmentSuggestedBy([one("met"), one("warning")])).toBe("met");
    expect(criterion.fulfilmentSuggestedBy([one("met"), one("missed")])).toBe("partly");
    expect(criterion.fulfilmentSuggestedBy([one("missed")])).toBe("not_met");
    expect(criterion.fulfilmentSuggestedBy([one("met"), one("not_measured")])).toBeNull();
    expect(criterion.fulfilmentSuggestedBy([one("met", { overdue: true })])).toBeNull();
    expect(criterion.fulfilmentSuggestedBy([one("missed", { status: "retired" })])).toBeNull();
    expect(criterion.fulfilmentSuggestedBy([])).toBeNull();
  });
});
