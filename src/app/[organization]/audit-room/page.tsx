import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { Limits, RegisterFacts, Tour } from "@/features/audit-room/components/tour";
import { roomFacts } from "@/features/audit-room/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("auditRoom")("title") };

export default async function AuditRoomPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "audit-room:read");
  const room = await roomFacts(access);
  const t = translator("auditRoom");
  const home = `/${access.organization.slug}`;
  const auditor = access.role === "auditor";
  const openings = auditor ? `?action=open&person=${access.user?.id}` : "?action=open";
  return (
    <>
      <PageHeader title={t("title")} clause="Clause 4.2" lead={t("lead")} />
      <RoomTabs home={home} current="start" notes={access.can("audit-note:write")} />
      <Callout title={t(auditor ? "recorded.title" : "asAuditor.title")} className="max-w-4xl">
        {t(auditor ? "recorded.text" : "asAuditor.text")}{" "}
        <Link className="link" href={`${home}/history${openings}`} prefetch={false}>
          {t(auditor ? "recorded.own" : "asAuditor.link")}
        </Link>
      </Callout>
      <Tour home={home} room={room} />
      <RegisterFacts home={home} room={room} />
      <Limits home={home} />
    </>
  );
}
