import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { vectorNames } from "@/features/influence-map/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { organizationProfile } from "@/features/organizations/queries";
import { assessSalience, moveParty } from "@/features/power-interest/actions";
import { GridEditor } from "@/features/power-interest/components/grid-editor";
import { gridOf, positionsOf } from "@/features/power-interest/queries";
import { parseGridState } from "@/features/power-interest/table";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("grid")("title") };
}

export default async function GridPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "interested-party:read");
  const state = parseGridState(await searchParams);
  const withHistory = access.can("history:read");
  const { parties, matching } = await gridOf(access, state.filters, { includeRetired: withHistory });
  const [positions, owners, profile, names] = await Promise.all([
    withHistory
      ? positionsOf(
          access,
          parties.map(({ id }) => id),
        )
      : null,
    ownerOptions(access),
    organizationProfile(access),
    vectorNames(access),
  ]);
  const t = translator("grid");
  const canWrite = access.can("interested-party:update");
  const { slug } = access.organization;
  const nobody = parties.length === 0 && Object.keys(state.filters).length === 0;
  return (
    <>
      <PageHeader title={t("title")} clause={t("clause")} lead={t(canWrite ? "lead" : "leadReading")} />
      {nobody ? (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("emptyExamplesLabel")}
          examples={[t("emptyExample1"), t("emptyExample2")]}
          ways={[
            { href: `/${slug}/interested-parties`, label: t("emptyParties"), description: t("emptyPartiesText"), icon: <UsersRound /> },
          ]}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <Words namespaces={["grid", "vocabulary"]}>
          <GridEditor
            organization={{ name: access.organization.name, classification: profile.classification }}
            home={`/${slug}`}
            today={today()}
            parties={parties}
            matching={matching}
            positions={positions}
            state={state}
            owners={owners}
            canWrite={canWrite}
            canSeeSupport={access.can("party-support:read")}
            vectorNames={names}
            move={moveParty.bind(null, slug)}
            assess={assessSalience.bind(null, slug)}
          />
        </Words>
      )}
    </>
  );
}
