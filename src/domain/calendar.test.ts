import { describe, expect, it } from "vitest";
import { calendarText } from "./calendar";

/** A small reader of its own: unfolds, unescapes, and gives the properties of each component. */
export function readCalendar(text: string): { name: string; properties: Record<string, string> }[] {
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const found: { name: string; properties: Record<string, string> }[] = [];
  const open: typeof found = [];
  for (const line of text
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .slice(0, -1)) {
    const colon = line.indexOf(":");
    const [key, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (key === "BEGIN") {
      const component = { name: value, properties: {} };
      open.push(component);
      found.push(component);
    } else if (key === "END") expect(open.pop()!.name).toBe(value);
    else
      open.at(-1)!.properties[key] = value.replaceAll(/\\([\\;,nN])/g, (_all, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));
  }
  expect(open).toEqual([]);
  return found;
}

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
