import { BookOpen, Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { editingOf } from "@/features/bulk-edit/editing";
import { vectorNames } from "@/features/influence-map/queries";
import { OpenPartyPoints } from "@/features/interested-parties/components/open-points";
import { PartyTable } from "@/features/interested-parties/components/party-table";
import { listParties, ownerOptions, partyOpenPoints } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { ViewList } from "@/features/saved-views/components/view-list";
import { listState } from "@/features/saved-views/list-state";
import { qualityOfRows } from "@/features/self-assessment/queries";
import type { SearchParams } from "@/lib/table-state";
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
  const asked = await searchParams;
  // One transaction for the whole page.
  const { list, page, points, owners, vectors, editing } = await inTenant(access, async () => {
    const list = await listState(access, "interested-parties", asked, partyTable(access));
    const page = await listParties(access, list.state);
    const owners = await ownerOptions(access);
    const vectors = await vectorNames(access);
    return {
      list,
      page,
      points: await partyOpenPoints(access),
      owners,
      vectors,
      editing: await editingOf(access, "interested-parties", page.rows, owners, vectors),
    };
  });
  const marks = await qualityOfRows(
    access,
    "interested-party",
    page.rows.map((row) => row.ref),
  );
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
        config={list.config}
        state={list.state}
        desk={{
          editing,
          memory: list.memory,
          plainQuery: list.plainQuery,
          views: <ViewList access={access} list="interested-parties" path={path} {...list} />,
        }}
        page={page}
        marks={marks}
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
