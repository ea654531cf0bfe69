import { FileDown } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { buttonStyle, LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { judgeRecipient } from "@/domain/assurance";
import { ENGAGEMENT_CHANNELS } from "@/domain/vocabulary";
import * as actions from "@/features/assurance/actions";
import { HandOutForm, SheetAddress } from "@/features/assurance/components/hand-out-form";
import { SheetRecordView } from "@/features/assurance/components/sheet-record";
import { SheetView } from "@/features/assurance/components/sheet-view";
import { getSheet } from "@/features/assurance/queries";
import { sheetWords } from "@/features/assurance/words";
import { reachable } from "@/features/contacts/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function SheetPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "assurance:read");
  const shares = access.can("assurance:share");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const sheet = await getSheet(access, ref);
    if (!sheet) return null;
    return {
      sheet,
      contacts: shares && sheet.address ? await reachable(access, [sheet.party.id]) : [],
      history: access.can("history:read") ? await historyOf(access, "assurance-sheet", sheet.id) : null,
    };
  });
  if (!found) notFound();
  const { sheet, contacts, history } = found;
  const [t, word] = [translator("assurance"), translator("vocabulary")];
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: sheet.id, ref, version: sheet.version };
  const reaches = shares && judgeRecipient(sheet.party).ok;
  const newer = reaches && (
    <LinkButton href={`${home}/assurance/new?party=${sheet.party.ref}&from=${ref}`} size="small">
      {t("newer")}
    </LinkButton>
  );
  return (
    <Words namespaces={["assurance"]}>
      <PageHeader
        title={sheet.title}
        reference={ref}
        clause="Clause 7.4"
        breadcrumbs={[{ label: t("title"), href: `${home}/assurance` }, { label: ref }]}
        actions={
          <>
            {access.can("paper:export") &&
              (["pdf", "docx"] as const).map((format) => (
                <a key={format} href={`${home}/papers/assurance-sheet/${format}?ref=${ref}`} className={buttonStyle({})} download>
                  <FileDown aria-hidden className="size-4" />
                  {t(format === "pdf" ? "asPdf" : "asWord")}
                </a>
              ))}
            {shares && sheet.address && (
              <RecordDeed
                record={record}
                action={actions.revokeSheet.bind(null, slug)}
                reason="required"
                label={t("revoke")}
                title={t("revokeTitle", { ref })}
              >
                {t("revokeText")}
              </RecordDeed>
            )}
          </>
        }
      />
      <SheetRecordView home={home} sheet={sheet} newer={newer} mailStatus={(status) => word(`mailStatus.${status}`)} />
      {sheet.address && sheet.expiresAt && (
        <section className="mt-8">
          <SheetAddress address={sheet.address} text={t("linkText", { until: sheet.expiresAt.slice(0, 10) })} />
        </section>
      )}
      {reaches && (
        <section aria-labelledby="hand-out" className="mt-10">
          <h2 id="hand-out" className="font-serif text-xl font-semibold">
            {t("handOut")}
          </h2>
          <p className="prose-width mb-4 text-sm text-muted">{t("handOutLead")}</p>
          <HandOutForm
            action={actions.handOutSheet.bind(null, slug)}
            sheet={record}
            contacts={contacts.map(({ contactId, name, email, language }) => ({
              value: contactId,
              label: name,
              hint: `${email}, ${word(`outsideLanguage.${language}`)}`,
            }))}
            channels={ENGAGEMENT_CHANNELS.map((value) => ({ value, label: word(`engagementChannel.${value}`) }))}
          />
        </section>
      )}
      <section aria-label={t("sheet")} className="mt-10 max-w-4xl rounded-md border bg-surface p-5 sm:p-8">
        <SheetView content={sheet.content} words={sheetWords(sheet.linkLanguage)} language={sheet.linkLanguage} hash={sheet.contentHash} />
      </section>
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=assurance-sheet&ref=${ref}`} />}
    </Words>
  );
}
