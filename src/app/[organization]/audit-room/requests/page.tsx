import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { answerRequest, requestEvidence } from "@/features/audit-room/actions";
import { RequestForm } from "@/features/audit-room/components/forms";
import { RequestList } from "@/features/audit-room/components/requests";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { evidenceRequests } from "@/features/audit-room/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("auditRoom.requests")("title") };

export default async function EvidenceRequestsPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "audit-room:read");
  const requests = await evidenceRequests(access);
  const t = translator("auditRoom.requests");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const open = requests.filter(({ status }) => status === "open").length;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <RoomTabs home={home} current="requests" notes={access.can("audit-note:write")} />
      {access.can("evidence:request") && (
        <Words namespaces={["auditRoom"]}>
          <div className="mb-6">
            <RequestForm record={null} today={today()} action={requestEvidence.bind(null, slug)} />
          </div>
        </Words>
      )}
      {requests.length === 0 ? (
        <section className="border-y py-6">
          <h2 className="font-serif text-xl font-semibold">{t("emptyTitle")}</h2>
          <p className="prose-width mt-1 text-muted">{t("empty")}</p>
        </section>
      ) : (
        <>
          <p className="mb-2 text-sm tabular-nums">{t("count", { open, total: requests.length })}</p>
          <RequestList home={home} requests={requests} answer={access.can("action:write") ? answerRequest.bind(null, slug) : null} />
        </>
      )}
    </>
  );
}
