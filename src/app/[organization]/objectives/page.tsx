import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { editingOf } from "@/features/bulk-edit/editing";
import { ownerOptions } from "@/features/interested-parties/queries";
import { ObjectiveTable } from "@/features/objectives/components/objective-table";
import { listObjectives } from "@/features/objectives/queries";
import { OBJECTIVE_TABLE } from "@/features/objectives/table";
import { ViewList } from "@/features/saved-views/components/view-list";
import { listState } from "@/features/saved-views/list-state";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("objectives")("title") };
}

export default async function ObjectivesPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "objective:read");
  const asked = await searchParams;
  const { list, page, owners, editing } = await inTenant(access, async () => {
    const list = await listState(access, "objectives", asked, OBJECTIVE_TABLE);
    const page = await listObjectives(access, list.state);
    const owners = await ownerOptions(access);
    return { list, page, owners, editing: await editingOf(access, "objectives", page.rows, owners) };
  });
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
        config={list.config}
        state={list.state}
        desk={{
          editing,
          memory: list.memory,
          plainQuery: list.plainQuery,
          views: <ViewList access={access} list="objectives" path={`${home}/objectives`} {...list} />,
        }}
        owners={owners}
        page={page}
        canWrite={canWrite}
        canExport={access.can("list:export")}
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
