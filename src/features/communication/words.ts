import type { Span } from "@/domain/communication";
import { translator } from "@/lib/translate";

/** When something is told, in words: every so many days, on an event within so many hours, and what a person wrote. */
export function whenWords(line: {
  whenText: string;
  frequencyDays: number | null;
  eventKey: string;
  eventTitle: string;
  clockHours: number | null;
  startsOn: string | null;
}): string {
  const t = translator("communication");
  return [
    line.whenText,
    line.frequencyDays !== null && t("every", { days: line.frequencyDays }),
    line.eventKey !== "" &&
      (line.clockHours === null
        ? t("onEvent", { event: line.eventTitle })
        : t("onEventWithin", { event: line.eventTitle, hours: line.clockHours })),
    line.frequencyDays === null && line.startsOn !== null && t("onDay", { day: line.startsOn }),
  ]
    .filter(Boolean)
    .join("; ");
}

/** A length of time as people say it: "2 days 3 h", "45 min". */
export function spanWords({ days, hours, minutes }: Span): string {
  const t = translator("notices");
  const parts = [
    days > 0 && t("span.days", { days }),
    hours > 0 && t("span.hours", { hours }),
    days === 0 && minutes > 0 && t("span.minutes", { minutes }),
  ];
  return parts.filter(Boolean).join(" ") || t("span.nothing");
}

/** "2026-11-22 13:05 UTC" */
export function instantWords(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
