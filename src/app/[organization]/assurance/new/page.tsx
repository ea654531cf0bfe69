import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { isSheetField, judgeRecipient, SHEET_FIELDS, USUAL_DAYS_OPEN, USUALLY_LEFT_OUT } from "@/domain/assurance";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { makeSheet } from "@/features/assurance/actions";
import { ChooseParty } from "@/features/assurance/components/choose-party";
import { SheetForm } from "@/features/assurance/components/sheet-form";
import { getSheet, sheetDraft } from "@/features/assurance/queries";
import { sheetWordsByLanguage } from "@/features/assurance/words";
import { reachable } from "@/features/contacts/queries";
import { findParties } from "@/features/interested-parties/actions";
import { outsideWords } from "@/lib/outside-words";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("assurance")("newTitle") };

/** First for whom, then (?party=IP-001) what goes in. `from` names an earlier sheet whose choice is taken over. */
export default async function NewSheetPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "assurance:share");
  const { party: partyRef, from } = await searchParams;
  const t = translator("assurance");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/assurance`;
  const breadcrumbs = [{ label: t("title"), href: path }, { label: t("newTitle") }];
  if (typeof partyRef !== "string") {
    return (
      <>
        <PageHeader title={t("chooseParty")} clause="Clause 7.4" lead={t("choosePartyLead")} breadcrumbs={breadcrumbs} />
        <Words namespaces={["assurance", "validation"]}>
          <ChooseParty path={path} findParties={findParties.bind(null, slug)} />
        </Words>
      </>
    );
  }
  const draft = await sheetDraft(access, partyRef);
  if (!draft) notFound();
  const { party, facts, seen } = draft;
  const ruling = judgeRecipient(party);
  const refused = !ruling.ok || facts.requirements.length === 0;
  if (refused) {
    return (
      <>
        <PageHeader title={t("newTitle")} lead={`${party.ref} ${party.name}`} breadcrumbs={breadcrumbs} />
        <Callout
          title={ruling.ok ? t("nothingToSay") : t("adverseTitle")}
          actions={
            <LinkButton href={`${home}/interested-parties/${party.ref}`} size="small">
              {t("toParty")}
            </LinkButton>
          }
        >
          {ruling.ok ? t("nothingToSayText", { party: party.name }) : t(`${ruling.code}Text`, { party: party.name })}
        </Callout>
      </>
    );
  }
  const before = typeof from === "string" ? await getSheet(access, from) : null;
  const leftOut = before?.party.id === party.id ? before.leftOut : USUALLY_LEFT_OUT;
  const language = (await reachable(access, [party.id]))[0]?.language ?? "en";
  const word = translator("vocabulary.outsideLanguage");
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause="Clause 7.4"
        lead={
          <>
            {t("newLead")} <bdi>{party.name}</bdi>
          </>
        }
        breadcrumbs={breadcrumbs}
      />
      <Words namespaces={["assurance"]}>
        <SheetForm
          path={path}
          action={makeSheet.bind(null, slug)}
          partyId={party.id}
          facts={facts}
          seen={seen}
          today={today()}
          shown={SHEET_FIELDS.filter((field) => !(leftOut as readonly string[]).includes(field))}
          withheld={leftOut.filter((value) => !isSheetField(value) && facts.requirements.some(({ ref }) => value.split("/")[0] === ref))}
          introductions={Object.fromEntries(OUTSIDE_LANGUAGES.map((one) => [one, outsideWords(one, "sheet")("introduction")]))}
          language={before?.linkLanguage ?? language}
          languages={OUTSIDE_LANGUAGES.map((value) => ({ value, label: word(value) }))}
          words={sheetWordsByLanguage()}
          days={USUAL_DAYS_OPEN}
        />
      </Words>
    </>
  );
}
