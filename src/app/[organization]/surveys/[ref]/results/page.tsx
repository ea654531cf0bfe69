import { Download } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { questionOf, usesOf } from "@/domain/interview-guide";
import { partiesShown, SMALLEST_GROUP } from "@/domain/survey";
import { AnswerUsesBar } from "@/features/interviews/components/answer-uses-bar";
import { answeringParties } from "@/features/interviews/queries";
import { applySurveyAnswer, markResultsRead } from "@/features/surveys/actions";
import { SurveyResults } from "@/features/surveys/components/survey-results";
import { ResponseRate, SurveyStatusMark } from "@/features/surveys/components/survey-table";
import { type GivenAnswer, responsesByParty, type SurveyQuestion, surveyAnswers } from "@/features/surveys/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { surveyOfPage } from "../survey";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
  searchParams: Promise<SearchParams>;
}

/** So many parties have their requirements ready for an answer to fill one of them. */
const MOST_PARTIES = 30;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("surveys")("resultsTitle", { ref: (await params).ref }) };
}

/** `?party=IP-003` shows the answers of one party, where that makes nobody out. */
export default async function SurveyResultsPage({ params, searchParams }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "survey:read");
  const survey = await surveyOfPage(access, ref);
  const wanted = (await searchParams).party;
  const counts = await responsesByParty(access, survey.id);
  const shown = new Set(partiesShown(survey.anonymous, counts));
  const narrowable = survey.parties.filter(({ id }) => shown.has(id));
  const narrowed = narrowable.find((party) => party.ref === wanted) ?? null;
  const answers = (await surveyAnswers(access, survey.id)).filter(({ partyId }) => narrowed === null || partyId === narrowed.id);
  const parties = await answeringParties(access, survey.partyIds.slice(0, MOST_PARTIES));
  const usable = parties.filter(({ party }) => !party.adverse && party.status !== "retired");
  const known = [...counts.keys()].filter((id) => id !== null).length;
  const t = translator("surveys");
  const home = `/${organization}`;
  const path = `${home}/surveys`;
  const here = `${path}/${ref}`;
  const uses = (answer: GivenAnswer, question: SurveyQuestion) => {
    // Whose words an anonymous answer is stays open, even where its link says it: the reader chooses.
    const own = survey.anonymous ? null : usable.find(({ party }) => party.id === answer.partyId);
    const whose = own ? null : usable.length === 1 ? usable[0] : null;
    const counted = own ?? whose ?? usable[0];
    if (!counted) return null;
    const all = usesOf(questionOf(question.questionKey));
    // Whose wishes stand in the way names a party that may not be in the register yet.
    const names = questionOf(question.questionKey)?.fills.includes("conflict.candidate") ?? false;
    return (
      <AnswerUsesBar
        home={home}
        answer={{ ...answer, questionKey: question.questionKey, question: question.question }}
        uses={{ ...all, newParty: all.newParty || names, fields: own || whose ? all.fields : [] }}
        party={counted.party}
        requirements={counted.requirements}
        heldOn={answer.answeredOn}
        usable={access.can("survey:run")}
        apply={applySurveyAnswer.bind(null, organization)}
        whose={
          own || whose ? undefined : usable.map(({ party }) => ({ id: party.id, ref: party.ref, name: party.name, version: party.version }))
        }
      />
    );
  };
  const file = (format: string) => `${here}/export?format=${format}${narrowed ? `&party=${narrowed.ref}` : ""}`;
  return (
    <Words namespaces={["surveys", "interviewForm", "vocabulary"]}>
      <PageHeader
        title={t("resultsTitle", { ref })}
        lead={t("resultsLead", { title: survey.title })}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: here }, { label: t("results") }]}
        marks={<SurveyStatusMark status={survey.status} />}
        actions={
          <>
            {answers.length > 0 &&
              (["csv", "xlsx"] as const).map((format) => (
                <a key={format} href={file(format)} download className={buttonStyle({})}>
                  <Download aria-hidden className="size-4" />
                  {t(format === "csv" ? "exportCsv" : "exportXlsx")}
                </a>
              ))}
            {survey.status === "closed" && !survey.resultsRead && access.can("survey:run") && (
              <RecordDeed
                record={{ id: survey.id, version: survey.version }}
                action={markResultsRead.bind(null, organization)}
                reason="optional"
                label={t("resultsRead")}
                title={t("resultsReadTitle", { ref })}
                variant="primary"
              >
                {t("resultsReadText")}
              </RecordDeed>
            )}
          </>
        }
      />
      <p className="mb-4 text-sm">
        <ResponseRate answers={survey.answers} asked={survey.asked} />
        {survey.resultsRead && <span className="text-muted"> · {t("resultsReadDone")}</span>}
      </p>
      {survey.parties.length > 1 && survey.answers > 0 && (
        <nav aria-label={t("byParty")} className="no-print mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
          <span className="text-muted">{t("byParty")}</span>
          {narrowable.length > 0 && (
            <Link href={`${here}/results`} className={narrowed ? "link" : "font-semibold"} aria-current={narrowed ? undefined : "true"}>
              {t("everybody")}
            </Link>
          )}
          {narrowable.map((party) => (
            <Link
              key={party.id}
              href={`${here}/results?party=${party.ref}`}
              className={narrowed?.id === party.id ? "font-semibold" : "link"}
              aria-current={narrowed?.id === party.id ? "true" : undefined}
            >
              {party.name}
            </Link>
          ))}
          {survey.anonymous && known === 0 && <span>{t("oneLink")}</span>}
          {survey.anonymous && known > 0 && narrowable.length === 0 && <span>{t("heldBack", { least: SMALLEST_GROUP })}</span>}
          {survey.anonymous && narrowable.length > 0 && narrowable.length < known && (
            <span className="text-muted">{t("partlyHeldBack", { least: SMALLEST_GROUP })}</span>
          )}
        </nav>
      )}
      {survey.parties.some(({ adverse }) => adverse) && <Callout tone="warn" className="mb-4 max-w-4xl" title={t("adverseNote")} />}
      {survey.anonymous && answers.length > 0 && <p className="mb-6 text-sm text-muted">{t("anonymousOrder")}</p>}
      {survey.answers === 0 ? (
        <p className="text-muted">{t("resultsNone")}</p>
      ) : (
        <SurveyResults questions={survey.questions} answers={answers} anonymous={survey.anonymous} uses={uses} />
      )}
    </Words>
  );
}
