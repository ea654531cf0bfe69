import { BookOpen, Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { vectorNames } from "@/features/influence-map/queries";
import { OpenPartyPoints } from "@/features/interested-parties/components/open-points";
import { PartyTable } from "@/features/interested-parties/components/party-table";
import { listParties, ownerOptions, partyOpenPoints } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("interestedParties")("title") };
}

export default async function InterestedPartiesPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "interested-party:read");
  const config = partyTable(access);
  const state = parseTableState(await searchParams, config);
  // One transaction for the whole page.
  const { page, points, owners, vectors } = await inTenant(access, async () => ({
    page: await listParties(access, state),
    points: await partyOpenPoints(access),
    owners: await ownerOptions(access),
    vectors: await vectorNames(access),
  }));
  const t = translator("interestedParties");
  const home = `/${access.organization.slug}`;
  const path = `${home}/interested-parties`;
  const canCreate = access.can("interested-party:create");
  const ways = [
    ...(canCreate
      ? [
          {
            href: `/${access.organization.slug}/catalogue`,
            label: t("empty.catalogue"),
            description: t("empty.catalogueText"),
            icon: <BookOpen />,
          },
        ]
      : []),
    ...(access.can("import:run")
      ? [{ href: `${home}/import`, label: t("empty.import"), description: t("empty.importText"), icon: <Upload /> }]
      : []),
    ...(canCreate ? [{ href: `${path}/new`, label: t("empty.add"), description: t("empty.addText"), icon: <Plus /> }] : []),
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          canCreate && (
            <>
              <LinkButton href={`/${access.organization.slug}/catalogue`} icon={<BookOpen aria-hidden className="size-4" />}>
                {t("catalogue.title")}
              </LinkButton>
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("add")}
              </LinkButton>
            </>
          )
        }
      />
      <OpenPartyPoints points={points} path={path} />
      <PartyTable
        home={home}
        config={config}
        state={state}
        page={page}
        owners={owners}
        vectorNames={vectors}
        canCreate={canCreate}
        canExport={access.can("list:export")}
        empty={
          <EmptyState
            title={t("empty.title")}
            examplesLabel={t("empty.examplesLabel")}
            examples={[t("empty.example1"), t("empty.example2")]}
            ways={ways}
          >
            {t("empty.text")}
          </EmptyState>
        }
      />
    </>
  );
}
