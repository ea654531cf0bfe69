import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { isUnanswered } from "@/domain/engagement";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { bringBackEntry, retireEntry } from "@/features/engagement/actions";
import { EntryRecordView } from "@/features/engagement/components/entry-record";
import { type EntryRecord, getEntry } from "@/features/engagement/queries";
import * as deeds from "@/features/feedback/actions";
import * as desk from "@/features/feedback/components/feedback-desk";
import { answerAddresses } from "@/features/feedback/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { type Access, requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

/** One entry of the log; feedback with what can be done about it. */
export default async function EntryPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "engagement:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const entry = await getEntry(access, ref);
    if (!entry) return null;
    const works = entry.values.type === "feedback" && !entry.values.retiredAt && access.can("engagement:write");
    return {
      entry,
      works,
      people: works ? await ownerOptions(access) : [],
      addresses: works && access.can("ask:send") ? await answerAddresses(access, entry.id) : [],
      comments: await listComments(access, "engagement", entry.id),
      history: access.can("history:read") ? await historyOf(access, "engagement", entry.id) : null,
    };
  });
  if (!found) notFound();
  const { entry, works, people, addresses, comments, history } = found;
  const t = translator("engagement");
  const word = translator("vocabulary");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: entry.id, version: entry.version };
  const { type, retiredAt, feedbackKind } = entry.values;
  const kind = [word(`engagementType.${type}`), feedbackKind && word(`feedbackKind.${feedbackKind}`)].filter(Boolean).join(": ");
  return (
    <Words namespaces={["engagement", "feedback", "vocabulary"]}>
      <PageHeader
        title={`${kind}, ${entry.party?.name ?? (entry.values.fromName || t("unknownParty"))}`}
        reference={ref}
        breadcrumbs={[
          { label: t("title"), href: `${home}/engagement` },
          ...(type === "feedback" ? [{ label: t("inbox"), href: `${home}/engagement/feedback` }] : []),
          { label: ref },
        ]}
        actions={
          access.can("engagement:write") && (
            <>
              {!retiredAt && (
                <LinkButton href={`${home}/engagement/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {retiredAt ? (
                <RecordDeed
                  record={record}
                  action={bringBackEntry.bind(null, slug)}
                  reason="optional"
                  label={t("bringBack")}
                  title={t("bringBackTitle", { ref })}
                >
                  {t("bringBackText")}
                </RecordDeed>
              ) : (
                <RecordDeed
                  record={record}
                  action={retireEntry.bind(null, slug)}
                  reason="required"
                  label={t("retire")}
                  title={t("retireTitle", { ref })}
                >
                  {t("retireText")}
                </RecordDeed>
              )}
            </>
          )
        }
      />
      <EntryRecordView home={home} entry={entry} today={today()} />
      {works && (
        <FeedbackDesk
          access={access}
          entry={entry}
          people={people.map(({ id, name }) => ({ value: id, label: name }))}
          addresses={addresses}
        />
      )}
      <CommentSection
        entity="engagement"
        entityId={entry.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=engagement&ref=${ref}`} />}
    </Words>
  );
}

interface DeskProps {
  access: Access;
  entry: EntryRecord;
  people: { value: string; label: string }[];
  addresses: { email: string; name: string; language: string }[];
}

/** What can be done about a feedback where it stands: taking it on, answering, telling, closing; an action or a requirement of it. */
function FeedbackDesk({ access, entry, people, addresses }: DeskProps) {
  const t = translator("feedback");
  const { slug } = access.organization;
  const { values } = entry;
  const record = { id: entry.id, ref: entry.ref, version: entry.version };
  const me = access.user?.id ?? "";
  const open = isUnanswered(values.status);
  return (
    <desk.DeskFrame title={t("deskTitle")}>
      {values.status === "new" && (
        <desk.DeskPart title={t("takeTitle")} open>
          <desk.TakeForm record={record} action={deeds.takeFeedback.bind(null, slug)} people={people} me={me} />
        </desk.DeskPart>
      )}
      {values.status !== "closed" && (
        <desk.DeskPart title={t(open ? "answerTitle" : "answerAgainTitle")} open={values.status === "in_work"}>
          <desk.AnswerForm record={record} action={deeds.answerFeedback.bind(null, slug)} response={values.response} />
        </desk.DeskPart>
      )}
      {!open && addresses.length > 0 && (
        <desk.DeskPart
          title={t("tellTitle")}
          hint={t("tellHint")}
          open={values.toldOn === null && !entry.mails.some(({ status }) => ["waiting", "sending", "sent"].includes(status))}
        >
          <desk.TellForm
            record={record}
            action={deeds.tellByMail.bind(null, slug)}
            addresses={addresses}
            response={values.outcome || values.response}
          />
        </desk.DeskPart>
      )}
      {values.status === "answered" && (
        <desk.DeskPart title={t("closeTitle")} open={values.toldOn !== null || addresses.length === 0}>
          <desk.CloseForm record={record} action={deeds.closeFeedback.bind(null, slug)} toldOn={values.toldOn} today={today()} />
        </desk.DeskPart>
      )}
      {entry.action === null && access.can("action:write") && (
        <desk.DeskPart title={t("actionTitle")} hint={t("actionHint")}>
          <desk.ActionForm record={record} action={deeds.openActionOfFeedback.bind(null, slug)} people={people} me={me} />
        </desk.DeskPart>
      )}
      {entry.party && !entry.party.retired && access.can("requirement:create") && (
        <desk.DeskPart title={t("requirementTitle")} hint={t("requirementHint")}>
          <desk.RequirementForm record={record} action={deeds.requirementOfFeedback.bind(null, slug)} words={values.summary} />
        </desk.DeskPart>
      )}
      {!open && (
        <p className="border-t pt-3">
          <RecordDeed
            record={record}
            action={deeds.reopenFeedback.bind(null, slug)}
            reason="required"
            label={t("reopen")}
            title={t("reopenTitle", { ref: entry.ref })}
          >
            {t("reopenText")}
          </RecordDeed>
        </p>
      )}
    </desk.DeskFrame>
  );
}
