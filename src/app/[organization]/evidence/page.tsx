import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { checkFiles } from "@/features/evidence/actions";
import { CheckFiles } from "@/features/evidence/components/check-files";
import { EvidenceTable } from "@/features/evidence/components/evidence-table";
import { endingEvidence, listEvidence } from "@/features/evidence/queries";
import { EVIDENCE_TABLE } from "@/features/evidence/table";
import { ownerOptions } from "@/features/interested-parties/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("evidence")("title") };

export default async function EvidencePage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "evidence:read");
  const state = parseTableState(await searchParams, EVIDENCE_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, ending } = await inTenant(access, async () => ({
    page: await listEvidence(access, state),
    owners: await ownerOptions(access),
    ending: await endingEvidence(access),
  }));
  const t = translator("evidence");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const canWrite = access.can("evidence:write");
  const { expired, soon, warnDays } = ending;
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="7.5.3"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/evidence/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        {expired + soon > 0 && !state.filters.validity && (
          <Callout
            tone="warn"
            className="mb-5 max-w-3xl"
            title={t("endingTitle", { expired, soon, days: warnDays })}
            actions={
              <LinkButton href={`${home}/evidence?validity=expired&validity=soon`} size="small">
                {t("showEnding")}
              </LinkButton>
            }
          >
            {expired > 0 && t("endingText")}
          </Callout>
        )}
        <EvidenceTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={canWrite ? [{ href: `${home}/evidence/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
      {access.can("evidence:download") && page.total > 0 && (
        <Words namespaces={["evidence"]}>
          <CheckFiles path={`${home}/evidence`} action={checkFiles.bind(null, slug)} />
        </Words>
      )}
    </>
  );
}
