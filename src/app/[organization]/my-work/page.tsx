import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { WorkList } from "@/features/my-work/components/work-list";
import { myWork } from "@/features/my-work/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("myWork")("title") };

export default async function MyWorkPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "organization:read");
  const work = await myWork(access);
  const t = translator("myWork");
  const home = `/${access.organization.slug}`;
  const reads = access.role === "viewer" || access.role === "auditor";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={access.can("trigger:write") && <LinkButton href={`${home}/trigger-events/new`}>{t("logEvent")}</LinkButton>}
      />
      {work.total === 0 ? (
        <EmptyState title={t(reads ? "emptyReaderTitle" : "emptyTitle")} ways={[]}>
          {t(reads ? `emptyReader.${access.role}` : "emptyText")}
        </EmptyState>
      ) : (
        <WorkList home={home} work={work} />
      )}
    </>
  );
}
