import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, compareDays, daysBetween, isDay, isDueSoon, isOverdue } from "@/domain/dates";

const day = fc
  .date({ min: new Date("1200-01-01"), max: new Date("2900-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("a day of the calendar", () => {
  test("is written as one and exists", () => {
    for (const text of ["2024-02-29", "2000-02-29", "2025-12-31"]) expect(isDay(text)).toBe(true);
    for (const text of [
      "2023-02-29",
      "1900-02-29",
      "2025-13-01",
      "2025-00-10",
      "2025-04-31",
      "2025-4-1",
      "31.01.2025",
      "2025-01-01T00:00:00Z",
      "",
    ]) {
      expect(isDay(text)).toBe(false);
    }
    fc.assert(
      fc.property(day, (d) => {
        expect(isDay(d)).toBe(true);
      }),
    );
  });

  test("what is no day is refused, never guessed", () => {
    expect(() => compareDays("2025-02-30", "2025-01-01")).toThrow(RangeError);
    expect(() => addMonths("soon", 1)).toThrow(RangeError);
    expect(() => addDays("9999-12-31", 1)).toThrow(RangeError);
  });
});

describe("adding months", () => {
  test("clamps at the end of the month", () => {
    expect(addMonths("2025-01-31", 1)).toBe("2025-02-28");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2025-12-15", 1)).toBe("2026-01-15");
    expect(addMonths("2025-01-31", -2)).toBe("2024-11-30");
  });

  test("keeps the day where the month has it, and moves by exactly so many months", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (d, months) => {
        const result = addMonths(d, months);
        expect(isDay(result)).toBe(true);
        expect(Number(result.slice(8))).toBeLessThanOrEqual(Number(d.slice(8)));
        const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(count(result) - count(d)).toBe(months);
      }),
    );
  });
});

test("adding days and counting them are each other's inverse", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -5000, max: 5000 }), (d, n) => {
      expect(daysBetween(d, addDays(d, n))).toBe(n);
    }),
  );
  expect(daysBetween("2025-03-29", "2025-03-31")).toBe(2);
});

describe("a yearly review", () => {
  test("is on time on the anniversary and overdue the day after", () => {
    expect(isOverdue("2024-11-20", 12, "2025-11-20")).toBe(false);
    expect(isOverdue("2024-11-20", 12, "2025-11-21")).toBe(true);
    expect(isOverdue(null, 12, "2025-11-20")).toBe(true);
  });

  test("is announced thirty days before, not earlier and not when it is late", () => {
    expect(isDueSoon("2024-11-20", 12, "2025-10-21")).toBe(true);
    expect(isDueSoon("2024-11-20", 12, "2025-10-20")).toBe(false);
    expect(isDueSoon("2024-11-20", 12, "2025-11-21")).toBe(false);
  });
});
