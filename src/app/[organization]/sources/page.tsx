import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { editingOf } from "@/features/bulk-edit/editing";
import { ownerOptions } from "@/features/interested-parties/queries";
import { ViewList } from "@/features/saved-views/components/view-list";
import { listState } from "@/features/saved-views/list-state";
import { qualityOfRows } from "@/features/self-assessment/queries";
import { SourceTable } from "@/features/sources/components/source-table";
import { listSources } from "@/features/sources/queries";
import { SOURCE_TABLE } from "@/features/sources/table";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("sources")("title") };

export default async function SourcesPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "source:read");
  const asked = await searchParams;
  // One transaction, so one of the few connections.
  const { list, page, owners, editing } = await inTenant(access, async () => {
    const list = await listState(access, "sources", asked, SOURCE_TABLE);
    const page = await listSources(access, list.state);
    const owners = await ownerOptions(access);
    return { list, page, owners, editing: await editingOf(access, "sources", page.rows, owners) };
  });
  const marks = await qualityOfRows(
    access,
    "source",
    page.rows.map((row) => row.ref),
  );
  const t = translator("sources");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("source:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="7.5.3"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/sources/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <SourceTable
          home={home}
          config={list.config}
          state={list.state}
          desk={{
            editing,
            memory: list.memory,
            plainQuery: list.plainQuery,
            views: <ViewList access={access} list="sources" path={`${home}/sources`} {...list} />,
          }}
          page={page}
          marks={marks}
          owners={owners}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={canWrite ? [{ href: `${home}/sources/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
