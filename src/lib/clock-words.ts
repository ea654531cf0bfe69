import { translator } from "./translate";

/** A length of time as people say it: "2 days 3 h", "45 min". */
export function spanWords({ days, hours, minutes }: { days: number; hours: number; minutes: number }): string {
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
