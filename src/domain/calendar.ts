/** A calendar as text after RFC 5545, for calendar programs that look in from time to time. What stands in it leaves the house: refs and days only. */
export interface CalendarDate {
  /** The same date has the same UID each time, so that a program moves it and does not double it. */
  uid: string;
  summary: string;
  url: string;
  /** "2026-11-22" for a whole day, an instant for an hour. */
  at: string;
}

/** The text of the calendar. `stamp`: the instant at which it is made. */
export function calendarText(name: string, dates: readonly CalendarDate[], stamp: string): string {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Goldthread//Goldthread//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
  lines.push(`X-WR-CALNAME:${escaped(name)}`, "X-PUBLISHED-TTL:PT6H", "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
  for (const { uid, summary, url, at } of dates) {
    lines.push("BEGIN:VEVENT", `UID:${escaped(uid)}`, `DTSTAMP:${instant(stamp)}`);
    lines.push(at.length === DAY_LENGTH ? `DTSTART;VALUE=DATE:${at.replaceAll("-", "")}` : `DTSTART:${instant(at)}`);
    lines.push(`SUMMARY:${escaped(summary)}`, `URL:${oneLine(url)}`, "TRANSP:TRANSPARENT", "END:VEVENT");
  }
  lines.push("END:VCALENDAR");
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const DAY_LENGTH = 10;
const MOST_OCTETS = 75;

const instant = (at: string) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");

function escaped(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => oneLine(line).replace(/[\\;,]/g, "\\$&"));
  return lines.join("\\n");
}

/** No line is longer than 75 octets, and no character is torn apart; what goes on begins with a blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}
