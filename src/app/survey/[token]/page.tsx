import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { IntlProvider } from "@/components/intl-provider";
import { answerSurvey } from "@/features/surveys/actions";
import { answeredCookie, openSurveyLink } from "@/features/surveys/answering";
import { OutsideFrame } from "@/features/surveys/components/outside-frame";
import { SurveyForm } from "@/features/surveys/components/survey-form";
import { outsideMessages, outsideWords } from "@/lib/outside-words";
import { currentRequest } from "@/server/request";

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const survey = await openSurveyLink((await params).token);
  const t = outsideWords(survey?.language ?? (await likelyLanguage()), "survey");
  // The address holds the key: it must not travel on in a Referer.
  return { title: survey?.title ?? t("page"), referrer: "no-referrer", robots: { index: false, follow: false } };
}

/** A survey for whoever holds its link. Opening it uses nothing up: mail programs open links by themselves. Closed, expired, withdrawn, foreign and invented look alike. */
export default async function SurveyLinkPage({ params }: Props) {
  const { token } = await params;
  const survey = await openSurveyLink(token);
  if (!survey) {
    const language = await likelyLanguage();
    const t = outsideWords(language, "survey");
    return <OutsideFrame language={language} title={t("goneTitle")} lead={t("goneText")} />;
  }
  const answered = survey.anonymous && (await currentRequest()).cookie(answeredCookie(survey.id)) !== undefined;
  const t = outsideWords(survey.language, "survey");
  const until = new Date(`${survey.closesOn}T12:00:00Z`);
  const words = { organization: survey.organization, name: survey.recipient, until };
  return (
    <OutsideFrame language={survey.language} above={t("asks", words)} title={survey.title}>
      {answered ? (
        <>
          <h2 className="font-serif text-xl font-semibold">{t("alreadyTitle")}</h2>
          <p className="mt-2">{t("alreadyAnonymous")}</p>
        </>
      ) : (
        <IntlProvider {...outsideMessages(survey.language, "survey")}>
          <SurveyForm survey={survey} token={token} responseId={randomUUID()} action={answerSurvey} />
        </IntlProvider>
      )}
    </OutsideFrame>
  );
}

/** Behind a link that opens nothing nobody's language is known but the browser's. */
async function likelyLanguage(): Promise<string> {
  const wanted = (await headers()).get("accept-language") ?? "";
  return /^\s*(de|fr)\b/i.exec(wanted)?.[1]?.toLowerCase() ?? "en";
}
