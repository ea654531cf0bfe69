import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { itemKey } from "@/domain/digest";
import { WorkList } from "@/features/my-work/components/work-list";
import { myWork } from "@/features/my-work/queries";
import { snoozeItem, wakeItem } from "@/features/reminders/actions";
import { Snooze } from "@/features/reminders/components/snooze";
import { myDigests, mySnoozes } from "@/features/reminders/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("myWork")("title") };

export default async function MyWorkPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "organization:read");
  const [work, snoozes, digests] = await Promise.all([myWork(access), mySnoozes(access), myDigests(access, 1)]);
  const unread = digests.some(({ read }) => !read);
  const reminders = translator("reminders");
  const t = translator("myWork");
  const home = `/${access.organization.slug}`;
  const reads = access.role === "viewer" || access.role === "auditor";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <LinkButton href={`${home}/my-work/digests`}>
              {unread ? `${reminders("digestsLink")} · ${reminders("unread")}` : reminders("digestsLink")}
            </LinkButton>
            {access.can("trigger:write") && <LinkButton href={`${home}/trigger-events/new`}>{t("logEvent")}</LinkButton>}
          </>
        }
      />
      {work.total === 0 ? (
        <EmptyState title={t(reads ? "emptyReaderTitle" : "emptyTitle")} ways={[]}>
          {t(reads ? `emptyReader.${access.role}` : "emptyText")}
        </EmptyState>
      ) : (
        <Words namespaces={["reminders"]}>
          <WorkList
            home={home}
            work={work}
            beside={(item) => (
              <Snooze
                item={{ key: itemKey(item), ref: item.ref, snoozedUntil: snoozes.get(itemKey(item)) ?? null }}
                days={{ first: addDays(today(), 1), last: addDays(today(), 365), usual: addDays(today(), 7) }}
                snooze={snoozeItem.bind(null, access.organization.slug)}
                wake={wakeItem.bind(null, access.organization.slug)}
              />
            )}
          />
        </Words>
      )}
    </>
  );
}
