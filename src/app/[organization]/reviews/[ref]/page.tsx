import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as reviews from "@/features/reviews/actions";
import { CompleteReview } from "@/features/reviews/components/complete-review";
import { OpenReview } from "@/features/reviews/components/open-review";
import { PromptList } from "@/features/reviews/components/prompt-list";
import { EditReview } from "@/features/reviews/components/review-form";
import { ReviewItems } from "@/features/reviews/components/review-items";
import { ActionsRaised, ReviewRecordView } from "@/features/reviews/components/review-record";
import { parseItemFilter } from "@/features/reviews/items";
import { actionsOfReview, getReview, participantOptions, reviewItems, reviewPrompts } from "@/features/reviews/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function ReviewPage({ params, searchParams }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "review:read");
  const filter = parseItemFilter(await searchParams);
  const mayWrite = access.can("review:write");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const review = await getReview(access, ref);
    return (
      review && {
        review,
        items: await reviewItems(access, review.id, filter),
        prompts: await reviewPrompts(access, review.id),
        actions: await actionsOfReview(access, ref),
        people: mayWrite ? await participantOptions(access, review.values.participantIds) : [],
        history: access.can("history:read") ? await historyOf(access, "review", review.id) : null,
      }
    );
  });
  if (!found) notFound();
  const { review, items, prompts, actions, people, history } = found;
  const t = translator("reviews");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/reviews/${ref}`;
  const { status } = review.values;
  const record = { id: review.id, ref, version: review.version };
  const running = status === "open" || status === "planned";
  const takesPart = status === "open" && access.can("review:take-part");
  return (
    <Words namespaces={["reviews", "vocabulary"]}>
      <PageHeader
        title={review.values.title}
        reference={ref}
        clause={`Clause ${t("clause")}`}
        breadcrumbs={[{ label: t("title"), href: `${home}/reviews` }, { label: ref }]}
        actions={
          running && (
            <>
              {takesPart && review.counts.open > 0 && (
                <LinkButton href={`${path}/walk`} variant="primary">
                  {t("record.walk")}
                </LinkButton>
              )}
              {mayWrite && status === "planned" && <OpenReview record={record} action={reviews.openReview.bind(null, slug)} />}
              {mayWrite && (
                <>
                  <EditReview
                    path={`${home}/reviews`}
                    action={reviews.updateReview.bind(null, slug)}
                    record={record}
                    initial={{
                      title: review.values.title,
                      plannedOn: review.values.plannedOn,
                      dueOn: review.values.dueOn,
                      leadId: review.values.leadId,
                      participantIds: review.values.participantIds,
                      otherParticipants: review.values.otherParticipants,
                      note: review.values.note,
                    }}
                    people={people.map(({ id, name, department }) => ({
                      value: id,
                      label: name,
                      hint: department || t("form.departmentless"),
                    }))}
                  />
                  <RecordDeed
                    record={record}
                    action={reviews.cancelReview.bind(null, slug)}
                    reason="required"
                    label={t("record.cancel")}
                    title={t("record.cancelTitle", { ref })}
                  >
                    {t("record.cancelText")}
                  </RecordDeed>
                </>
              )}
            </>
          )
        }
      />
      <ReviewRecordView home={home} review={review} today={today()} />
      {status !== "planned" && (
        <section className="mt-10" aria-labelledby="review-prompts">
          <h2 id="review-prompts" className="mb-1 font-serif text-xl font-semibold">
            {t("prompts.title")}
          </h2>
          <p className="mb-3 text-sm text-muted">{t("prompts.lead")}</p>
          <PromptList prompts={prompts} action={takesPart ? reviews.answerPrompt.bind(null, slug) : null} />
        </section>
      )}
      {status !== "planned" && (
        <ReviewItems
          home={home}
          path={path}
          reviewId={review.id}
          filter={filter}
          page={items}
          total={review.total}
          deeds={
            takesPart
              ? {
                  decide: reviews.decideItem.bind(null, slug),
                  decideMany: reviews.decideItems.bind(null, slug),
                  wholeParty: reviews.partyStillValid.bind(null, slug),
                  mayRaise: access.can("action:write"),
                  mayEdit: access.can("requirement:update"),
                }
              : null
          }
        />
      )}
      {access.can("action:read") && <ActionsRaised home={home} actions={actions} today={today()} />}
      {status === "open" && mayWrite && (
        <CompleteReview
          record={record}
          action={reviews.completeReview.bind(null, slug)}
          open={{ items: review.counts.open, prompts: review.prompts.open }}
        />
      )}
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=review&ref=${ref}`} />}
    </Words>
  );
}
