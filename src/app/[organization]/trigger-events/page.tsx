import { Plus, SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { EventTable } from "@/features/triggers/components/event-table";
import { listEvents, openEvents, triggerRules } from "@/features/triggers/queries";
import { TRIGGER_TABLE } from "@/features/triggers/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("triggers")("title") };

export default async function TriggerEventsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "trigger:read");
  const state = parseTableState(await searchParams, TRIGGER_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, rules, counts } = await inTenant(access, async () => ({
    page: await listEvents(access, state),
    owners: await ownerOptions(access),
    rules: await triggerRules(access),
    counts: await openEvents(access),
  }));
  const t = translator("triggers");
  const home = `/${access.organization.slug}`;
  const path = `${home}/trigger-events`;
  const canWrite = access.can("trigger:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 6.3"
        lead={t("lead")}
        actions={
          <>
            {canWrite && (
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("add")}
              </LinkButton>
            )}
            <LinkButton href={`${path}/rules`} icon={<SlidersHorizontal aria-hidden className="size-4" />}>
              {t("rules.title")}
            </LinkButton>
          </>
        }
      />
      {counts.overdue > 0 && !state.filters.overdue && (
        <Callout
          tone="warn"
          className="mb-4"
          title={t("overdueCount", { count: counts.overdue })}
          actions={
            <LinkButton href={`${path}?overdue=1`} size="small">
              {t("showOverdue")}
            </LinkButton>
          }
        />
      )}
      <Words>
        <EventTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          rules={rules}
          today={today()}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2"), t("emptyExample3")]}
              ways={canWrite ? [{ href: `${path}/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
