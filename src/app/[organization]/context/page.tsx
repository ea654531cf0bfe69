import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { editingOf } from "@/features/bulk-edit/editing";
import { determineClimate } from "@/features/context-issues/actions";
import { ClimateBlock } from "@/features/context-issues/components/climate-block";
import { DetermineClimate } from "@/features/context-issues/components/issue-deeds";
import { IssueTable } from "@/features/context-issues/components/issue-table";
import { climateState, listIssues } from "@/features/context-issues/queries";
import { ISSUE_TABLE } from "@/features/context-issues/table";
import { ownerOptions } from "@/features/interested-parties/queries";
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
  return { title: translator("contextIssues")("shortTitle") };
}

export default async function ContextPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "context-issue:read");
  const asked = await searchParams;
  const { list, page, owners, climate, editing } = await inTenant(access, async () => {
    const list = await listState(access, "context", asked, ISSUE_TABLE);
    const page = await listIssues(access, list.state);
    const owners = await ownerOptions(access);
    return { list, page, owners, climate: await climateState(access), editing: await editingOf(access, "context", page.rows, owners) };
  });
  const t = translator("contextIssues");
  const path = `/${access.organization.slug}/context`;
  const canWrite = access.can("context-issue:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words namespaces={["issueForm", "vocabulary"]}>
        <ClimateBlock
          state={climate}
          path={path}
          deed={
            access.can("organization:update") && (
              <DetermineClimate state={climate} action={determineClimate.bind(null, access.organization.slug)} />
            )
          }
        />
      </Words>
      <h2 className="mb-3 font-serif text-xl font-semibold">{t("listTitle")}</h2>
      <IssueTable
        path={path}
        config={list.config}
        state={list.state}
        desk={{
          editing,
          memory: list.memory,
          plainQuery: list.plainQuery,
          views: <ViewList access={access} list="context" path={path} {...list} />,
        }}
        owners={owners}
        page={page}
        canWrite={canWrite}
        canExport={access.can("list:export")}
        empty={
          <EmptyState
            title={t("empty.title")}
            examplesLabel={t("empty.examplesLabel")}
            examples={[t("empty.example1"), t("empty.example2")]}
            ways={canWrite ? [{ href: `${path}/new`, label: t("empty.add"), description: t("empty.addText"), icon: <Plus /> }] : []}
          >
            {t("empty.text")}
          </EmptyState>
        }
      />
    </>
  );
}
