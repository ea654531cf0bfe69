import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { editingOf } from "@/features/bulk-edit/editing";
import { ownerOptions } from "@/features/interested-parties/queries";
import { ObligationTable } from "@/features/obligations/components/obligation-table";
import { listObligations } from "@/features/obligations/queries";
import { OBLIGATION_TABLE } from "@/features/obligations/table";
import { ViewList } from "@/features/saved-views/components/view-list";
import { listState } from "@/features/saved-views/list-state";
import { qualityOfRows } from "@/features/self-assessment/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("obligations")("title") };

export default async function ObligationsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "obligation:read");
  const asked = await searchParams;
  // One transaction, so one of the few connections.
  const { list, page, owners, editing } = await inTenant(access, async () => {
    const list = await listState(access, "obligations", asked, OBLIGATION_TABLE);
    const page = await listObligations(access, list.state);
    const owners = await ownerOptions(access);
    return { list, page, owners, editing: await editingOf(access, "obligations", page.rows, owners) };
  });
  const marks = await qualityOfRows(
    access,
    "obligation",
    page.rows.map((row) => row.ref),
  );
  const t = translator("obligations");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("obligation:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="A.5.31"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/obligations/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <ObligationTable
          home={home}
          config={list.config}
          state={list.state}
          desk={{
            editing,
            memory: list.memory,
            plainQuery: list.plainQuery,
            views: <ViewList access={access} list="obligations" path={`${home}/obligations`} {...list} />,
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
              ways={canWrite ? [{ href: `${home}/obligations/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
