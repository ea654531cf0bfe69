import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { WHOLE_CHECK } from "@/domain/audit-checks/acceptance";
import { POINTS, remedyOf } from "@/domain/audit-checks/catalogue";
import { addMonths } from "@/domain/dates";
import * as actions from "@/features/self-assessment/actions";
import { AcceptForNow, KeepRun, WithdrawAcceptance } from "@/features/self-assessment/components/accept-for-now";
import { AtAGlance } from "@/features/self-assessment/components/at-a-glance";
import { FindingCard } from "@/features/self-assessment/components/finding-card";
import {
  AssessmentLinks,
  byGravity,
  countBySeverity,
  OpenFindings,
  SeverityCounts,
} from "@/features/self-assessment/components/open-findings";
import { Unanswered } from "@/features/self-assessment/components/unanswered";
import { liveAssessment } from "@/features/self-assessment/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("selfAssessment")("title") };

/** The checks over the register as it stands at this moment. */
export default async function SelfAssessmentPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "self-assessment:read");
  const { today, findings, grouped, glance, unanswered, unread } = await liveAssessment(access);
  const t = translator("selfAssessment");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const canRun = access.can("self-assessment:run");
  const canAccept = access.can("acceptance:write");
  const open = findings.filter((finding) => finding.open.length > 0);
  const settled = findings.filter((finding) => finding.open.length === 0);
  const card = (finding: (typeof findings)[number]) => (
    <FindingCard
      key={finding.check}
      home={home}
      finding={finding}
      remedy={access.can("remedy:read") ? remedyOf(finding.check) : null}
      accept={
        canAccept && (
          <AcceptForNow
            check={finding.check}
            subjects={[WHOLE_CHECK]}
            title={t("acceptTitle", { check: finding.check })}
            label={t("accept")}
            until={addMonths(today, 3)}
            today={today}
            action={actions.acceptForNow.bind(null, slug)}
          />
        )
      }
      withdraw={({ id, version }) =>
        canAccept && (
          <WithdrawAcceptance acceptance={{ id, version }} check={finding.check} action={actions.withdrawAcceptance.bind(null, slug)} />
        )
      }
    />
  );
  return (
    <Words namespaces={["selfAssessment"]}>
      <PageHeader
        title={t("title")}
        clause="Clause 4.2"
        lead={t("lead")}
        actions={canRun && <KeepRun href={`${home}/self-assessment/runs`} action={actions.keepRun.bind(null, slug)} />}
      />
      <Callout className="mb-6 max-w-3xl" title={t("labelTitle")}>
        {t("labelText")}
      </Callout>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <SeverityCounts counts={countBySeverity(open)} />
        <AssessmentLinks home={home} canRun={canRun} />
      </div>
      <OpenFindings findings={open} grouped={grouped} />
      <AtAGlance glance={glance} />
      {POINTS.map(({ point, title }) => {
        const own = byGravity(open.filter((finding) => finding.point === point));
        const silent = unanswered.filter(({ check }) => check.point === point).length;
        return (
          <section key={point} className="mt-10" aria-labelledby={`point-${point}`}>
            <h2 id={`point-${point}`} className="mb-2 font-serif text-xl font-semibold">
              {t("pointTitle", { point, title })}
            </h2>
            {own.map(card)}
            {own.length === 0 && <p className="prose-width text-sm text-muted">{t("pointNothing")}</p>}
            {silent > 0 && (
              <p className="text-sm text-muted">
                <a href="#unanswered-title" className="link">
                  {t("pointUnanswered", { count: silent })}
                </a>
              </p>
            )}
          </section>
        );
      })}
      {settled.length > 0 && (
        <section className="mt-10" aria-labelledby="accepted-title">
          <h2 id="accepted-title" className="mb-1 font-serif text-xl font-semibold">
            {t("acceptedTitle")}
          </h2>
          <p className="prose-width mb-2 text-sm text-muted">{t("acceptedText")}</p>
          {byGravity(settled).map(card)}
        </section>
      )}
      <Unanswered unanswered={unanswered} unread={unread} />
    </Words>
  );
}
