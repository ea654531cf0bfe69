import { Mail, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { issueFeedbackLink, revokeFeedbackLink } from "@/features/feedback/actions";
import { FeedbackLinkForm, FeedbackLinks } from "@/features/feedback/components/feedback-links";
import { InboxList } from "@/features/feedback/components/inbox";
import { feedbackInbox, feedbackLinks } from "@/features/feedback/queries";
import { findParties } from "@/features/interested-parties/actions";
import { partyOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("feedback")("title") };

export default async function FeedbackPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "engagement:read");
  const sends = access.can("ask:send");
  // One transaction, so one of the few connections.
  const { inbox, links, parties } = await inTenant(access, async () => ({
    inbox: await feedbackInbox(access),
    links: sends ? await feedbackLinks(access) : [],
    parties: sends ? await partyOptions(access) : [],
  }));
  const t = translator("feedback");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/engagement`;
  const canWrite = access.can("engagement:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 9.3.2 e"
        lead={t("lead")}
        breadcrumbs={[{ label: translator("engagement")("title"), href: path }, { label: t("title") }]}
        actions={
          canWrite && (
            <>
              <LinkButton href={`${path}/new?type=feedback`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("add")}
              </LinkButton>
              <LinkButton href={`${path}/feedback/mail`} icon={<Mail aria-hidden className="size-4" />}>
                {t("fromMail")}
              </LinkButton>
            </>
          )
        }
      />
      {inbox.rows.length === 0 ? (
        <EmptyState title={t("emptyTitle")} examplesLabel={t("emptyExamplesLabel")} examples={[t("emptyExample1"), t("emptyExample2")]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <p className="mb-2 text-muted">{t("counts", { ...inbox.counts })}</p>
          <InboxList home={home} inbox={inbox} today={today()} />
        </>
      )}
      {inbox.counts.closed > 0 && (
        <p className="mt-3">
          <Link className="link inline-block min-h-6" href={`${path}?type=feedback&status=closed`}>
            {t("showClosed", { count: inbox.counts.closed })}
          </Link>
        </p>
      )}
      {sends && (
        <Words namespaces={["feedback", "vocabulary"]}>
          <section className="mt-10 max-w-3xl" aria-labelledby="links-title">
            <h2 id="links-title" className="font-serif text-xl font-semibold">
              {t("linksTitle")}
            </h2>
            <p className="prose-width mt-1 mb-3 text-muted">{t("linksText")}</p>
            {links.length > 0 && <FeedbackLinks links={links} revoke={revokeFeedbackLink.bind(null, slug)} />}
            <h3 className="mt-6 mb-3 font-serif text-lg font-semibold">{t("newLink")}</h3>
            <FeedbackLinkForm
              action={issueFeedbackLink.bind(null, slug)}
              findParties={findParties.bind(null, slug)}
              parties={parties.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }))}
            />
          </section>
        </Words>
      )}
    </>
  );
}
