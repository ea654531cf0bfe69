import { StatusMark } from "@/components/ui/status-mark";
import type { ValidityState } from "@/domain/evidence";
import { locationOf } from "@/domain/isms-document";
import { translator } from "@/lib/translate";

/** Until when it holds, with what that means today. */
export function ValidityMark({ day, validity }: { day: string | null; validity: ValidityState }) {
  const t = translator("evidence.validity");
  switch (validity) {
    case "expired":
      return <StatusMark shape="overdue">{t("expiredOn", { day: day ?? "" })}</StatusMark>;
    case "soon":
      return <StatusMark shape="soon">{t("endsOn", { day: day ?? "" })}</StatusMark>;
    case "valid":
      return <StatusMark shape="decided">{t("until", { day: day ?? "" })}</StatusMark>;
    default:
      return <span className="text-muted">{t("open")}</span>;
  }
}

/** Where it lies: only a page of the web is a link, everything else is text to copy. */
export function Place({ location }: { location: string }) {
  if (locationOf(location) !== "web") return <span className="wrap-anywhere">{location}</span>;
  return (
    <a href={location.trim()} target="_blank" rel="noopener noreferrer nofollow" className="link wrap-anywhere">
      {location}
    </a>
  );
}
