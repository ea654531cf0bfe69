import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { DocumentLanguage } from "@/components/document-language";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { openSheet } from "@/features/assurance/actions";
import { OpenSheet } from "@/features/assurance/components/open-sheet";
import { sheetDoor } from "@/features/assurance/queries";
import { sheetWords } from "@/features/assurance/words";
import { outsideWords } from "@/lib/outside-words";
import type { SearchParams } from "@/lib/table-state";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const door = await sheetDoor((await params).token);
  const language = await languageOf(searchParams, door?.language);
  // The address holds the key: it must not travel on in a Referer.
  return { title: outsideWords(language, "sheet")("pageTitle"), referrer: "no-referrer", robots: { index: false, follow: false } };
}

/** One party's sheet, for whoever holds its link. The page itself shows and notes nothing: mail programs open links by themselves; a click opens it. */
export default async function SheetLinkPage({ params, searchParams }: Props) {
  const { token } = await params;
  const door = await sheetDoor(token);
  const language = await languageOf(searchParams, door?.language);
  const t = outsideWords(language, "sheet");
  if (!door) {
    return (
      <Frame language={language}>
        <h1 className="font-serif text-[1.75rem] leading-tight font-semibold">{t("goneTitle")}</h1>
        <p className="prose-width mt-2 text-muted">{t("goneText")}</p>
      </Frame>
    );
  }
  const { organization, expiresAt } = door;
  return (
    <Frame language={language} above={organization}>
      <OpenSheet
        token={token}
        action={openSheet}
        language={language}
        words={sheetWords(language)}
        frame={{
          title: t("openTitle"),
          lead: t("openLead", { organization }),
          noted: t("noted", { organization }),
          until: expiresAt ? t("until", { day: expiresAt.slice(0, 10) }) : "",
          open: t("open"),
          print: t("print"),
          offline: t("offline"),
          wait: t("wait"),
        }}
      />
      <Languages current={language} label={t("languages")} />
    </Frame>
  );
}

function Frame({ language, above, children }: { language: string; above?: string; children: ReactNode }) {
  return (
    <div lang={language} className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col px-4 py-8 sm:py-14">
      <DocumentLanguage language={language} />
      <main id="main">
        {above && <p className="mb-2 text-sm font-medium text-muted">{above}</p>}
        {children}
      </main>
    </div>
  );
}

const NAMES: Record<(typeof OUTSIDE_LANGUAGES)[number], string> = { en: "English", de: "Deutsch", fr: "Français" };

function Languages({ current, label }: { current: string; label: string }) {
  return (
    <nav aria-label={label} className="no-print mt-10 flex flex-wrap gap-x-4 text-sm">
      {OUTSIDE_LANGUAGES.filter((language) => language !== current).map((language) => (
        <a
          key={language}
          href={`?language=${language}`}
          hrefLang={language}
          lang={language}
          className="link inline-flex min-h-6 items-center"
        >
          {NAMES[language]}
        </a>
      ))}
    </nav>
  );
}

/** What was asked for in the address, else that of the party; behind a link that opens nothing, the browser's. */
async function languageOf(searchParams: Props["searchParams"], ofTheParty: string | undefined): Promise<string> {
  const asked = (await searchParams).language;
  const known = OUTSIDE_LANGUAGES.find((language) => language === asked) ?? ofTheParty;
  if (known) return known;
  const wanted = (await headers()).get("accept-language") ?? "";
  return /^\s*(de|fr)\b/i.exec(wanted)?.[1]?.toLowerCase() ?? "en";
}
