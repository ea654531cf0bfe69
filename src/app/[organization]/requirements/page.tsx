import { FileSpreadsheet, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { RequirementTable } from "@/features/requirements/components/requirement-table";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("requirements")("title") };

export default async function RequirementsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const state = parseTableState(await searchParams, REQUIREMENT_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners } = await inTenant(access, async () => ({
    page: await listRequirements(access, state),
    owners: await ownerOptions(access),
  }));
  const t = translator("requirements");
  const home = `/${access.organization.slug}`;
  const canCreate = access.can("requirement:create");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="4.2 b · 4.2 c"
        lead={t("lead")}
        actions={
          canCreate && (
            <LinkButton href={`${home}/requirements/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <RequirementTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          canCreate={canCreate}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={[
                ...(access.can("import:run")
                  ? [{ href: `${home}/import`, label: t("emptyImport"), description: t("emptyImportText"), icon: <FileSpreadsheet /> }]
                  : []),
                ...(canCreate
                  ? [{ href: `${home}/requirements/new`, label: t("emptyAdd"), description: t("emptyAddText"), icon: <Plus /> }]
                  : []),
              ]}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
