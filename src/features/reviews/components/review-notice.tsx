import Link from "next/link";
import { Shape } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { PlanNow } from "../queries";

/** One calm line while the review is announced, due or overdue; nothing otherwise. */
export function ReviewNotice({ home, now, className }: { home: string; now: PlanNow; className?: string }) {
  const { reminder, running } = now;
  if (reminder.state === "none") return null;
  const t = translator("reviews.notice");
  return (
    <p className={className ?? "mb-6 text-sm"} data-review-notice={reminder.state}>
      <Shape shape={reminder.state === "overdue" ? "overdue" : "soon"} className="mr-2 translate-y-px" />
      {t(reminder.state, { days: reminder.days, day: reminder.dueOn ?? "" })}{" "}
      {running && (
        <>
          <Link className="link" href={`${home}/reviews/${running.ref}`}>
            {t("open", { ref: running.ref })}
          </Link>{" "}
        </>
      )}
      <Link className="link" href={`${home}/reviews`}>
        {t("link")}
      </Link>
    </p>
  );
}
