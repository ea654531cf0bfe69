import { BookOpenText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { ACTION_KINDS } from "@/domain/vocabulary";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/management-reviews/actions";
import { Agenda } from "@/features/management-reviews/components/agenda";
import { ActionList, Prose } from "@/features/management-reviews/components/minutes-view";
import { HoldReview, RaiseAction, RefreshFacts, WithPassword } from "@/features/management-reviews/components/review-deeds";
import { EditReview, ResultsForm } from "@/features/management-reviews/components/review-form";
import { ReviewStatusMark } from "@/features/management-reviews/components/review-marks";
import { MeetingFacts, SignatureFacts } from "@/features/management-reviews/components/review-record";
import { attendeeOptions } from "@/features/management-reviews/queries";
import { decideVersion } from "@/features/versions/actions";
import { translator } from "@/lib/translate";
import { enter, requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { reviewOfPage } from "./review";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const review = await reviewOfPage(await enter(organization, "management-review:read"), ref);
  return { title: `${review.ref} ${review.title}` };
}

export default async function ManagementReviewPage({ params }: PageProps) {
  const { organization: slug, ref } = await params;
  const access = await requireAccess(slug, "management-review:read");
  // Outside of the transaction: the title may be reading it in one of its own, and the two would wait for each other on the embedded database.
  const review = await reviewOfPage(access, ref);
  const { history, people } = await inTenant(access, async () => ({
    history: access.can("history:read") ? await historyOf(access, "management-review", review.id) : null,
    people: access.can("management-review:write") ? await attendeeOptions(access, review) : [],
  }));
  const t = translator("managementReviews");
  const form = translator("managementReviewForm");
  const home = `/${slug}`;
  const path = `${home}/management-reviews`;
  const record = { id: review.id, ref: review.ref, version: review.version };
  const signed = review.status === "signed";
  const writes = !signed && access.can("management-review:write");
  const signs = !signed && access.can("management-review:sign");
  const approves = review.inReview !== null && review.status !== "signed" && access.can("approval:give");
  const day = review.periodTo;
  return (
    <Words namespaces={["managementReviewForm"]}>
      <PageHeader
        title={review.title}
        reference={review.ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: review.ref }]}
        marks={<ReviewStatusMark status={review.status} />}
        actions={
          <>
            <LinkButton href={`${path}/${review.ref}/minutes`} icon={<BookOpenText aria-hidden className="size-4" />}>
              {t(signed ? "readMinutes" : "readDraft")}
            </LinkButton>
            {!signed && access.can("paper:export") && (
              <LinkButton href={`${home}/papers/management-review-pack/pdf?ref=${review.ref}`} prefetch={false} download>
                {t("packPdf")}
              </LinkButton>
            )}
            {writes && (
              <>
                <EditReview
                  key={review.version}
                  path={path}
                  action={actions.updateManagementReview.bind(null, slug)}
                  initial={{
                    title: review.title,
                    heldOn: review.heldOn,
                    place: review.place,
                    chairId: review.chairId,
                    attendeeIds: review.attendeeIds,
                    otherAttendees: review.otherAttendees,
                    apologies: review.apologies,
                  }}
                  people={people}
                  record={record}
                />
                {review.status === "planned" && <HoldReview review={record} action={actions.holdManagementReview.bind(null, slug)} />}
              </>
            )}
          </>
        }
      />
      <div className="mb-6 flex max-w-4xl flex-col gap-3">
        {signed && (
          <Callout title={t("locked")}>
            <p>{t("lockedText")}</p>
          </Callout>
        )}
        {review.enteredLate > 0 && review.status !== "planned" && (
          <Callout tone="warn" title={t("enteredLate", { days: review.enteredLate })}>
            <p>{t("enteredLateText", { heldOn: review.heldOn, recordedOn: review.recordedOn })}</p>
          </Callout>
        )}
      </div>
      <MeetingFacts review={review} />

      <section aria-labelledby="agenda-title">
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
          <div>
            <h2 id="agenda-title" className="font-serif text-xl font-semibold">
              {t("agenda")}
            </h2>
            {!signed && <p className="text-sm text-muted">{t("agendaLead")}</p>}
          </div>
          <div className="flex flex-wrap items-baseline gap-3 text-sm">
            {day && (
              <p>
                {t("factsOf", { day })}, {review.periodFrom ? t("factsFrom", { from: review.periodFrom }) : t("factsFromStart")}
                {!signed && <>; {review.changesSince === 0 ? t("factsCurrent") : t("factsMoved", { count: review.changesSince })}</>}
              </p>
            )}
            {writes && (day === null || review.changesSince > 0) && (
              <RefreshFacts
                review={record}
                action={actions.refreshFacts.bind(null, slug)}
                label={t(day === null ? "makeAgenda" : "refresh")}
                done={t("refreshed")}
              />
            )}
          </div>
        </div>
        {review.items.length > 0 ? (
          <Agenda review={review} home={home} write={writes ? actions.updateAgendaItem.bind(null, slug) : null} />
        ) : (
          (review.changesText || review.feedbackText) && (
            <div className="max-w-4xl">
              <p className="text-sm text-muted">{t("toldByFile")}</p>
              {review.changesText && (
                <>
                  <h3 className="mt-3 font-semibold">{t("changesText")}</h3>
                  <Prose>{review.changesText}</Prose>
                </>
              )}
              {review.feedbackText && (
                <>
                  <h3 className="mt-3 font-semibold">{t("feedbackText")}</h3>
                  <Prose>{review.feedbackText}</Prose>
                </>
              )}
            </div>
          )
        )}
      </section>

      <section className="mt-8 max-w-4xl" aria-labelledby="approval-title">
        <h2 id="approval-title" className="font-serif text-xl font-semibold">
          {t("approval")}
        </h2>
        {review.minutes.versions.map((version) => (
          <p key={version.number} className="mt-1">
            {t("approvedVersion", { number: version.number, names: version.approvedBy.join(", ") })}
          </p>
        ))}
        {review.inReview ? (
          <Callout
            className="mt-2"
            title={t("inReview", { number: review.inReview.number })}
            actions={
              <>
                <LinkButton href={`${home}/versions/${review.inReview.number}`}>{t("readVersion")}</LinkButton>
                {approves && review.status === "held" && (
                  <WithPassword
                    title={form("approveTitle", { number: review.inReview.number })}
                    label={form("approve", { number: review.inReview.number })}
                    action={decideVersion.bind(null, slug)}
                    input={{
                      id: review.inReview.id,
                      version: review.inReview.version,
                      contentHash: review.inReview.contentHash,
                      decision: "approve",
                      comment: "",
                      managementReviewId: review.id,
                    }}
                    done={form("approved", { number: review.inReview.number })}
                  >
                    <p>{form("approveText", { ref: review.ref })}</p>
                    <p className="font-mono text-xs [overflow-wrap:anywhere]">{review.inReview.contentHash}</p>
                  </WithPassword>
                )}
              </>
            }
          >
            {review.inReview.changeSummary && <p>{review.inReview.changeSummary}</p>}
            <p>{t(approves ? (review.status === "held" ? "inReviewText" : "inReviewPlanned") : "inReviewReader")}</p>
          </Callout>
        ) : (
          review.minutes.versions.length === 0 && (
            <p className="mt-1 text-muted">{signed ? t("noVersionApproved") : t("nothingInReview")}</p>
          )
        )}
      </section>

      <section className="mt-8 max-w-4xl" aria-labelledby="results-title">
        <p className="font-mono text-xs text-muted">{t("resultsClause")}</p>
        <h2 id="results-title" className="font-serif text-xl font-semibold">
          {t("results")}
        </h2>
        {writes ? (
          <>
            <p className="mb-3 text-sm text-muted">{t("resultsLead")}</p>
            <ResultsForm
              action={actions.recordResults.bind(null, slug)}
              initial={{ decisions: review.decisions, nextOn: review.nextOn, minutesRef: review.minutesRef, note: review.note }}
              record={record}
            />
          </>
        ) : (
          <>
            {review.decisions ? <Prose>{review.decisions}</Prose> : <p className="text-muted">{t("noDecisions")}</p>}
            <p className="mt-2">{review.nextOn ? t("nextOn", { day: review.nextOn }) : `${t("nextMeeting")}: ${t("noNext")}`}</p>
            {review.note && <Prose>{review.note}</Prose>}
          </>
        )}
      </section>

      <section className="mt-8 max-w-4xl" aria-labelledby="actions-title">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="actions-title" className="font-serif text-xl font-semibold">
            {t("actionsTitle")}
          </h2>
          {writes && (
            <RaiseAction
              reviewId={review.id}
              action={actions.raiseAction.bind(null, slug)}
              owners={people}
              kinds={ACTION_KINDS.filter((kind) => kind !== "evidence_request").map((value) => ({
                value,
                label: translator("vocabulary.actionKind")(value),
              }))}
            />
          )}
        </div>
        <ActionList title={t("actionsRaised")} actions={review.minutes.raised} home={home} />
        <ActionList title={t("actionsCarried")} actions={review.minutes.carried} home={home} />
      </section>

      {signed ? (
        <SignatureFacts review={review} />
      ) : (
        <section className="mt-8 max-w-4xl" aria-labelledby="signing-title">
          <h2 id="signing-title" className="font-serif text-xl font-semibold">
            {t("signing")}
          </h2>
          {review.stops.length > 0 ? (
            <>
              <p className="mt-1">{t("stopsTitle")}</p>
              <ul className="mt-1 list-disc pl-5">
                {review.stops.map((stop) =>
                  stop.code === "item_blank" ? (
                    <li key={stop.input}>
                      <Link href={`#input-${stop.input}`} className="link inline-block py-1">
                        {t("stop.item_blank", { input: t(`input.${stop.input}`) })}
                      </Link>
                    </li>
                  ) : (
                    <li key={stop.code}>{t(`stop.${stop.code}`)}</li>
                  ),
                )}
              </ul>
            </>
          ) : (
            <>
              <p className="mt-1">
                {!signs
                  ? t("ready")
                  : review.signerRefused
                    ? t("ownMinutes")
                    : review.signerException
                      ? t("exceptionUsed", { reason: review.signerException })
                      : t("readyForYou")}
              </p>
              <p className="mt-2 text-sm text-muted">
                {t("hash")}: <span className="font-mono text-xs [overflow-wrap:anywhere]">{review.hash}</span>
              </p>
              {signs && !review.signerRefused && (
                <div className="mt-3">
                  <WithPassword
                    title={form("signTitle", { ref: review.ref })}
                    label={form("sign")}
                    action={actions.signManagementReview.bind(null, slug)}
                    input={{ id: review.id, version: review.version, hash: review.hash }}
                    done={form("signed", { ref: review.ref })}
                  >
                    <p>{form("signText")}</p>
                    <p className="font-mono text-xs [overflow-wrap:anywhere]">{review.hash}</p>
                  </WithPassword>
                </div>
              )}
            </>
          )}
        </section>
      )}
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=management-review&ref=${review.ref}`} />}
    </Words>
  );
}
