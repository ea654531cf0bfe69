import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ActionTable } from "@/features/actions/components/action-table";
import { listActions } from "@/features/actions/queries";
import { ACTION_TABLE } from "@/features/actions/table";
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

export const metadata: Metadata = { title: translator("actions")("title") };

export default async function ActionsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "action:read");
  const state = parseTableState(await searchParams, ACTION_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners } = await inTenant(access, async () => ({
    page: await listActions(access, state),
    owners: await ownerOptions(access),
  }));
  const t = translator("actions");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("action:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 10.2"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/actions/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <ActionTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          today={today()}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={canWrite ? [{ href: `${home}/actions/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
