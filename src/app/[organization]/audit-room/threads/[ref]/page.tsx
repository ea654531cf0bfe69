import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import * as actions from "@/features/audit-room/actions";
import { RequestForm } from "@/features/audit-room/components/forms";
import { Notes } from "@/features/audit-room/components/notes";
import { RequestList } from "@/features/audit-room/components/requests";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { EvidenceFacts, ThreadFacts, ThreadLinks } from "@/features/audit-room/components/thread-facts";
import { evidenceOfRequirement, evidenceRequests, ownNotes } from "@/features/audit-room/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { getRequirement } from "@/features/requirements/queries";
import { AskedFor } from "@/features/threads/components/asked-for";
import { ThreadView } from "@/features/threads/components/thread-view";
import { askedFor, threadOf } from "@/features/threads/queries";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

const given = (ref: string) => decodeURIComponent(ref);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${given((await params).ref)} · ${translator("auditRoom.threads")("title")}` };
}

/** The whole thread of a requirement, or backwards from whatever it leads to. */
export default async function AuditThreadPage({ params }: Props) {
  const { organization, ref: asked } = await params;
  const access = await requireAccess(organization, "audit-room:read");
  const ref = given(asked);
  const found = await inTenant(access, async () => ({
    forward: await forwards(access, ref),
    backward: await askedFor(access, ref),
    notes: await ownNotes(access, [ref]),
    requests: await evidenceRequests(access, { record: ref }),
  }));
  const { forward, backward, notes, requests } = found;
  const title = forward?.record.values.statement ?? backward?.target?.title;
  if (title === undefined) notFound();
  const t = translator("auditRoom");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = forward ? `/requirements/${ref}` : backward ? targetPath(backward) : "";
  return (
    <>
      <PageHeader
        title={title}
        reference={ref}
        clause={forward ? "Clause 4.2 b, c" : undefined}
        breadcrumbs={[
          { label: t("title"), href: `${home}/audit-room` },
          { label: t("threads.title"), href: `${home}/audit-room/threads` },
          { label: ref },
        ]}
        actions={<LinkButton href={home + path}>{t("threads.register")}</LinkButton>}
      />
      <RoomTabs home={home} current="threads" notes={access.can("audit-note:write")} />
      {forward && (
        <>
          <div className="mb-8">
            <ThreadView home={home} record={forward.thread} canClose={false} />
          </div>
          <ThreadFacts home={home} record={forward.record} />
          <ThreadLinks home={home} links={forward.thread.links} />
          <EvidenceFacts home={home} evidence={forward.evidence} />
        </>
      )}
      {backward && <AskedFor home={home} asked={backward} />}
      {(access.can("audit-note:write") || access.can("evidence:request") || requests.length > 0) && (
        <section aria-labelledby="room" className="mt-10 max-w-4xl">
          <h2 id="room" className="mb-2 font-serif text-xl font-semibold">
            {t("requests.title")}
          </h2>
          {requests.length > 0 && (
            <RequestList
              home={home}
              requests={requests}
              answer={access.can("action:write") ? actions.answerRequest.bind(null, slug) : null}
            />
          )}
          {access.can("evidence:request") && (
            <Words namespaces={["auditRoom"]}>
              <div className="mt-3">
                <RequestForm record={ref} today={today()} action={actions.requestEvidence.bind(null, slug)} />
              </div>
            </Words>
          )}
        </section>
      )}
      {access.can("audit-note:write") && (
        <section aria-labelledby="notes" className="no-print mt-8 max-w-4xl">
          <h2 id="notes" className="mb-2 font-serif text-xl font-semibold">
            {t("notes.title")}
          </h2>
          <Notes
            record={ref}
            about={ref}
            notes={notes}
            actions={{
              add: actions.addNote.bind(null, slug),
              change: actions.changeNote.bind(null, slug),
              remove: actions.removeNote.bind(null, slug),
            }}
          />
        </section>
      )}
      {forward && <RecordHistory history={forward.history} slug={slug} moreHref={`${home}/history?entity=requirement&ref=${ref}`} />}
    </>
  );
}

async function forwards(access: Access, ref: string) {
  const thread = await threadOf(access, ref);
  const record = thread && (await getRequirement(access, ref));
  if (!thread || !record) return null;
  return {
    thread,
    record,
    evidence: await evidenceOfRequirement(access, record.id),
    history: await historyOf(access, "requirement", record.id),
  };
}
