import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { INFLUENCE_VECTORS } from "@/domain/vocabulary";
import { nameVectors } from "@/features/influence-map/actions";
import { MapList } from "@/features/influence-map/components/map-list";
import { type MapBranch, MapTree } from "@/features/influence-map/components/map-tree";
import { NameVectors } from "@/features/influence-map/components/name-vectors";
import { influenceMap, vectorProfile } from "@/features/influence-map/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("map")("title") };
}

export default async function InfluenceMapPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "interested-party:read");
  // One after the other: each page takes one connection of the pool.
  const { parties, total } = await influenceMap(access);
  const profile = await vectorProfile(access);
  const t = translator("map");
  const { slug, name } = access.organization;
  const home = `/${slug}`;
  const without = parties.filter((party) => party.vector === null);
  const branches: MapBranch[] = [
    ...INFLUENCE_VECTORS.map((vector) => ({
      key: vector,
      name: profile.names[vector],
      href: `${home}/interested-parties?vector=${vector}`,
      parties: parties.filter((party) => party.vector === vector),
    })),
    ...(without.length > 0 ? [{ key: "none", name: t("noVector"), href: null, parties: without }] : []),
  ];
  return (
    <Words namespaces={["map", "vocabulary"]}>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={access.can("organization:update") && <NameVectors profile={profile} action={nameVectors.bind(null, slug)} />}
      />
      {total === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("emptyExamplesLabel")}
          examples={[t("emptyExample1"), t("emptyExample2")]}
          ways={[
            { href: `${home}/interested-parties`, label: t("emptyParties"), description: t("emptyPartiesText"), icon: <UsersRound /> },
          ]}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          {total > parties.length && (
            <Callout tone="info" className="mb-3">
              {t("cut", { shown: parties.length, total })}
            </Callout>
          )}
          <MapTree home={home} organization={name} branches={branches} />
          <details className="no-print mt-8 border-t border-line-strong pt-3">
            <summary className="font-serif text-xl font-semibold">{t("list")}</summary>
            <p className="mb-3 text-sm text-muted">{t("listHint")}</p>
            <MapList home={home} branches={branches} />
          </details>
        </>
      )}
    </Words>
  );
}
