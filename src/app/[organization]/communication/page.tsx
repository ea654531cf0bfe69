import { CalendarDays, Lightbulb, Megaphone, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { LineTable } from "@/features/communication/components/line-table";
import { listLines, planCounts } from "@/features/communication/queries";
import { COMMUNICATION_TABLE } from "@/features/communication/table";
import { ownerOptions } from "@/features/interested-parties/queries";
import { partiesToTell } from "@/features/telling/queries";
import { triggerRules } from "@/features/triggers/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("communication")("title") };

export default async function CommunicationPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "communication:read");
  const state = parseTableState(await searchParams, COMMUNICATION_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, rules, counts, toTell } = await inTenant(access, async () => ({
    page: await listLines(access, state),
    owners: await ownerOptions(access),
    rules: await triggerRules(access),
    counts: await planCounts(access),
    toTell: (await partiesToTell(access)).length,
  }));
  const t = translator("communication");
  const home = `/${access.organization.slug}`;
  const path = `${home}/communication`;
  const canWrite = access.can("communication:write");
  const more = (title: string, label: string, href: string, tone: "warn" | "info") => (
    <Callout
      tone={tone}
      className="mb-4"
      title={title}
      actions={
        <LinkButton href={href} size="small">
          {label}
        </LinkButton>
      }
    />
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 7.4"
        lead={t("lead")}
        actions={
          <>
            {canWrite && (
              <>
                <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                  {t("add")}
                </LinkButton>
                <LinkButton href={`${path}/proposals`} icon={<Lightbulb aria-hidden className="size-4" />}>
                  {t("proposals")}
                </LinkButton>
              </>
            )}
            <LinkButton href={`${path}/to-tell`} icon={<Megaphone aria-hidden className="size-4" />}>
              {t("toTell")}
            </LinkButton>
            <LinkButton href={`${home}/notices`}>{t("notices")}</LinkButton>
            <LinkButton href={`${path}/calendar`} icon={<CalendarDays aria-hidden className="size-4" />}>
              {t("calendar")}
            </LinkButton>
          </>
        }
      />
      {counts.running > 0 && more(t("runningCount", { count: counts.running }), t("showRunning"), `${home}/notices`, "warn")}
      {counts.overdue > 0 &&
        !state.filters.state &&
        more(t("overdueCount", { count: counts.overdue }), t("showOverdue"), `${path}?state=overdue`, "warn")}
      {toTell > 0 && more(t("toTellCount", { count: toTell }), t("showToTell"), `${path}/to-tell`, "info")}
      <Words>
        <LineTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          events={rules}
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
                      { href: `${path}/proposals`, label: t("proposals"), description: t("emptyProposalsText"), icon: <Lightbulb /> },
                      { href: `${path}/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> },
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
