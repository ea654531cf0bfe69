import Link from "next/link";
import { translator } from "@/lib/translate";
import type { PartyOpenPoints } from "../queries";

const POINTS = ["undecided", "unowned", "noRequirement", "unconfirmed", "overdue"] as const;

/** What is open, before the list itself; every number leads to its rows. */
export function OpenPartyPoints({ points, path }: { points: PartyOpenPoints; path: string }) {
  const t = translator("interestedParties");
  const open = POINTS.filter((point) => points[point] > 0);
  if (points.total === 0) return null;
  if (open.length === 0) return <p className="no-print mb-4 text-sm text-muted">{t("noOpenPoints")}</p>;
  return (
    <ul aria-label={t("openPoints")} className="no-print mb-4 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {open.map((point) => (
        <li key={point}>
          <Link href={`${path}?${point}=1`} prefetch={false} className="link">
            {t(`point.${point}`, { count: points[point] })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
