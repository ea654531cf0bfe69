import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { BudgetTable } from "@/features/budget/components/budget-table";
import { listBudgetLines } from "@/features/budget/queries";
import { BUDGET_TABLE } from "@/features/budget/table";
import { ownerOptions } from "@/features/interested-parties/queries";
import { WorthStatement } from "@/features/requirements/components/worth-statement";
import { worthOfMeeting } from "@/features/requirements/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("budget")("title") };

export default async function BudgetPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "budget:read");
  const state = parseTableState(await searchParams, BUDGET_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, worth } = await inTenant(access, async () => ({
    page: await listBudgetLines(access, state),
    owners: await ownerOptions(access),
    worth: await worthOfMeeting(access),
  }));
  const t = translator("budget");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("budget:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 5.1, Clause 7.1"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/budget/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      {worth.named > 0 && <WorthStatement worth={worth} home={home} />}
      <Words>
        <BudgetTable
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
              ways={canWrite ? [{ href: `${home}/budget/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
