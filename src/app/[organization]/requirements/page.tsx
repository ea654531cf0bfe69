import { FileSpreadsheet, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { undoEdits } from "@/features/bulk-edit/actions";
import { editingOf } from "@/features/bulk-edit/editing";
import { ownerOptions } from "@/features/interested-parties/queries";
import { RequirementTable } from "@/features/requirements/components/requirement-table";
import { listRequirements, managementSystemsInUse } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { ViewList } from "@/features/saved-views/components/view-list";
import { listState } from "@/features/saved-views/list-state";
import { qualityOfRows } from "@/features/self-assessment/queries";
import { linkMany, targetOptions } from "@/features/threads/actions";
import { LinkMany } from "@/features/threads/components/link-many";
import type { SearchParams } from "@/lib/table-state";
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
  const asked = await searchParams;
  // One transaction, so one of the few connections.
  const { list, page, owners, systems, editing } = await inTenant(access, async () => {
    const list = await listState(access, "requirements", asked, REQUIREMENT_TABLE);
    const page = await listRequirements(access, list.state);
    const owners = await ownerOptions(access);
    const systems = await managementSystemsInUse(access);
    return { list, page, owners, systems, editing: await editingOf(access, "requirements", page.rows, owners) };
  });
  const marks = await qualityOfRows(
    access,
    "requirement",
    page.rows.map((row) => row.ref),
  );
  const t = translator("requirements");
  const { slug } = access.organization;
  const home = `/${slug}`;
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
          config={list.config}
          state={list.state}
          desk={{
            editing: editing && {
              ...editing,
              deeds: (
                <Words namespaces={["threads", "vocabulary"]}>
                  <LinkMany link={linkMany.bind(null, slug)} undo={undoEdits.bind(null, slug)} search={targetOptions.bind(null, slug)} />
                </Words>
              ),
            },
            memory: list.memory,
            plainQuery: list.plainQuery,
            views: <ViewList access={access} list="requirements" path={`${home}/requirements`} {...list} />,
          }}
          page={page}
          marks={marks}
          owners={owners}
          systems={systems}
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
