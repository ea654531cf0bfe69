import { StatusMark } from "@/components/ui/status-mark";
import { locationOf } from "@/domain/isms-document";
import { translator } from "@/lib/translate";
import type { ReviewState } from "../queries";

/** The day of the next review with what it means today. */
export function ReviewMark({ day, review }: { day: string | null; review: ReviewState }) {
  const t = translator("documents");
  if (review === "overdue") return <StatusMark shape="overdue">{t("review.overdueSince", { day: day ?? "" })}</StatusMark>;
  if (review === "soon") return <StatusMark shape="soon">{t("review.dueOn", { day: day ?? "" })}</StatusMark>;
  return day ?? <StatusMark shape="open">{t("review.none")}</StatusMark>;
}

/** Whether this is the edition in force. */
export function InForce({ current }: { current: boolean }) {
  const t = translator("documents");
  return current ? t("inForce") : <StatusMark shape="retired">{t("superseded")}</StatusMark>;
}

/** Where it lies: only a page of the web is a link, everything else is text to copy. */
export function Location({ location }: { location: string }) {
  if (locationOf(location) !== "web") return <span className="wrap-anywhere">{location}</span>;
  return (
    <a href={location.trim()} target="_blank" rel="noopener noreferrer" className="link wrap-anywhere">
      {location}
    </a>
  );
}
