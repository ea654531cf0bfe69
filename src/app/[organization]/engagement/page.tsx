import { Inbox, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { EntryTable } from "@/features/engagement/components/entry-table";
import { listEntries } from "@/features/engagement/queries";
import { ENGAGEMENT_TABLE } from "@/features/engagement/table";
import { feedbackInbox } from "@/features/feedback/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("engagement")("title") };

export default async function EngagementPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "engagement:read");
  const state = parseTableState(await searchParams, ENGAGEMENT_TABLE);
  // One transaction, so one of the few connections.
  const { page, people, counts } = await inTenant(access, async () => ({
    page: await listEntries(access, state),
    people: await ownerOptions(access),
    counts: (await feedbackInbox(access)).counts,
  }));
  const t = translator("engagement");
  const home = `/${access.organization.slug}`;
  const path = `${home}/engagement`;
  const canWrite = access.can("engagement:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 7.4"
        lead={t("lead")}
        actions={
          <>
            {canWrite && (
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("log")}
              </LinkButton>
            )}
            <LinkButton href={`${path}/feedback`} icon={<Inbox aria-hidden className="size-4" />}>
              {t("toInbox", { count: counts.new })}
            </LinkButton>
          </>
        }
      />
      {counts.overdue > 0 && (
        <Callout
          tone="warn"
          className="mb-4"
          title={t("overdueCount", { count: counts.overdue })}
          actions={
            <LinkButton href={`${path}/feedback`} size="small">
              {t("showOverdue")}
            </LinkButton>
          }
        />
      )}
      <Words>
        <EntryTable
          home={home}
          state={state}
          page={page}
          people={people}
          today={today()}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2"), t("emptyExample3")]}
              ways={
                canWrite
                  ? [
                      { href: `${path}/new`, label: t("log"), description: t("emptyAddText"), icon: <Plus /> },
                      { href: `${path}/feedback`, label: t("inbox"), description: t("emptyInboxText"), icon: <Inbox /> },
                    ]
                  : []
              }
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
