import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { EventRecord } from "../queries";
import { EventStatusMark, LoggedOn } from "./event-marks";

interface EventRecordProps {
  /** "/nordwind" */
  home: string;
  event: EventRecord;
  today: string;
  /** The form for the corrective action, where one is missing and the reader may open it. */
  correctiveForm: ReactNode;
}

/** An event read from top to bottom: what is missing, what happened, whom it concerns, what followed. */
export function EventRecordView({ home, event, today, correctiveForm }: EventRecordProps) {
  const [t, word] = [translator("triggers"), translator("vocabulary")];
  const { values, rule, reviews, action } = event;
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  const live = reviews.find(({ status }) => status !== "cancelled");
  const open = values.status === "open";
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.status === "dismissed" && (
        <Callout tone="warn" title={t("dismissedOn", { day: values.closedOn ?? "", reason: values.dismissedReason })} />
      )}
      {event.overdue && (
        <Callout tone="warn" title={t("overdueSince", { day: event.dueOn })}>
          {t("overdueText")}
        </Callout>
      )}
      {open && !live && <Callout title={t("noReviewTitle")}>{t("noReviewText")}</Callout>}
      {open && rule?.correctiveActionNeeded && !action && (
        <Callout tone="warn" title={t("actionMissingTitle")}>
          {t("actionMissingText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.status"), value: <EventStatusMark event={values} today={today} /> },
          { label: t("column.kind"), value: rule?.title ?? values.eventKey },
          { label: t("column.description"), value: text(values.description) },
          { label: t("column.occurredOn"), value: values.occurredOn },
          { label: t("column.loggedOn"), value: <LoggedOn loggedOn={values.loggedOn} after={event.loggedAfter} /> },
          { label: t("column.loggedBy"), value: event.loggedBy },
          { label: t("column.dueOn"), value: t("dueOnText", { day: event.dueOn, days: values.dueDays }) },
          { label: t("column.owner"), value: event.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          {
            label: t("column.parties"),
            value: (event.parties.length > 0 || rule?.fullReview) && (
              <>
                {rule?.fullReview && <p className="text-muted">{t("fullReview")}</p>}
                <ul>
                  {event.parties.map((party) => (
                    <li key={party.id}>
                      <RefTag href={`${home}/interested-parties/${party.ref}`} retired={party.retired}>
                        {party.ref}
                      </RefTag>{" "}
                      <bdi>{party.name}</bdi>
                    </li>
                  ))}
                </ul>
              </>
            ),
          },
          {
            label: t("column.review"),
            value: reviews.length > 0 && (
              <ul>
                {reviews.map((review) => (
                  <li key={review.ref}>
                    <RefTag href={`${home}/reviews/${review.ref}`} retired={review.status === "cancelled"}>
                      {review.ref}
                    </RefTag>{" "}
                    {[word(`reviewStatus.${review.status}`), review.completedOn, review.result && word(`reviewResult.${review.result}`)]
                      .filter(Boolean)
                      .join(" · ")}
                  </li>
                ))}
              </ul>
            ),
          },
          {
            label: t("column.action"),
            value: action && (
              <>
                <RefTag href={`${home}/actions/${action.ref}`} retired={action.status === "retired"}>
                  {action.ref}
                </RefTag>{" "}
                {action.title}{" "}
                <span className="text-muted">
                  {[word(`actionStatus.${action.status}`), action.ownerName, action.dueAt].filter(Boolean).join(" · ")}
                </span>
              </>
            ),
          },
          ...(values.status === "closed" ? [{ label: t("column.closedOn"), value: values.closedOn }] : []),
          { label: t("column.note"), value: text(values.note) },
        ]}
      />
      {correctiveForm && (
        <section aria-labelledby="corrective-title">
          <h2 id="corrective-title" className="font-serif text-xl font-semibold">
            {t("form.corrective")}
          </h2>
          <div className="mt-3">{correctiveForm}</div>
        </section>
      )}
      {open && rule && rule.prompts.length > 0 && !live && (
        <section aria-labelledby="prompts-title">
          <h2 id="prompts-title" className="font-serif text-xl font-semibold">
            {t("form.prompts")}
          </h2>
          <ul className="mt-1 list-disc pl-5">
            {rule.prompts.map((prompt) => (
              <li key={prompt}>{prompt}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
