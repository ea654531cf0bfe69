import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { DocumentTable } from "@/features/documents/components/document-table";
import { listDocuments } from "@/features/documents/queries";
import { DOCUMENT_TABLE } from "@/features/documents/table";
import { ownerOptions } from "@/features/interested-parties/queries";
import { qualityOfTargets } from "@/features/quality/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("documents")("title") };

export default async function DocumentsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "document:read");
  const state = parseTableState(await searchParams, DOCUMENT_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners } = await inTenant(access, async () => ({
    page: await listDocuments(access, state),
    owners: await ownerOptions(access),
  }));
  const marks = await qualityOfTargets(
    access,
    "document",
    page.rows.map((row) => row.ref),
  );
  const t = translator("documents");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("document:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 7.5"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/documents/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <DocumentTable
          home={home}
          state={state}
          page={page}
          marks={marks}
          owners={owners}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={canWrite ? [{ href: `${home}/documents/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
