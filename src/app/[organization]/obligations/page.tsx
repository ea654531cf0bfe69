import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { ObligationTable } from "@/features/obligations/components/obligation-table";
import { listObligations } from "@/features/obligations/queries";
import { OBLIGATION_TABLE } from "@/features/obligations/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
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
  const state = parseTableState(await searchParams, OBLIGATION_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners } = await inTenant(access, async () => ({
    page: await listObligations(access, state),
    owners: await ownerOptions(access),
  }));
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
          state={state}
          page={page}
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
