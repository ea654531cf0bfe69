import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { qualityOfTargets } from "@/features/quality/queries";
import { AdverseAims } from "@/features/risks/components/adverse-aims";
import { RiskMaps } from "@/features/risks/components/risk-map";
import { RiskTable } from "@/features/risks/components/risk-table";
import { adverseAims, listRisks, riskMap, riskRules } from "@/features/risks/queries";
import { RISK_TABLE } from "@/features/risks/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("risks")("title") };

export default async function RisksPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "risk:read");
  const state = parseTableState(await searchParams, RISK_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, rules, map, aims } = await inTenant(access, async () => ({
    page: await listRisks(access, state),
    owners: await ownerOptions(access),
    rules: await riskRules(access),
    map: await riskMap(access),
    aims: await adverseAims(access),
  }));
  const marks = await qualityOfTargets(
    access,
    "risk",
    page.rows.map((row) => row.ref),
  );
  const t = translator("risks");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("risk:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 6.1.1, Clause 6.1.2"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/risks/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <RiskTable
          home={home}
          state={state}
          page={page}
          marks={marks}
          rules={rules}
          owners={owners}
          today={today()}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={canWrite ? [{ href: `${home}/risks/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
      <AdverseAims home={home} aims={aims} named canDraw={canWrite && access.can("requirement:update")} />
      {map.cells.length > 0 && <RiskMaps path={`${home}/risks`} map={map} rules={rules} />}
    </>
  );
}
