import type { Metadata } from "next";
import { headers } from "next/headers";
import { answerAsk, noteOpened } from "@/features/asks/actions";
import { OutsideFrame, OutsidePage } from "@/features/asks/components/outside-page";
import { outsideAsk } from "@/features/asks/queries";
import { outsideWords } from "@/lib/outside-words";

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ask = await outsideAsk((await params).token);
  const language = ask?.language ?? (await ofBrowser());
  // The address holds the key: it must not travel on in a Referer.
  return {
    title: outsideWords(language, "ask")(ask ? "page.metaTitle" : "gone.title"),
    referrer: "no-referrer",
    robots: { index: false, follow: false },
  };
}

/** A party answers, without an account. Opening it changes nothing; expired, withdrawn, foreign and invented links look alike. */
export default async function AskPage({ params }: Props) {
  const { token } = await params;
  const ask = await outsideAsk(token);
  if (ask) return <OutsidePage ask={ask} doors={{ token, answer: answerAsk, opened: noteOpened }} />;
  const language = await ofBrowser();
  const t = outsideWords(language, "ask.gone");
  return (
    <OutsideFrame language={language} title={t("title")}>
      <p className="mt-3">{t("text")}</p>
    </OutsideFrame>
  );
}

/** Behind a link that opens nothing nobody's language is known but the browser's. */
async function ofBrowser(): Promise<string> {
  const wanted = (await headers()).get("accept-language") ?? "";
  return /^\s*(de|fr)\b/i.exec(wanted)?.[1]?.toLowerCase() ?? "en";
}
