import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { OrphanTable } from "@/features/thread-gaps/components/orphan-table";
import { listOrphans } from "@/features/thread-gaps/queries";
import { ORPHAN_TABLE } from "@/features/thread-gaps/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("threads.orphans")("title") };

export default async function BackwardsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "control:read");
  const state = parseTableState(await searchParams, ORPHAN_TABLE);
  const page = await listOrphans(access, state);
  const t = translator("threads");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader
        title={t("orphans.title")}
        clause="6.1.3 d"
        lead={t("orphans.lead")}
        breadcrumbs={[{ label: t("title"), href: `${home}/threads` }, { label: t("orphans.title") }]}
      />
      <Words>
        <OrphanTable
          home={home}
          state={state}
          page={page}
          empty={<EmptyState title={t("orphans.emptyTitle")}>{t("orphans.emptyText")}</EmptyState>}
        />
      </Words>
    </>
  );
}
