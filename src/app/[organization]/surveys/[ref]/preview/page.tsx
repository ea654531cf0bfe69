import type { Metadata } from "next";
import { IntlProvider } from "@/components/intl-provider";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { OutsideFrame } from "@/features/surveys/components/outside-frame";
import { SurveyForm } from "@/features/surveys/components/survey-form";
import { outsideMessages, outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { surveyOfPage } from "../survey";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("surveys")("previewTitle", { ref: (await params).ref }) };
}

export default async function SurveyPreviewPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "survey:read");
  const survey = await surveyOfPage(access, ref);
  const t = translator("surveys");
  const path = `/${organization}/surveys`;
  const shown = {
    id: survey.id,
    organization: access.organization.name,
    owner: survey.ownerName,
    title: survey.title,
    introduction: survey.introduction,
    language: survey.language,
    anonymous: survey.anonymous,
    closesOn: survey.closesOn ?? today(),
    recipient: survey.anonymous ? "" : (access.user?.name ?? ""),
    questions: survey.questions,
    own: null,
  };
  return (
    <>
      <PageHeader
        title={t("previewTitle", { ref })}
        lead={t("previewLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("preview") }]}
        actions={<LinkButton href={`${path}/${ref}`}>{t("toQuestions")}</LinkButton>}
      />
      <OutsideFrame
        inside
        language={survey.language}
        above={outsideWords(survey.language, "survey")("asks", { organization: shown.organization })}
        title={survey.title}
      >
        <IntlProvider {...outsideMessages(survey.language, "survey")}>
          <SurveyForm survey={shown} token="" responseId="" action={null} />
        </IntlProvider>
      </OutsideFrame>
    </>
  );
}
