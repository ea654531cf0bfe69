import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { POINTS } from "@/domain/audit-checks/catalogue";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("auditRoom.points")("title") };

export default async function AuditPointsPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "audit-room:read");
  const t = translator("auditRoom");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader title={t("points.title")} clause="Clause 4.2" lead={t("points.lead")} />
      <RoomTabs home={home} current="points" notes={access.can("audit-note:write")} />
      <ol className="max-w-4xl border-t">
        {POINTS.map(({ point, title }) => (
          <li key={point} className="grid gap-x-6 border-b py-3 sm:grid-cols-[2rem_14rem_minmax(0,1fr)]">
            <span className="font-mono text-sm leading-6 text-muted">{point}</span>
            <Link className="link font-medium" href={`${home}/audit-room/points/${point}`}>
              {title}
            </Link>
            <span className="text-sm leading-6 text-muted">{t(`look.${point}`)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
