import { ListChecks, Target } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { HIGH_FROM_PRODUCT, MEDIUM_FROM_PRODUCT } from "@/domain/priority";
import { objectiveOptions } from "@/features/objectives/queries";
import { RankingTable } from "@/features/priorities/components/ranking-table";
import { rankRequirements } from "@/features/priorities/queries";
import { PRIORITY_TABLE } from "@/features/priorities/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("priorities")("title") };
}

export default async function PrioritiesPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const state = parseTableState(await searchParams, PRIORITY_TABLE);
  // One after the other: each page takes one connection of the pool.
  const ranking = await rankRequirements(access, state);
  const objectives = access.can("objective:read") ? await objectiveOptions(access) : [];
  const t = translator("priorities");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          access.can("objective:read") && (
            <LinkButton href={`${home}/objectives`} icon={<Target aria-hidden className="size-4" />}>
              {t("column.objectives")}
            </LinkButton>
          )
        }
      />
      <p className="prose-width mb-4 text-sm text-muted">{t("rule", { high: HIGH_FROM_PRODUCT, medium: MEDIUM_FROM_PRODUCT })}</p>
      <RankingTable
        home={home}
        state={state}
        ranking={ranking}
        objectives={objectives}
        canExport={access.can("list:export")}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            ways={[
              {
                href: `${home}/requirements`,
                label: t("emptyRequirements"),
                description: t("emptyRequirementsText"),
                icon: <ListChecks />,
              },
            ]}
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
    </>
  );
}
