import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { triageRequirement } from "@/features/triage/actions";
import { TriageDesk } from "@/features/triage/components/triage-desk";
import { TriageNumbers } from "@/features/triage/components/triage-numbers";
import { nextForTriage, triageOverview } from "@/features/triage/queries";
import { parseTriageFilter, triageQuery } from "@/features/triage/schema";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("triage")("title") };
}

export default async function TriagePage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const filter = parseTriageFilter(await searchParams);
  const { overview, first } = await inTenant(access, async () => ({
    overview: await triageOverview(access),
    first: await nextForTriage(access, filter),
  }));
  const t = translator("triage");
  const home = `/${access.organization.slug}`;
  return (
    <Words namespaces={["triage", "vocabulary"]}>
      <PageHeader title={t("title")} clause={t("clause")} lead={t("lead")} />
      <TriageNumbers home={home} overview={overview} filter={filter} />
      {!access.can("requirement:decide") ? (
        <Callout
          title={t("readOnlyTitle")}
          actions={<LinkButton href={`${home}/requirements?relevance=discarded`}>{t("discardedList")}</LinkButton>}
        >
          {t("readOnlyText")}
        </Callout>
      ) : first.items.length === 0 ? (
        <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
      ) : (
        <TriageDesk
          key={triageQuery(filter)}
          first={first}
          home={home}
          query={triageQuery(filter)}
          action={triageRequirement.bind(null, access.organization.slug)}
        />
      )}
    </Words>
  );
}
