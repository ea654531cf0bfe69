import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ObjectiveTable } from "@/features/objectives/components/objective-table";
import { listObjectives } from "@/features/objectives/queries";
import { OBJECTIVE_TABLE } from "@/features/objectives/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("objectives")("title") };
}

export default async function ObjectivesPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "objective:read");
  const state = parseTableState(await searchParams, OBJECTIVE_TABLE);
  const page = await listObjectives(access, state);
  const t = translator("objectives");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("objective:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/objectives/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <ObjectiveTable
        home={home}
        state={state}
        page={page}
        canWrite={canWrite}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            examplesLabel={t("emptyExamplesLabel")}
            examples={[t("emptyExample1"), t("emptyExample2")]}
            ways={
              canWrite ? [{ href: `${home}/objectives/new`, label: t("emptyAdd"), description: t("emptyAddText"), icon: <Plus /> }] : []
            }
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
    </>
  );
}
