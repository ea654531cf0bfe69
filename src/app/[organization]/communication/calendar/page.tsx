import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { CALENDAR_SCOPES } from "@/domain/vocabulary";
import { endFeed, makeFeed } from "@/features/calendar/actions";
import { FeedBox } from "@/features/calendar/components/feed-box";
import { ownFeeds } from "@/features/calendar/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("calendar")("title") };

export default async function CalendarAddressPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "communication:read");
  const feeds = await ownFeeds(access);
  const t = translator("calendar");
  const { slug } = access.organization;
  return (
    <Words namespaces={["calendar"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: translator("communication")("title"), href: `/${slug}/communication` }, { label: t("title") }]}
      />
      <div className="max-w-3xl border-t">
        {CALENDAR_SCOPES.map((scope) => {
          const feed = feeds.find((one) => one.scope === scope);
          return (
            <FeedBox
              key={scope}
              scope={scope}
              feed={
                feed
                  ? {
                      id: feed.id,
                      madeOn: feed.createdAt.slice(0, 10),
                      lastRead: feed.lastReadAt?.slice(0, 16).replace("T", " ") ?? null,
                    }
                  : null
              }
              make={makeFeed.bind(null, slug)}
              end={endFeed.bind(null, slug)}
            />
          );
        })}
        <p className="prose-width mt-4 text-sm text-muted">
          {t("replaces")} {t("access")}
        </p>
      </div>
    </Words>
  );
}
