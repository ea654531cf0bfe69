import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { judgeClosing, judgeDismissing } from "@/domain/trigger-event";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { startNotices } from "@/features/notices/actions";
import { EventNotices } from "@/features/notices/components/event-notices";
import { noticesOfEvent } from "@/features/notices/queries";
import * as actions from "@/features/triggers/actions";
import { CorrectiveForm } from "@/features/triggers/components/event-form";
import { EventRecordView } from "@/features/triggers/components/event-record";
import { correctiveActionOptions, getEvent } from "@/features/triggers/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { now, today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

const USUAL_DAYS_OF_ACTION = 30;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function TriggerEventPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "trigger:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const event = await getEvent(access, ref);
    if (!event) return null;
    const asks = event.values.status === "open" && event.rule?.correctiveActionNeeded && !event.action && access.can("action:write");
    return {
      event,
      asking: asks ? { owners: await ownerOptions(access), corrective: await correctiveActionOptions(access) } : null,
      notices: access.can("communication:read") ? await noticesOfEvent(access, event.id) : null,
      comments: await listComments(access, "trigger-event", event.id),
      history: access.can("history:read") ? await historyOf(access, "trigger-event", event.id) : null,
    };
  });
  if (!found) notFound();
  const { event, asking, notices, comments, history } = found;
  const t = translator("triggers");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: event.id, version: event.version };
  const { status, correctiveActionId } = event.values;
  const live = event.reviews.find((review) => review.status !== "cancelled");
  const closable = judgeClosing({
    status,
    correctiveActionId,
    correctiveActionNeeded: event.rule?.correctiveActionNeeded ?? false,
    reviewCompleted: live?.status === "completed",
  }).ok;
  const dismissible = judgeDismissing({ status, reviewStatus: live?.status ?? null }, "-").ok;
  return (
    <Words namespaces={["triggers", "notices"]}>
      <PageHeader
        title={event.values.title}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: `${home}/trigger-events` }, { label: ref }]}
        actions={
          access.can("trigger:write") && (
            <>
              {status === "open" && live && live.status !== "completed" && (
                <LinkButton href={`${home}/reviews/${live.ref}`} variant="primary">
                  {t("goToReview", { ref: live.ref })}
                </LinkButton>
              )}
              {status === "open" && !live && (
                <RecordDeed
                  record={record}
                  action={actions.openReviewOfEvent.bind(null, slug)}
                  reason="optional"
                  label={t("openReview")}
                  title={t("openReviewTitle", { ref })}
                  variant="primary"
                >
                  {t("openReviewText")}
                </RecordDeed>
              )}
              {closable && (
                <RecordDeed
                  record={record}
                  action={actions.closeEvent.bind(null, slug)}
                  reason="optional"
                  label={t("close")}
                  title={t("closeTitle", { ref })}
                  variant="primary"
                >
                  {t("closeText")}
                </RecordDeed>
              )}
              {status === "open" && (
                <LinkButton href={`${home}/trigger-events/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {dismissible && (
                <RecordDeed
                  record={record}
                  action={actions.dismissEvent.bind(null, slug)}
                  reason="required"
                  label={t("dismiss")}
                  title={t("dismissTitle", { ref })}
                >
                  {t("dismissText")}
                </RecordDeed>
              )}
              {status !== "open" && (
                <RecordDeed
                  record={record}
                  action={actions.reopenEvent.bind(null, slug)}
                  reason="required"
                  label={t("reopen")}
                  title={t("reopenTitle", { ref })}
                >
                  {t("reopenText")}
                </RecordDeed>
              )}
            </>
          )
        }
      />
      <EventRecordView
        home={home}
        event={event}
        today={today()}
        correctiveForm={
          asking && (
            <CorrectiveForm
              action={actions.setCorrectiveAction.bind(null, slug)}
              record={{ ...record, ref }}
              initial={{
                corrective: "create",
                actionTitle: "",
                actionOwnerId: event.values.ownerId,
                actionDueAt: addDays(today(), USUAL_DAYS_OF_ACTION),
              }}
              corrective={asking.corrective.map(({ id, ref: reference, title }) => ({ value: id, reference, label: title }))}
              owners={asking.owners.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )
        }
      />
      {notices && (
        <EventNotices
          home={home}
          event={{ id: event.id, title: event.values.title }}
          found={notices}
          now={now().toISOString().slice(0, 16)}
          start={access.can("communication:write") && status !== "dismissed" ? startNotices.bind(null, slug) : null}
        />
      )}
      <CommentSection
        entity="trigger-event"
        entityId={event.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=trigger-event&ref=${ref}`} />}
    </Words>
  );
}
