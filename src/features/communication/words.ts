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
