import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { instantInWords } from "@/features/history/entry-lines";
import { sendAgain, withdrawMail } from "@/features/mail/actions";
import { MailDeeds } from "@/features/mail/components/mail-deeds";
import { MailState, mailKind } from "@/features/mail/components/mail-status";
import { getMail, mailSetup } from "@/features/mail/queries";
import { mailInput } from "@/features/mail/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { NotFound } from "@/server/errors";

interface Props {
  params: Promise<{ organization: string; id: string }>;
}

export const metadata: Metadata = { title: translator("mail")("open") };

/** One mail as it was written, and what became of it. */
export default async function OneMailPage({ params }: Props) {
  const { organization, id } = await params;
  const access = await requireAccess(organization, "mail:read");
  const asked = mailInput.safeParse({ id });
  if (!asked.success) notFound();
  const mail = await getMail(access, asked.data.id).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!mail) notFound();
  const setup = mailSetup(access);
  const t = translator("mail");
  const { slug } = access.organization;
  const path = `/${slug}/settings/mail`;
  return (
    <Words namespaces={["mail"]}>
      <PageHeader
        title={mail.subject}
        breadcrumbs={[
          { label: translator("organizations")("settings"), href: `/${slug}/settings` },
          { label: t("title"), href: path },
          { label: t("readTitle", { to: mail.toEmail }) },
        ]}
        actions={
          access.can("mail:run") && <MailDeeds mail={mail} again={sendAgain.bind(null, slug)} withdraw={withdrawMail.bind(null, slug)} />
        }
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            { label: t("stateHead"), value: <MailState mail={mail} inFolder={setup.server === null} /> },
            { label: t("to"), value: mail.toName ? `${mail.toName} <${mail.toEmail}>` : mail.toEmail },
            { label: t("about"), value: mailKind(mail.kind) },
            { label: t("when"), value: instantInWords(mail.sentAt ?? mail.createdAt) },
            { label: t("messageId"), value: mail.messageId && <span className="font-mono text-sm">{mail.messageId}</span> },
          ]}
        />
        <pre
          lang={mail.language}
          className="rounded-md bg-sunken px-5 py-4 font-sans text-[0.9375rem] whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {mail.text}
        </pre>
        {mail.text.includes("{link}") && <p className="prose-width text-sm text-muted">{t("linkHint")}</p>}
      </div>
    </Words>
  );
}
