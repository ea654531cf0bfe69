import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { assessSalience, moveParty } from "@/features/power-interest/actions";
import { GridEditor } from "@/features/power-interest/components/grid-editor";
import { gridRoom } from "@/features/power-interest/queries";
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
  const room = await gridRoom(access, state.filters);
  const t = translator("grid");
  const canWrite = access.can("interested-party:update");
  const { slug } = access.organization;
  const nobody = room.parties.length === 0 && Object.keys(state.filters).length === 0;
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
            organization={{ name: access.organization.name, classification: room.classification }}
            me={access.user?.name ?? ""}
            home={`/${slug}`}
            today={today()}
            parties={room.parties}
            matching={room.matching}
            positions={room.positions}
            state={state}
            owners={room.owners}
            canWrite={canWrite}
            canSeeSupport={access.can("party-support:read")}
            vectorNames={room.vectorNames}
            move={moveParty.bind(null, slug)}
            assess={assessSalience.bind(null, slug)}
          />
        </Words>
      )}
    </>
  );
}
