import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ReviewList } from "@/features/management-reviews/components/review-list";
import { listManagementReviews } from "@/features/management-reviews/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("managementReviews")("title") };
}

export default async function ManagementReviewsPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "management-review:read");
  const rows = await listManagementReviews(access);
  const t = translator("managementReviews");
  const path = `/${access.organization.slug}/management-reviews`;
  const writes = access.can("management-review:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          <>
            {access.can("paper:export") && (
              <LinkButton href={`/${access.organization.slug}/papers/leadership-briefing/pdf`} prefetch={false} download>
                {t("briefingPdf")}
              </LinkButton>
            )}
            {writes && (
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("new")}
              </LinkButton>
            )}
          </>
        }
      />
      {rows.length > 0 ? (
        <ReviewList rows={rows} path={path} />
      ) : (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("examplesLabel")}
          examples={[t("example1"), t("example2"), t("example3")]}
          ways={writes ? [{ href: `${path}/new`, label: t("new"), icon: <Plus /> }] : []}
        >
          {t("emptyText")}
        </EmptyState>
      )}
    </>
  );
}
