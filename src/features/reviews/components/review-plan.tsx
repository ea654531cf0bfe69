import Link from "next/link";
import type { ReactNode } from "react";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { ReminderState } from "@/domain/review-cycle";
import { translator } from "@/lib/translate";
import type { PlanNow } from "../queries";

const SHAPE: Record<ReminderState, MarkShape> = { none: "decided", announced: "soon", due: "soon", overdue: "overdue" };

interface ReviewPlanProps {
  /** "/nordwind" */
  home: string;
  now: PlanNow;
  /** Where the rule is changed; null for whoever may not. */
  settingsHref: string | null;
}

/** The plan in words: last, next, on time or overdue, and whose rule that is. */
export function ReviewPlanView({ home, now, settingsHref }: ReviewPlanProps) {
  const t = translator("reviews.plan");
  const { plan, reminder, last, running } = now;
  const next: ReactNode = reminder.dueOn ? (
    <>
      <span className="mr-3 tabular-nums">{reminder.dueOn}</span>
      <StatusMark shape={SHAPE[reminder.state]}>{t(reminder.state, { days: reminder.days })}</StatusMark>
    </>
  ) : (
    t("nothing")
  );
  return (
    <section aria-labelledby="review-plan" className="mb-10 max-w-4xl">
      <h2 id="review-plan" className="mb-2 font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <KeyValueList
        emptyLabel={t("never")}
        items={[
          {
            label: t("last"),
            value: last ? (
              <>
                <RefTag href={`${home}/reviews/${last.ref}`}>{last.ref}</RefTag> <span className="tabular-nums">{last.completedOn}</span>
                {last.result && `: ${translator("vocabulary.reviewResult")(last.result)}`}
              </>
            ) : (
              t("never")
            ),
          },
          { label: t("next"), value: next },
          ...(running
            ? [
                {
                  label: t("running"),
                  value: (
                    <>
                      <RefTag href={`${home}/reviews/${running.ref}`}>{running.ref}</RefTag>{" "}
                      {translator("vocabulary.reviewStatus")(running.status)}
                    </>
                  ),
                },
              ]
            : []),
          {
            label: t("interval"),
            value: (
              <>
                {t("intervalValue", { months: plan.intervalMonths })}
                {settingsHref && (
                  <>
                    {" "}
                    <Link href={settingsHref} className="link">
                      {t("change")}
                    </Link>
                  </>
                )}
              </>
            ),
          },
          { label: t("reminders"), value: t("remindersValue", { before: plan.remindDays, repeat: plan.repeatDays }) },
        ]}
      />
    </section>
  );
}
