import { Plus, Printer } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { InterviewTable } from "@/features/interviews/components/interview-table";
import { listInterviews } from "@/features/interviews/queries";
import { INTERVIEW_TABLE } from "@/features/interviews/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("interviews")("title") };
}

export default async function InterviewsPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "interview:read");
  const state = parseTableState(await searchParams, INTERVIEW_TABLE);
  const page = await listInterviews(access, state);
  const t = translator("interviews");
  const home = `/${access.organization.slug}`;
  const path = `${home}/interviews`;
  const canWrite = access.can("interview:write");
  const guides = { href: `${path}/guide`, label: t("guides"), icon: <Printer /> };
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          <>
            <LinkButton href={guides.href} icon={<Printer aria-hidden className="size-4" />}>
              {guides.label}
            </LinkButton>
            {canWrite && (
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("new")}
              </LinkButton>
            )}
          </>
        }
      />
      <InterviewTable
        home={home}
        state={state}
        page={page}
        canWrite={canWrite}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            examplesLabel={t("examplesLabel")}
            examples={[t("example1"), t("example2")]}
            ways={[...(canWrite ? [{ href: `${path}/new`, label: t("new"), icon: <Plus /> }] : []), guides]}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
    </>
  );
}
