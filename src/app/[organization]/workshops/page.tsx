import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { WorkshopList } from "@/features/workshops/components/workshop-record";
import { listWorkshops } from "@/features/workshops/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("workshops")("title") };
}

export default async function WorkshopsPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "workshop:read");
  const rows = await listWorkshops(access);
  const t = translator("workshops");
  const path = `/${access.organization.slug}/workshops`;
  const ways = [
    { href: `${path}/new`, label: t("newIdentification"), icon: <Plus /> },
    { href: `${path}/new?kind=voting`, label: t("newVoting"), icon: <Plus /> },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          access.can("workshop:run") && (
            <>
              <LinkButton href={`${path}/new?kind=voting`}>{t("newVoting")}</LinkButton>
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("newIdentification")}
              </LinkButton>
            </>
          )
        }
      />
      {rows.length > 0 ? (
        <WorkshopList rows={rows} path={path} />
      ) : (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("examplesLabel")}
          examples={[t("example1"), t("example2")]}
          ways={access.can("workshop:run") ? ways : []}
        >
          {t("emptyText")}
        </EmptyState>
      )}
    </>
  );
}
