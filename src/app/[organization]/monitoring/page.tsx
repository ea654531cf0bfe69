import { FileUp, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { CriterionTable } from "@/features/monitoring/components/criterion-table";
import { criterionCounts, listCriteria } from "@/features/monitoring/queries";
import { CRITERION_TABLE } from "@/features/monitoring/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("monitoring")("title") };

export default async function MonitoringPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "criterion:read");
  const state = parseTableState(await searchParams, CRITERION_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, counts } = await inTenant(access, async () => ({
    page: await listCriteria(access, state),
    owners: await ownerOptions(access),
    counts: await criterionCounts(access),
  }));
  const t = translator("monitoring");
  const home = `/${access.organization.slug}`;
  const path = `${home}/monitoring`;
  const canWrite = access.can("criterion:write");
  const filtered = Boolean(state.filters.result || state.filters.overdue);
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 9.1"
        lead={t("lead")}
        actions={
          <>
            {canWrite && (
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("add")}
              </LinkButton>
            )}
            {access.can("measurement:write") && counts.active > 0 && (
              <LinkButton href={`${path}/import`} icon={<FileUp aria-hidden className="size-4" />}>
                {t("import")}
              </LinkButton>
            )}
          </>
        }
      />
      {(counts.missed > 0 || counts.overdue > 0) && !filtered && (
        <Callout
          tone="warn"
          className="mb-4"
          actions={
            <>
              {counts.missed > 0 && (
                <LinkButton href={`${path}?result=missed`} size="small">
                  {t("showMissed")}
                </LinkButton>
              )}
              {counts.overdue > 0 && (
                <LinkButton href={`${path}?overdue=1`} size="small">
                  {t("showOverdue")}
                </LinkButton>
              )}
            </>
          }
        >
          {[
            counts.missed > 0 && t("missedCount", { count: counts.missed }),
            counts.overdue > 0 && t("overdueCount", { count: counts.overdue }),
          ]
            .filter(Boolean)
            .join(" ")}
        </Callout>
      )}
      <Words>
        <CriterionTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          canReadActions={access.can("action:read")}
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
