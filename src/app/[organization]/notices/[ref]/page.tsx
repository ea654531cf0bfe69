import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import * as actions from "@/features/notices/actions";
import { GiveForm, MoveForm, OwnerForm } from "@/features/notices/components/notice-forms";
import { ClockMark } from "@/features/notices/components/notice-list";
import { getNotice } from "@/features/notices/queries";
import { instantWords, spanWords } from "@/lib/clock-words";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { now } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function NoticePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "communication:read");
  const canWrite = access.can("communication:write");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const notice = await getNotice(access, ref);
    return (
      notice && {
        notice,
        owners: canWrite ? await ownerOptions(access, { including: notice.ownerId }) : [],
        history: access.can("history:read") ? await historyOf(access, "notice", notice.id) : null,
      }
    );
  });
  if (!found) notFound();
  const { notice, owners, history } = found;
  const t = translator("notices");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: notice.id, version: notice.version };
  const minutes = now().toISOString().slice(0, 16);
  const running = notice.status === "running";
  const link = (room: string, to: string | null) => to && <RefTag href={`${home}/${room}/${to}`}>{to}</RefTag>;
  return (
    <Words namespaces={["notices", "communication"]}>
      <PageHeader
        title={notice.title}
        reference={ref}
        breadcrumbs={[{ label: t("plan"), href: `${home}/communication` }, { label: t("title"), href: `${home}/notices` }, { label: ref }]}
        actions={
          canWrite &&
          (running ? (
            <RecordDeed
              record={record}
              action={actions.dropNotice.bind(null, slug)}
              reason="required"
              label={t("drop")}
              title={t("dropTitle", { ref })}
            >
              {t("dropText")}
            </RecordDeed>
          ) : (
            <RecordDeed
              record={record}
              action={actions.reopenNotice.bind(null, slug)}
              reason="required"
              label={t("reopen")}
              title={t("reopenTitle", { ref })}
            >
              {t("reopenText")}
            </RecordDeed>
          ))
        }
      />
      <div className="flex max-w-5xl flex-col gap-6">
        {notice.state === "overdue" && (
          <Callout tone="warn" title={t("overdueTitle", { span: spanWords(notice.span) })}>
            {t("overdueText")}
          </Callout>
        )}
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            { label: t("column.state"), value: <ClockMark notice={notice} /> },
            { label: t("column.dueAt"), value: instantWords(notice.dueAt) },
            { label: t("column.startedAt"), value: instantWords(notice.startedAt) },
            {
              label: t("column.party"),
              value: (
                <>
                  {link("interested-parties", notice.partyRef)} <bdi>{notice.partyName}</bdi>
                </>
              ),
            },
            { label: t("column.line"), value: link("communication", notice.lineRef) },
            { label: t("column.event"), value: access.can("trigger:read") ? link("trigger-events", notice.eventRef) : notice.eventRef },
            { label: t("column.owner"), value: notice.ownerName ?? t("unowned") },
            ...(running
              ? []
              : [
                  { label: t("column.doneAt"), value: notice.status === "done" && notice.doneAt && instantWords(notice.doneAt) },
                  { label: t("column.doneBy"), value: notice.doneBy },
                  { label: t("column.how"), value: notice.how && <span className="whitespace-pre-line">{notice.how}</span> },
                  { label: t("column.theirReference"), value: notice.theirReference },
                  { label: t("column.reason"), value: notice.reason && <span className="whitespace-pre-line">{notice.reason}</span> },
                  {
                    label: t("column.engagement"),
                    value: access.can("engagement:read") ? link("engagement", notice.engagementRef) : notice.engagementRef,
                  },
                ]),
          ]}
        />
        {canWrite && running && (
          <>
            <section aria-labelledby="give-title">
              <h2 id="give-title" className="mb-3 font-serif text-xl font-semibold">
                {t("giveTitle", { ref })}
              </h2>
              <GiveForm
                action={actions.giveNotice.bind(null, slug)}
                record={{ ...record, ref }}
                now={minutes}
                how=""
                late={notice.state === "overdue"}
              />
            </section>
            <details className="border-t pt-3">
              <summary className="min-h-6 cursor-pointer">{t("moveTitle")}</summary>
              <div className="mt-3">
                <MoveForm
                  key={notice.version}
                  action={actions.moveStart.bind(null, slug)}
                  record={{ ...record, ref }}
                  now={minutes}
                  startedAt={notice.startedAt.slice(0, 16)}
                />
              </div>
            </details>
            <details className="border-t pt-3">
              <summary className="min-h-6 cursor-pointer">{t("column.owner")}</summary>
              <div className="mt-3">
                <OwnerForm
                  key={notice.version}
                  action={actions.setNoticeOwner.bind(null, slug)}
                  record={{ ...record, ref }}
                  ownerId={notice.ownerId}
                  owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </div>
            </details>
          </>
        )}
      </div>
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=notice&ref=${ref}`} />}
    </Words>
  );
}
