import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Tabs } from "@/components/ui/tabs";
import { Words } from "@/components/words";
import { sendAgain, sendTestMail, withdrawMail } from "@/features/mail/actions";
import { TestMail } from "@/features/mail/components/mail-deeds";
import { MailTable } from "@/features/mail/components/mail-table";
import { listMails, MAIL_FILTERS, mailSetup } from "@/features/mail/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<{ show?: string | string[]; page?: string | string[] }>;
}

export const metadata: Metadata = { title: translator("mail")("title") };

/** How mail goes out, and what became of each. */
export default async function MailPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "mail:read");
  const asked = await searchParams;
  const filter = MAIL_FILTERS.find((name) => name === asked.show) ?? "all";
  const list = await listMails(access, { filter, page: Number.parseInt(String(asked.page ?? "1"), 10) || 1 });
  const setup = mailSetup(access);
  const t = translator("mail");
  const { slug } = access.organization;
  const path = `/${slug}/settings/mail`;
  const mayRun = access.can("mail:run");
  const at = (page: number) => `${path}?${new URLSearchParams({ ...(filter === "all" ? {} : { show: filter }), page: String(page) })}`;
  const total = Object.values(list.counts).reduce((sum, count) => sum + count, 0);
  return (
    <Words namespaces={["mail"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: translator("organizations")("settings"), href: `/${slug}/settings` }, { label: t("title") }]}
        actions={mayRun && <TestMail action={sendTestMail.bind(null, slug)} />}
      />
      <section className="mb-10 max-w-3xl" aria-labelledby="how">
        <h2 id="how" className="mb-3 font-serif text-xl font-semibold">
          {t("howTitle")}
        </h2>
        {setup.server === null && (
          <Callout tone="warn" title={t("noServerTitle")} className="mb-4">
            {t("noServer")}
          </Callout>
        )}
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            setup.server === null
              ? { label: t("folder"), value: mayRun ? <span className="font-mono text-sm">{setup.folder}</span> : "" }
              : { label: t("server"), value: `${setup.server}, ${t(`serverEncrypted${setup.encrypted}`)}` },
            { label: t("from"), value: `${setup.fromName} <${setup.from}>` },
            { label: t("retries"), value: t("retriesText") },
          ]}
        />
      </section>
      <section aria-labelledby="mails">
        <h2 id="mails" className="mb-3 font-serif text-xl font-semibold">
          {t("listTitle")}
        </h2>
        {total === 0 ? (
          <EmptyState title={t("emptyTitle")} ways={[]}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <>
            <Tabs
              label={t("filterLabel")}
              items={MAIL_FILTERS.map((name) => ({
                href: name === "all" ? path : `${path}?show=${name}`,
                label: t(`filter.${name}`),
                count: name === "all" ? total : list.counts[name],
                current: name === filter,
              }))}
            />
            {list.rows.length === 0 ? (
              <p className="text-muted">{t("emptyFilter")}</p>
            ) : (
              <MailTable
                list={list}
                path={path}
                inFolder={setup.server === null}
                deeds={mayRun ? { again: sendAgain.bind(null, slug), withdraw: withdrawMail.bind(null, slug) } : null}
              />
            )}
            {list.pages > 1 && (
              <nav aria-label={t("listTitle")} className="no-print mt-4 flex items-center gap-3 text-sm">
                {list.page > 1 && <LinkButton href={at(list.page - 1)}>{t("newer")}</LinkButton>}
                <span>{t("pageOf", { page: list.page, pages: list.pages })}</span>
                {list.page < list.pages && <LinkButton href={at(list.page + 1)}>{t("older")}</LinkButton>}
              </nav>
            )}
          </>
        )}
      </section>
    </Words>
  );
}
