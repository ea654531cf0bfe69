import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { readDigest } from "@/features/reminders/actions";
import { DigestText } from "@/features/reminders/components/digest-view";
import { MarkRead } from "@/features/reminders/components/mark-read";
import { myDigests } from "@/features/reminders/queries";
import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export const metadata: Metadata = { title: translator("reminders")("digestsTitle") };

/** What the reader was reminded of, day by day. Looking at the newest marks it as read. */
export default async function DigestsPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "organization:read");
  const digests = await myDigests(access);
  const t = translator("reminders");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader
        title={t("digestsTitle")}
        lead={t("digestsLead")}
        breadcrumbs={[{ label: translator("myWork")("title"), href: `${home}/my-work` }, { label: t("digestsTitle") }]}
        actions={<LinkButton href={`${home}/account/reminders`}>{t("title")}</LinkButton>}
      />
      {digests.length === 0 ? (
        <EmptyState title={t("emptyTitle")} ways={[{ href: `${home}/account/reminders`, label: t("accountLink") }]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <div className="flex max-w-4xl flex-col gap-10">
          {digests.map((digest) => (
            <section key={digest.day} aria-labelledby={`day-${digest.day}`}>
              <h2 id={`day-${digest.day}`} className="mb-2 flex flex-wrap items-baseline gap-x-3 font-serif text-xl font-semibold">
                <span lang={digest.language}>{outsideWords(digest.language, "digest")("heading", { day: digest.day })}</span>
                <span className="font-sans text-sm font-normal text-muted">
                  {[digest.read ? "" : t("unread"), digest.mailed ? t("mailed") : ""].filter(Boolean).join(" · ")}
                </span>
              </h2>
              <DigestText home={home} digest={digest} />
              {!digest.read && <MarkRead day={digest.day} action={readDigest.bind(null, access.organization.slug)} />}
            </section>
          ))}
        </div>
      )}
    </>
  );
}
