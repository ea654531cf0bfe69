import { Megaphone } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NoticeList } from "@/features/notices/components/notice-list";
import { listNotices } from "@/features/notices/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("notices")("title") };

export default async function NoticesPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "communication:read");
  const notices = await listNotices(access);
  const t = translator("notices");
  const home = `/${access.organization.slug}`;
  const running = notices.filter(({ status }) => status === "running");
  const over = notices.filter(({ status }) => status !== "running");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 7.4"
        lead={t("lead")}
        breadcrumbs={[{ label: t("plan"), href: `${home}/communication` }, { label: t("title") }]}
        actions={
          access.can("trigger:write") && (
            <LinkButton href={`${home}/trigger-events/new`} icon={<Megaphone aria-hidden className="size-4" />}>
              {t("logEvent")}
            </LinkButton>
          )
        }
      />
      <section aria-labelledby="running-title">
        <h2 id="running-title" className="mb-2 font-serif text-xl font-semibold">
          {t("running")}
        </h2>
        {running.length > 0 ? (
          <NoticeList home={home} notices={running} />
        ) : (
          <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
        )}
      </section>
      <section aria-labelledby="over-title" className="mt-8">
        <h2 id="over-title" className="mb-2 font-serif text-xl font-semibold">
          {t("over")}
        </h2>
        {over.length > 0 ? <NoticeList home={home} notices={over} /> : <p className="text-sm text-muted">{t("emptyOver")}</p>}
      </section>
    </>
  );
}
