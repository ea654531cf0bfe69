import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { REVIEW_VERDICTS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { ReviewAction, ReviewRecord } from "../queries";
import { isReviewOverdue, ReviewStatusMark } from "./review-marks";
import { VERDICT_SHAPE } from "./verdict-shape";

interface ReviewRecordViewProps {
  home: string;
  review: ReviewRecord;
  today: string;
}

/** What is said about the review itself: days, people, how far it is; once completed, what it shows. */
export function ReviewRecordView({ home, review, today }: ReviewRecordViewProps) {
  const t = translator("reviews.record");
  const word = translator("vocabulary");
  const { values, counts, total, prompts, trigger, hints } = review;
  const running = values.status === "open";
  return (
    <>
      {values.status === "completed" && <Evidence review={review} />}
      {running && (
        <div className="mb-6 grid max-w-3xl gap-4 sm:grid-cols-2">
          <ProgressBar
            label={t("progress")}
            value={total - counts.open}
            max={Math.max(1, total)}
            text={t("progressText", { done: total - counts.open, total })}
          />
          <ProgressBar
            label={translator("reviews.prompts")("title")}
            value={prompts.total - prompts.open}
            max={Math.max(1, prompts.total)}
            text={t("promptsText", { done: prompts.total - prompts.open, total: prompts.total })}
          />
        </div>
      )}
      {hints.length > 0 && values.status !== "cancelled" && (
        <Callout className="mb-6 max-w-3xl" tone="info" title={t("hintTitle")}>
          {hints.map((hint) => t(hint)).join(" ")} {t("hintText")}
        </Callout>
      )}
      <div className="max-w-4xl">
        <KeyValueList
          emptyLabel={t("noParticipants")}
          items={[
            {
              label: t("status"),
              value: <ReviewStatusMark status={values.status} overdue={isReviewOverdue(values, today)} />,
            },
            { label: t("type"), value: word(`reviewType.${values.type}`) },
            ...(trigger
              ? [
                  {
                    label: t("trigger"),
                    value: (
                      <>
                        <RefTag href={`${home}/trigger-events/${trigger.ref}`}>{trigger.ref}</RefTag> {trigger.title}
                      </>
                    ),
                  },
                ]
              : []),
            ...(values.plannedOn ? [{ label: t("planned"), value: values.plannedOn }] : []),
            { label: t("due"), value: values.dueOn },
            ...(values.openedOn ? [{ label: t("opened"), value: values.openedOn }] : []),
            ...(values.completedOn
              ? [
                  {
                    label: t("completed"),
                    value: [values.completedOn, review.completedBy && t("completedBy", { name: review.completedBy })]
                      .filter(Boolean)
                      .join(" "),
                  },
                ]
              : []),
            ...(values.status === "cancelled"
              ? [{ label: word("reviewStatus.cancelled"), value: [values.retiredAt, values.retiredReason].filter(Boolean).join(": ") }]
              : []),
            { label: t("lead"), value: review.leadName },
            {
              label: t("participants"),
              value:
                review.participants.length === 0 ? (
                  t("noParticipants")
                ) : (
                  <ul>
                    {review.participants.map(({ name, department }) => (
                      <li key={`${name}, ${department}`}>
                        {name}
                        {department && <span className="text-muted">, {department}</span>}
                      </li>
                    ))}
                  </ul>
                ),
            },
            ...(values.openedOn ? [{ label: t("version"), value: values.versionNumber || t("noVersion") }] : []),
            ...(total > 0
              ? [
                  {
                    label: t("verdicts"),
                    value: (
                      <span className="flex flex-wrap gap-x-5 gap-y-1">
                        {REVIEW_VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => (
                          <StatusMark key={verdict} shape={VERDICT_SHAPE[verdict]}>
                            {word(`reviewVerdict.${verdict}`)} <span className="tabular-nums">{counts[verdict]}</span>
                          </StatusMark>
                        ))}
                      </span>
                    ),
                  },
                ]
              : []),
            ...(values.note ? [{ label: t("note"), value: values.note }] : []),
          ]}
        />
      </div>
    </>
  );
}

/** What a completed review shows an auditor, in a few sentences. */
function Evidence({ review }: { review: ReviewRecord }) {
  const t = translator("reviews.evidence");
  const { values, counts, total, participants } = review;
  return (
    <section aria-labelledby="evidence" className="mb-8 max-w-4xl border-l-2 border-gold py-1 pl-4" data-review-evidence="">
      <h2 id="evidence" className="text-sm font-semibold text-muted">
        {t("title")}
      </h2>
      <p className="prose-width mt-1">
        {t("text", {
          ref: review.ref,
          day: values.completedOn ?? "",
          participants: participants.length,
          total,
          still: counts.still_valid,
          changed: counts.changed,
          retire: counts.retire,
          question: counts.question,
        })}{" "}
        {values.versionNumber && t("against", { version: values.versionNumber })}
      </p>
      <p className="mt-3">
        <strong className="font-semibold">{values.result ? translator("vocabulary.reviewResult")(values.result) : ""}</strong>
      </p>
      <p dir="auto" className="prose-width whitespace-pre-line [overflow-wrap:anywhere]">
        {values.outcome}
      </p>
    </section>
  );
}

/** The actions that the review raised. */
export function ActionsRaised({ home, actions, today }: { home: string; actions: readonly ReviewAction[]; today: string }) {
  const t = translator("reviews.actions");
  const word = translator("vocabulary.actionStatus");
  return (
    <section className="mt-10 max-w-5xl" aria-labelledby="review-actions">
      <h2 id="review-actions" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      {actions.length === 0 ? (
        <p className="mt-1 text-muted">{t("none")}</p>
      ) : (
        <ul className="mt-2 border-t text-[0.9375rem]">
          {actions.map((action) => (
            <li key={action.ref} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-72">
                <RefTag href={`${home}/actions/${action.ref}`}>{action.ref}</RefTag> {action.title}
                <span className="block text-sm text-muted">
                  {[action.owner ?? t("nobody"), action.dueAt && t("due", { day: action.dueAt })].filter(Boolean).join(" · ")}
                </span>
              </span>
              <StatusMark
                shape={
                  action.status === "done"
                    ? "decided"
                    : action.status === "retired"
                      ? "retired"
                      : action.dueAt !== null && action.dueAt < today
                        ? "overdue"
                        : "open"
                }
              >
                {word(action.status)}
              </StatusMark>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
