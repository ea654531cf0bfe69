import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { undoEdits } from "@/features/bulk-edit/actions";
import { editingOf } from "@/features/bulk-edit/editing";
import { ownerOptions } from "@/features/interested-parties/queries";
import { matchingThreads } from "@/features/thread-gaps/actions";
import { ThreadTable } from "@/features/thread-gaps/components/thread-table";
import { listThreads } from "@/features/thread-gaps/queries";
import { THREAD_TABLE } from "@/features/thread-gaps/table";
import { linkMany, targetOptions } from "@/features/threads/actions";
import { LinkMany } from "@/features/threads/components/link-many";
import { deedOf } from "@/features/threads/words";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("threads")("title") };

export default async function ThreadsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const state = parseTableState(await searchParams, THREAD_TABLE);
  const { page, owners, editing } = await inTenant(access, async () => {
    const page = await listThreads(access, state);
    const owners = await ownerOptions(access);
    return { page, owners, editing: await editingOf(access, "requirements", page.rows, owners) };
  });
  const t = translator("threads");
  const { slug } = access.organization;
  const home = `/${slug}`;
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("room.lead")}
        actions={<LinkButton href={`${home}/threads/backwards`}>{t("orphans.title")}</LinkButton>}
      />
      <Words>
        <ThreadTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          deed={access.can("requirement:update") ? (gap, ref) => deedOf(gap, home, ref) : null}
          editing={
            editing && {
              ...editing,
              matching: matchingThreads.bind(null, slug),
              deeds: (
                <Words namespaces={["threads", "vocabulary"]}>
                  <LinkMany link={linkMany.bind(null, slug)} undo={undoEdits.bind(null, slug)} search={targetOptions.bind(null, slug)} />
                </Words>
              ),
            }
          }
          empty={
            <EmptyState
              title={t("room.emptyTitle")}
              ways={[{ href: `${home}/requirements`, label: t("room.emptyWay"), description: t("room.emptyWayText") }]}
            >
              {t("room.emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
