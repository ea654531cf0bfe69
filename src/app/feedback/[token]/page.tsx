import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { DocumentLanguage } from "@/components/document-language";
import { IntlProvider } from "@/components/intl-provider";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { giveFeedback } from "@/features/feedback/actions";
import { ToldForm } from "@/features/feedback/components/told-form";
import { feedbackDoor } from "@/features/feedback/queries";
import { outsideMessages, outsideWords } from "@/lib/outside-words";
import type { SearchParams } from "@/lib/table-state";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const door = await feedbackDoor((await params).token);
  const language = await languageOf(searchParams, door?.language);
  // The address holds the key: it must not travel on in a Referer.
  return { title: outsideWords(language, "feedback")("page"), referrer: "no-referrer", robots: { index: false, follow: false } };
}

/** Where somebody outside tells us something. Opening it uses nothing up: mail programs open links by themselves. Expired, withdrawn, foreign and invented look alike. */
export default async function FeedbackLinkPage({ params, searchParams }: Props) {
  const { token } = await params;
  const door = await feedbackDoor(token);
  const language = await languageOf(searchParams, door?.language);
  const t = outsideWords(language, "feedback");
  if (!door) return <Frame language={language} title={t("goneTitle")} lead={t("goneText")} />;
  const { organization, openChannel } = door;
  return (
    <Frame language={language} above={organization} title={t("title")} lead={t("lead", { organization })}>
      <IntlProvider {...outsideMessages(language, "feedback")}>
        <ToldForm token={token} organization={organization} openChannel={openChannel} action={giveFeedback} />
      </IntlProvider>
      <nav aria-label={t("languages")} className="mt-10 flex flex-wrap gap-x-4 text-sm">
        {OUTSIDE_LANGUAGES.filter((other) => other !== language).map((other) => (
          <a key={other} href={`?language=${other}`} hrefLang={other} lang={other} className="link inline-flex min-h-6 items-center">
            {NAMES[other]}
          </a>
        ))}
      </nav>
    </Frame>
  );
}

const NAMES: Record<(typeof OUTSIDE_LANGUAGES)[number], string> = { en: "English", de: "Deutsch", fr: "Français" };

interface FrameProps {
  language: string;
  above?: string;
  title: string;
  lead: string;
  children?: ReactNode;
}

function Frame({ language, above, title, lead, children }: FrameProps) {
  return (
    <div lang={language} className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col px-4 py-8 sm:py-14">
      <DocumentLanguage language={language} />
      <main id="main">
        {above && <p className="mb-2 text-sm font-medium text-muted">{above}</p>}
        <h1 className="font-serif text-[1.75rem] leading-tight font-semibold">{title}</h1>
        <p className="prose-width mt-2 text-muted">{lead}</p>
        {children && <div className="mt-6">{children}</div>}
      </main>
    </div>
  );
}

/** What was asked for in the address, else that of the link; behind one that opens nothing, the browser's. */
async function languageOf(searchParams: Props["searchParams"], ofTheLink: string | undefined): Promise<string> {
  const asked = (await searchParams).language;
  const known = OUTSIDE_LANGUAGES.find((language) => language === asked) ?? ofTheLink;
  if (known) return known;
  const wanted = (await headers()).get("accept-language") ?? "";
  return /^\s*(de|fr)\b/i.exec(wanted)?.[1]?.toLowerCase() ?? "en";
}
