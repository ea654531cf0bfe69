import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { fiveSteps } from "@/domain/five-steps";
import { GuestWelcome } from "@/features/guests/components/guest-welcome";
import { criterionCounts } from "@/features/monitoring/queries";
import { FiveSteps } from "@/features/overview/components/five-steps";
import { overviewOf } from "@/features/overview/queries";
import { ReviewNotice } from "@/features/reviews/components/review-notice";
import { reviewPlan } from "@/features/reviews/queries";
import { openEvents } from "@/features/triggers/queries";
import { versionStrip } from "@/features/versions/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
}

export function generateMetadata(): Metadata {
  return { title: translator("overview")("title") };
}

export default async function OverviewPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "interested-party:read");
  // One transaction, so one of the few connections.
  const { overview, review, overdueEvents, measured, strip } = await inTenant(access, async () => ({
    overview: await overviewOf(access),
    strip: access.can("version:read") && !access.past ? await versionStrip(access) : null,
    overdueEvents: access.can("trigger:read") ? (await openEvents(access)).overdue : 0,
    measured: access.can("criterion:read") ? await criterionCounts(access) : null,
    review: access.can("review:read") ? await reviewPlan(access) : null,
  }));
  if (access.guest) return <GuestWelcome access={access} />;
  const { counts, points, next, registerOwner, accountable, reviewIntervalMonths } = overview;
  const t = translator("overview");
  const home = `/${access.organization.slug}`;
  const { parties, requirements } = counts;
  const empty = parties.total + parties.retired + requirements.total === 0;
  return (
    <>
      <PageHeader title={t("title")} clause="4.2" lead={t("lead")} />
      {access.role === "auditor" && <AuditorsWelcome home={home} />}
      {overdueEvents > 0 && (
        <Callout
          tone="warn"
          className="mb-8 max-w-4xl"
          title={translator("triggers")("overdueCount", { count: overdueEvents })}
          actions={
            <LinkButton href={`${home}/trigger-events?overdue=1`} size="small">
              {translator("triggers")("showOverdue")}
            </LinkButton>
          }
        />
      )}
      {empty ? (
        <section className="mb-8 border-t border-line pt-4">
          <h2 className="font-serif text-xl font-semibold">{t("emptyTitle")}</h2>
          <p className="prose-width mt-1 mb-3 text-muted">{t("emptyText")}</p>
          <div className="flex flex-wrap gap-2">
            {access.can("import:run") && <LinkButton href={`${home}/import`}>{t("import")}</LinkButton>}
            {access.can("interested-party:create") && <LinkButton href={`${home}/interested-parties/new`}>{t("add")}</LinkButton>}
            <FindingLinks home={home} workshops={access.can("workshop:run")} />
          </div>
        </section>
      ) : (
        <section className="mb-8 border-l-2 border-gold py-1 pl-4" aria-labelledby="next-step">
          <h2 id="next-step" className="text-sm font-semibold text-muted">
            {t("nextTitle")}
          </h2>
          {next ? (
            <p className="mt-1 text-base">
              <Link className="link" href={`${home}/open-points/${next.code}`}>
                {t(`points.${next.code}`)}
              </Link>
              {next.subject.ref && (
                <>
                  {": "}
                  <RefTag>{next.subject.ref}</RefTag> {next.title}
                </>
              )}{" "}
              <span className="text-muted">({t("nextWaiting", { count: next.waiting })})</span>
            </p>
          ) : (
            <p className="prose-width mt-1 text-base">{t("nextNothing")}</p>
          )}
        </section>
      )}

      {review && <ReviewNotice home={home} now={review} className="mb-8 text-sm" />}
      {measured && measured.active > 0 && (
        <p className="mb-8 text-sm">
          {translator("monitoring")("overview", { missed: measured.missed, overdue: measured.overdue })}{" "}
          <Link className="link" href={`${home}/monitoring`}>
            {translator("monitoring")("title")}
          </Link>
        </p>
      )}
      <section aria-labelledby="open-points" className="mb-10">
        <h2 id="open-points" className="mb-2 font-serif text-xl font-semibold">
          {t("openTitle")}
        </h2>
        {points.length === 0 ? (
          <p className="text-muted">{t("openEmpty")}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
          <section className="overflow-x-auto" aria-label={t("openTitle")} tabIndex={0}>
            <table className="w-full min-w-130 text-sm">
              <caption className="sr-only">{t("openCaption")}</caption>
              <thead>
                <tr className="border-b border-line-strong text-left text-muted">
                  <th scope="col" className="py-1.5 pr-3 font-medium">
                    {t("columnPoint")}
                  </th>
                  <th scope="col" className="py-1.5 pr-3 font-medium">
                    {t("columnClause")}
                  </th>
                  <th scope="col" className="py-1.5 pr-3 text-right font-medium">
                    {t("columnCount")}
                  </th>
                  <th scope="col" className="py-1.5 pr-3 text-right font-medium">
                    {t("columnMine")}
                  </th>
                  <th scope="col" className="py-1.5 font-medium">
                    {t("columnFirst")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {points.map((point) => (
                  <tr key={point.code} className="border-b border-line align-baseline">
                    <th scope="row" className="py-2 pr-3 text-left font-normal">
                      <Link className="link" href={`${home}/open-points/${point.code}`}>
                        {t(`points.${point.code}`)}
                      </Link>
                    </th>
                    <td className="py-2 pr-3 font-mono text-[0.8125rem] whitespace-nowrap text-muted">
                      {point.clause}
                      {point.item ? ` ${point.item}` : ""}
                    </td>
                    <td className="py-2 pr-3 text-right tabular-nums">
                      <Link
                        className="link"
                        href={`${home}/open-points/${point.code}`}
                        aria-label={`${point.count}: ${t(`points.${point.code}`)}`}
                      >
                        {point.count}
                      </Link>
                    </td>
                    <td className="py-2 pr-3 text-right tabular-nums">
                      {point.mine > 0 ? (
                        <Link
                          className="link"
                          href={`${home}/open-points/${point.code}?mine=1`}
                          aria-label={`${t("openMine", { count: point.mine })}: ${t(`points.${point.code}`)}`}
                        >
                          {point.mine}
                        </Link>
                      ) : (
                        <span className="text-muted">0</span>
                      )}
                    </td>
                    <td className="py-2 font-mono text-[0.8125rem] text-muted">{point.first.join(", ")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </section>

      {review && strip && !empty && (
        <FiveSteps
          home={home}
          decides={access.can("requirement:decide")}
          steps={fiveSteps({
            parties,
            requirements,
            partiesWithoutRequirement: points.find(({ code }) => code === "party_without_requirement")?.count ?? 0,
            governing: strip.governing?.number ?? null,
            unapprovedChanges: strip.changes ?? 0,
            reviewOverdue: review.reminder.state === "overdue",
            reviewed: review.last !== null,
            overdueEvents,
          })}
        />
      )}
      <section aria-labelledby="questions">
        <h2 id="questions" className="mb-3 font-serif text-xl font-semibold">
          {t("tasksTitle")}
        </h2>
        <div className="grid gap-x-8 gap-y-6 md:grid-cols-3">
          <Question clause="4.2 a" title={t("taskA")}>
            <Count href={`${home}/interested-parties`} count={parties.total} label={t("parties")} />
            <Count href={`${home}/interested-parties?relevance=relevant`} count={parties.relevant} label={t("partiesRelevant")} />
            <Count href={`${home}/interested-parties?relevance=undecided`} count={parties.undecided} label={t("partiesUndecided")} />
            <Count href={`${home}/interested-parties?status=candidate`} count={parties.candidates} label={t("partiesCandidates")} />
            <Count href={`${home}/interested-parties?adverse=yes`} count={parties.adverse} label={t("partiesAdverse")} />
            <li className="pt-2">
              <span className="block text-muted">{t("waysTitle")}</span>
              <span className="mt-1 flex flex-wrap gap-2">
                <FindingLinks home={home} workshops={access.can("workshop:run")} />
              </span>
            </li>
          </Question>
          <Question clause="4.2 b" title={t("taskB")}>
            <Count href={`${home}/requirements`} count={requirements.total} label={t("requirements")} />
            <Count href={`${home}/requirements?relevance=relevant`} count={requirements.relevant} label={t("requirementsRelevant")} />
            <Count href={`${home}/requirements?relevance=undecided`} count={requirements.undecided} label={t("requirementsUndecided")} />
            <Count href={`${home}/requirements?relevance=discarded`} count={requirements.discarded} label={t("requirementsDiscarded")} />
            <Count href={`${home}/obligations`} count={counts.obligations} label={t("obligations")} />
            <Count href={`${home}/sources`} count={counts.sources} label={t("sources")} />
          </Question>
          <Question clause="4.2 c" title={t("taskC")}>
            <Count href={`${home}/requirements?relevance=relevant&isms=addressed`} count={requirements.addressed} label={t("addressed")} />
            <Count
              href={`${home}/requirements?relevance=relevant&isms=not_addressed`}
              count={requirements.notAddressed}
              label={t("notAddressed")}
            />
            <Count
              href={`${home}/requirements?relevance=relevant&isms=undecided`}
              count={requirements.ismsUndecided}
              label={t("ismsUndecided")}
            />
          </Question>
        </div>
        <dl className="mt-8 grid gap-x-8 gap-y-1 border-t border-line pt-3 text-sm md:grid-cols-[max-content_1fr]">
          <dt className="text-muted">{t("registerOwner")}</dt>
          <dd>{registerOwner ?? t("nobody")}</dd>
          <dt className="text-muted">{t("accountable")}</dt>
          <dd>{accountable ?? t("nobody")}</dd>
        </dl>
        <p className="mt-2 text-sm text-muted">{t("interval", { months: reviewIntervalMonths })}</p>
      </section>
    </>
  );
}

/** Where parties are found that nobody has on a list yet. */
function FindingLinks({ home, workshops }: { home: string; workshops: boolean }) {
  const t = translator("overview");
  return (
    <>
      <LinkButton size="small" href={`${home}/catalogue`}>
        {t("wayCatalogue")}
      </LinkButton>
      <LinkButton size="small" href={`${home}/catalogue/silent`}>
        {t("waySilent")}
      </LinkButton>
      <LinkButton size="small" href={workshops ? `${home}/workshops/new?kind=identification` : `${home}/workshops`}>
        {t("wayWorkshop")}
      </LinkButton>
    </>
  );
}

function Question({ clause, title, children }: { clause: string; title: string; children: ReactNode }) {
  return (
    <div className="border-t border-line-strong pt-2">
      <h3 className="mb-2 font-semibold">
        <span className="mr-2 font-mono text-[0.8125rem] font-normal text-muted">{clause}</span>
        {title}
      </h3>
      <ul className="space-y-1 text-sm">{children}</ul>
    </div>
  );
}

function Count({ href, count, label }: { href: string; count: number; label: string }) {
  return (
    <li className="flex gap-3">
      <Link href={href} className="link w-10 shrink-0 text-right tabular-nums" aria-label={`${count} ${label}`}>
        {count}
      </Link>
      <span>{label}</span>
    </li>
  );
}

/** Whoever comes to audit finds the room that was made for it first. */
function AuditorsWelcome({ home }: { home: string }) {
  const t = translator("auditRoom.overview");
  return (
    <Callout
      title={t("title")}
      className="mb-8 max-w-4xl"
      actions={
        <LinkButton href={`${home}/audit-room`} variant="primary">
          {t("link")}
        </LinkButton>
      }
    >
      {t("text")}
    </Callout>
  );
}
