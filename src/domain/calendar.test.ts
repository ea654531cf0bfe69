import { describe, expect, it } from "vitest";
import { readCalendar } from "../../tests/support/read-calendar";
import { calendarText } from "./calendar";

const date = { uid: "com-1@house", summary: "Due", url: "https://gt.example/nordwind/communication/COM-001", at: "2026-11-22" };

describe("the calendar", () => {
  it("is read by another program as it was meant", () => {
    const clock = { ...date, uid: "ntc-1@house", summary: "Clock; of NTC-001, \\ and\nmore", at: "2026-11-22T09:30:00.000Z" };
    const [calendar, first, second] = readCalendar(calendarText("Goldthread", [date, clock], "2026-11-20T08:00:00.000Z"));
    expect(calendar).toMatchObject({ name: "VCALENDAR", properties: { VERSION: "2.0", "X-WR-CALNAME": "Goldthread" } });
    expect(first!.properties).toMatchObject({
      UID: "com-1@house",
      DTSTAMP: "20261120T080000Z",
      "DTSTART;VALUE=DATE": "20261122",
      URL: date.url,
    });
    expect(second!.properties).toMatchObject({ DTSTART: "20261122T093000Z", SUMMARY: "Clock; of NTC-001, \\ and\nmore" });
  });

  it("tears no character apart where it folds, and lets nobody add a line", () => {
    const summary = "Übergröße 漢字 🧵 ".repeat(20).trim();
    const [, first] = readCalendar(
      calendarText("x", [{ ...date, summary, url: "https://gt.example/a\r\nATTENDEE:x" }], "2026-11-20T08:00:00.000Z"),
    );
    expect(first!.properties.SUMMARY).toBe(summary);
    expect(first!.properties).not.toHaveProperty("ATTENDEE");
  });

  it("without a date is a calendar all the same", () => {
    expect(readCalendar(calendarText("x", [], "2026-11-20T08:00:00.000Z"))).toHaveLength(1);
  });
});
