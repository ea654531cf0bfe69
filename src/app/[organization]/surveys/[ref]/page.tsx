import { ChartBar, Eye, Pencil, Send, UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { groupsOf, QUESTION_GROUP_KEYS } from "@/domain/interview-guide";
import { SMALLEST_GROUP, takesAnswers } from "@/domain/survey";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/surveys/actions";
import { CopyLink } from "@/features/surveys/components/copy-link";
import { InvitationList } from "@/features/surveys/components/invitation-list";
import { MoveClosing } from "@/features/surveys/components/move-closing";
import { QuestionBuilder } from "@/features/surveys/components/question-builder";
import { SurveyFacts } from "@/features/surveys/components/survey-facts";
import { askableParties, commonAddress, surveyInvitations } from "@/features/surveys/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { surveyOfPage } from "./survey";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { organization, ref } = await params;
  const survey = await surveyOfPage(await requireAccess(organization, "survey:read"), ref);
  return { title: `${survey.ref} ${survey.title}` };
}

export default async function SurveyPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "survey:read");
  const survey = await surveyOfPage(access, ref);
  const t = translator("surveys");
  const home = `/${organization}`;
  const path = `${home}/surveys`;
  const here = `${path}/${ref}`;
  const draft = survey.status === "draft";
  const canRun = access.can("survey:run") && survey.retiredAt === null;
  const running = takesAnswers(survey, today());
  const record = { id: survey.id, version: survey.version };
  const invitations = draft ? [] : await surveyInvitations(access, survey.id);
  const address = survey.anonymous && running ? await commonAddress(access, survey.id) : null;
  const history = access.can("history:read") ? await historyOf(access, "survey", survey.id) : null;
  const suiting = draft && canRun ? await askableParties(access, { ids: survey.partyIds }) : [];
  const suits = new Set(suiting.filter(({ id }) => survey.partyIds.includes(id)).flatMap(({ groups }) => groups));
  const groupWord = translator("interviews.groups");
  return (
    <Words namespaces={["surveys", "vocabulary"]}>
      <PageHeader
        title={survey.title}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref }]}
        actions={
          <>
            {draft && canRun && (
              <LinkButton href={`${here}/open`} variant="primary" icon={<Send aria-hidden className="size-4" />}>
                {t("open")}
              </LinkButton>
            )}
            {!draft && (
              <LinkButton href={`${here}/results`} variant="primary" icon={<ChartBar aria-hidden className="size-4" />}>
                {t("results")}
              </LinkButton>
            )}
            <LinkButton href={`${here}/preview`} icon={<Eye aria-hidden className="size-4" />}>
              {t("preview")}
            </LinkButton>
            {draft && canRun && (
              <LinkButton href={`${here}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                {t("editShort")}
              </LinkButton>
            )}
            {running && canRun && (
              <LinkButton href={`${here}/open`} icon={<UserPlus aria-hidden className="size-4" />}>
                {t("inviteMore")}
              </LinkButton>
            )}
            {running && canRun && (
              <RecordDeed
                record={record}
                action={actions.remindSurvey.bind(null, organization)}
                reason="optional"
                label={t("remind")}
                title={t("remindTitle")}
              >
                {t(survey.anonymous ? "remindAnonymous" : "remindText")}
              </RecordDeed>
            )}
            {survey.status === "open" && canRun && (
              <>
                <MoveClosing
                  survey={{ ...record, ref, closesOn: survey.closesOn }}
                  today={today()}
                  action={actions.moveClosing.bind(null, organization)}
                />
                <RecordDeed
                  record={record}
                  action={actions.closeSurvey.bind(null, organization)}
                  reason="optional"
                  label={t("close")}
                  title={t("closeTitle", { ref })}
                >
                  {t("closeText")}
                </RecordDeed>
              </>
            )}
            {survey.status !== "open" && canRun && (
              <RecordDeed
                record={record}
                action={actions.retireSurvey.bind(null, organization)}
                reason="required"
                label={t("retire")}
                title={t("retireTitle", { ref })}
              >
                {t("retireText")}
              </RecordDeed>
            )}
            {survey.retiredAt && access.can("survey:run") && (
              <RecordDeed
                record={record}
                action={actions.bringSurveyBack.bind(null, organization)}
                reason="optional"
                label={t("bringBack")}
                title={t("bringBackTitle", { ref })}
              >
                {t("bringBackText")}
              </RecordDeed>
            )}
          </>
        }
      />
      {survey.retiredAt && (
        <Callout tone="warn" className="mb-4 max-w-4xl" title={t("retiredNote", { day: survey.retiredAt, reason: survey.retiredReason })} />
      )}
      <SurveyFacts home={home} survey={survey} />
      {address && (
        <section className="mt-6 max-w-4xl" aria-labelledby="common-link">
          <h2 id="common-link" className="font-serif text-xl font-semibold">
            {t("commonLink")}
          </h2>
          <p className="prose-width mt-1 mb-2 text-sm text-muted">{t("commonLinkHint")}</p>
          <CopyLink address={address} shown />
        </section>
      )}
      {survey.anonymous && (
        <Callout className="mt-6 max-w-4xl" title={t("storedTitle")}>
          {t("storedText", { actor: t("anonymousActor", { ref }), least: SMALLEST_GROUP })}
        </Callout>
      )}
      <div className="mt-8">
        {draft && canRun ? (
          <QuestionBuilder
            surveyId={survey.id}
            questions={survey.questions}
            bank={groupsOf(QUESTION_GROUP_KEYS).map(({ key, questions }) => ({
              key,
              title: groupWord(key),
              suits: suits.has(key),
              questions: questions.map((question) => ({ key: question.key, question: question.question })),
            }))}
            actions={{
              save: actions.saveQuestion.bind(null, organization),
              add: actions.addFromBank.bind(null, organization),
              remove: actions.removeQuestion.bind(null, organization),
              move: actions.moveQuestion.bind(null, organization),
            }}
          />
        ) : (
          <section aria-labelledby="survey-questions" className="max-w-4xl">
            <h2 id="survey-questions" className="font-serif text-xl font-semibold">
              {t("questions")}
            </h2>
            <ol className="mt-2 list-decimal pl-6">
              {survey.questions.map(({ id, question, options }) => (
                <li key={id} className="py-0.5 [overflow-wrap:anywhere]">
                  {question} {options.length > 0 && <span className="text-muted">{options.join(" / ")}</span>}
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
      {!draft && (
        <InvitationList
          invitations={invitations}
          anonymous={survey.anonymous}
          deeds={
            canRun && running
              ? (invitation) => (
                  <>
                    {invitation.status === "refused" && (
                      <RecordDeed
                        record={invitation}
                        action={actions.mailInvitationAgain.bind(null, organization)}
                        reason="optional"
                        label={t("mailAgain")}
                        title={t("mailAgainTitle", { email: invitation.email })}
                      >
                        {t(survey.anonymous ? "mailAgainText" : "mailAgainNamedText")}
                      </RecordDeed>
                    )}
                    {!survey.anonymous && !["answered", "revoked"].includes(invitation.status) && (
                      <RecordDeed
                        record={invitation}
                        action={actions.revokeInvitation.bind(null, organization)}
                        reason="optional"
                        label={t("revoke")}
                        title={t("revokeTitle", { name: invitation.name })}
                      >
                        {t("revokeText")}
                      </RecordDeed>
                    )}
                  </>
                )
              : null
          }
        />
      )}
      {history && <RecordHistory history={history} slug={organization} moreHref={`${home}/history?entity=survey&ref=${ref}`} />}
    </Words>
  );
}
