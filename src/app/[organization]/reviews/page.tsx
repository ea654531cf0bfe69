import { ClipboardList, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ReviewList } from "@/features/reviews/components/review-list";
import { ReviewPlanView } from "@/features/reviews/components/review-plan";
import { listReviews, reviewPlan } from "@/features/reviews/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("reviews")("title") };

export default async function ReviewsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "review:read");
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number((await searchParams).page)) || 1));
  // One transaction, so one of the few connections.
  const { plan, list } = await inTenant(access, async () => ({ plan: await reviewPlan(access), list: await listReviews(access, page) }));
  const t = translator("reviews");
  const home = `/${access.organization.slug}`;
  const mayWrite = access.can("review:write");
  const newHref = `${home}/reviews/new`;
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={`Clause ${t("clause")}`}
        lead={t("lead")}
        actions={
          mayWrite && (
            <LinkButton href={newHref} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("new")}
            </LinkButton>
          )
        }
      />
      <ReviewPlanView home={home} now={plan} settingsHref={access.can("organization:update") ? `${home}/settings` : null} />
      {list.total === 0 ? (
        <EmptyState
          title={t("list.emptyTitle")}
          examplesLabel={t("list.emptyExamplesLabel")}
          examples={[t("list.emptyExample1"), t("list.emptyExample2")]}
          ways={mayWrite ? [{ href: newHref, label: t("new"), description: t("list.emptyWay"), icon: <ClipboardList /> }] : []}
        >
          {t("list.emptyText")}
        </EmptyState>
      ) : (
        <ReviewList home={home} rows={list.rows} total={list.total} page={page} today={today()} />
      )}
    </>
  );
}
