import type { ReactNode } from "react";
import { DocumentLanguage } from "@/components/document-language";
import { IntlProvider } from "@/components/intl-provider";
import { outsideMessages, outsideWords } from "@/lib/outside-words";
import { dayIn } from "../mails";
import type { OutsideAsk } from "../queries";
import { AnswerForm, NeedText } from "./answer-form";

/** The frame of a page for people outside: in their language, with the name of the organisation, without anything of the app around it. */
export function OutsideFrame({
  language,
  organization,
  title,
  children,
}: {
  language: string;
  organization?: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <div lang={language} className="mx-auto flex min-h-dvh w-full flex-col px-4 py-6 sm:py-12">
      <DocumentLanguage language={language} />
      <main id="main" className="mx-auto w-full max-w-2xl">
        {organization && (
          <p className="mb-5 font-serif text-lg font-semibold">
            <bdi>{organization}</bdi>
          </p>
        )}
        <h1 className="font-serif text-[1.75rem] leading-tight font-semibold">{title}</h1>
        {children}
      </main>
    </div>
  );
}

interface OutsidePageProps {
  ask: OutsideAsk;
  doors: Parameters<typeof AnswerForm>[0]["doors"];
}

/** What a party sees: who asks and why, until when, its own requirements, and the questions. */
export function OutsidePage({ ask, doors }: OutsidePageProps) {
  const { language, organization, items } = ask;
  const t = outsideWords(language, "ask.page");
  const due = dayIn(language, ask.dueOn);
  const until = dayIn(language, ask.expiresOn);
  const answeredAt =
    ask.answeredAt &&
    `${new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(ask.answeredAt))} UTC`;
  return (
    <OutsideFrame language={language} organization={organization} title={ask.open ? t("title") : t("closedTitle")}>
      <IntlProvider {...outsideMessages(language, "ask")}>
        {ask.open ? (
          <>
            <p className="mt-3">{t("lead", { organization })}</p>
            <p className="mt-2 font-medium">{t("until", { due, until })}</p>
            {ask.message && (
              <blockquote className="mt-4 border-l-2 border-gold pl-4">
                <p className="text-sm text-muted">{t("from", { organization })}</p>
                <p dir="auto" className="whitespace-pre-line [overflow-wrap:anywhere]">
                  {ask.message}
                </p>
              </blockquote>
            )}
            <p className="mt-4 text-sm text-muted">{t("why", { organization })}</p>
            <div className="mt-6">
              <AnswerForm ask={ask} words={{ until, answeredAt: answeredAt || null }} doors={doors} />
            </div>
          </>
        ) : (
          <>
            <p className="mt-3">{ask.answeredAt ? t("closedText") : t("closedNothing")}</p>
            {ask.answeredAt && (
              <ol className="mt-6 flex flex-col gap-4">
                {items.map((item, index) => (
                  <li key={item.id} className="rounded-md border bg-surface p-4">
                    <h2 className="text-sm font-semibold text-muted">{t("need", { number: index + 1 })}</h2>
                    <NeedText item={item} withHowMet={ask.withHowMet} />
                    {item.answer && (
                      <p className="mt-3 border-t pt-3 whitespace-pre-line">
                        {[`${t("said")}: ${t(item.answer)}`, item.proposal, item.comment].filter(Boolean).join("\n")}
                      </p>
                    )}
                  </li>
                ))}
              </ol>
            )}
          </>
        )}
      </IntlProvider>
    </OutsideFrame>
  );
}
