import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { proposalFor } from "@/domain/controls";
import { ControlTable } from "@/features/controls/components/control-table";
import { ReferenceProposalNote } from "@/features/controls/components/reference-proposal";
import { listControls } from "@/features/controls/queries";
import { CONTROL_TABLE } from "@/features/controls/table";
import { qualityOfTargets } from "@/features/quality/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("controls")("title") };
}

export default async function ControlsPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "control:read");
  const state = parseTableState(await searchParams, CONTROL_TABLE);
  const page = await listControls(access, state);
  const marks = await qualityOfTargets(
    access,
    "control",
    page.rows.map(({ ref }) => ref),
  );
  const t = translator("controls");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("control:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/controls/new`} icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <ReferenceProposalNote home={home} proposal={proposalFor(state.q, "controls")} />
      <ControlTable
        home={home}
        state={state}
        page={page}
        marks={marks}
        canWrite={canWrite}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
    </>
  );
}
