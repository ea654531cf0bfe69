import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { SurveyTable } from "@/features/surveys/components/survey-table";
import { listSurveys } from "@/features/surveys/queries";
import { SURVEY_TABLE } from "@/features/surveys/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("surveys")("title") };
}

export default async function SurveysPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "survey:read");
  const state = parseTableState(await searchParams, SURVEY_TABLE);
  const page = await listSurveys(access, state);
  const t = translator("surveys");
  const home = `/${access.organization.slug}`;
  const canRun = access.can("survey:run");
  const way = { href: `${home}/surveys/new`, label: t("new"), icon: <Plus /> };
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          canRun && (
            <LinkButton href={way.href} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("new")}
            </LinkButton>
          )
        }
      />
      <Words>
        <SurveyTable
          home={home}
          state={state}
          page={page}
          canRun={canRun}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("examplesLabel")}
              examples={[t("example1"), t("example2")]}
              ways={canRun ? [way] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
