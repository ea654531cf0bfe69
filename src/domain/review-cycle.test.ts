import { describe, expect, it } from "vitest";
import { nextReviewDue, type ReviewPlan, reminderOf } from "@/domain/review-cycle";

const plan = (over: Partial<ReviewPlan> = {}): ReviewPlan => ({
  intervalMonths: 12,
  remindDays: 30,
  repeatDays: 7,
  lastCompletedOn: "2025-11-20",
  firstRecordOn: "2024-01-31",
  ...over,
});

describe("the day on which the next periodic review is due", () => {
  it("is the anniversary of the last completed one", () => {
    expect(nextReviewDue(plan())).toBe("2026-11-20");
  });
  it("is clamped at the end of a month", () => {
    expect(nextReviewDue(plan({ lastCompletedOn: "2026-01-31", intervalMonths: 1 }))).toBe("2026-02-28");
    expect(nextReviewDue(plan({ lastCompletedOn: "2024-02-29" }))).toBe("2025-02-28");
  });
  it("counts from the first record where there has never been one", () => {
    expect(nextReviewDue(plan({ lastCompletedOn: null, intervalMonths: 1 }))).toBe("2024-02-29");
  });
  it("is none for a register without a record", () => {
    expect(nextReviewDue(plan({ lastCompletedOn: null, firstRecordOn: null }))).toBeNull();
    expect(reminderOf("2026-11-22", plan({ lastCompletedOn: null, firstRecordOn: null }))).toEqual({
      state: "none",
      dueOn: null,
      days: 0,
      remindToday: false,
    });
  });
});

describe("the reminder", () => {
  const at = (today: string, over: Partial<ReviewPlan> = {}) => reminderOf(today, plan(over));
  it("is silent until the announcement", () => {
    expect(at("2026-10-20")).toMatchObject({ state: "none", days: 31, remindToday: false });
  });
  it("announces once, on its day, and stays announced", () => {
    expect(at("2026-10-21")).toMatchObject({ state: "announced", days: 30, remindToday: true });
    expect(at("2026-10-22")).toMatchObject({ state: "announced", days: 29, remindToday: false });
    expect(at("2026-11-19")).toMatchObject({ state: "announced", days: 1, remindToday: false });
  });
  it("is on time on the anniversary itself", () => {
    expect(at("2026-11-20")).toEqual({ state: "due", dueOn: "2026-11-20", days: 0, remindToday: true });
  });
  it("is overdue the day after and repeats", () => {
    expect(at("2026-11-21")).toMatchObject({ state: "overdue", days: 1, remindToday: true });
    expect(at("2026-11-22")).toMatchObject({ state: "overdue", days: 2, remindToday: false });
    expect(at("2026-11-28")).toMatchObject({ state: "overdue", days: 8, remindToday: true });
    expect(at("2026-11-29", { repeatDays: 1 })).toMatchObject({ remindToday: true });
  });
  it("announces nothing ahead where the organisation wants no days ahead", () => {
    expect(at("2026-11-19", { remindDays: 0 })).toMatchObject({ state: "none", days: 1, remindToday: false });
    expect(at("2026-11-20", { remindDays: 0 })).toMatchObject({ state: "due", remindToday: true });
  });
});
