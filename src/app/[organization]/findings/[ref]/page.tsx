import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { RecordLife } from "@/components/record-life";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { ActionsOf } from "@/features/actions/components/actions-of";
import { actionsOf } from "@/features/actions/queries";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import * as actions from "@/features/findings/actions";
import { FindingRecordView } from "@/features/findings/components/finding-record";
import { FindingSeverityMark } from "@/features/findings/components/finding-table";
import { getFinding } from "@/features/findings/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function FindingPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "finding:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const finding = await getFinding(access, ref);
    return (
      finding && {
        finding,
        answers: access.can("action:read") ? await actionsOf(access, { findingId: finding.id }) : [],
        comments: await listComments(access, "finding", finding.id),
        history: access.can("history:read") ? await historyOf(access, "finding", finding.id) : null,
      }
    );
  });
  if (!found) notFound();
  const { finding, answers, comments, history } = found;
  const t = translator("findings");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: finding.id, version: finding.version };
  const { status } = finding.values;
  return (
    <Words namespaces={["findings"]}>
      <PageHeader
        title={finding.values.title}
        reference={ref}
        clause={finding.values.clause}
        breadcrumbs={[{ label: t("title"), href: `${home}/findings` }, { label: ref }]}
        marks={<FindingSeverityMark severity={finding.values.severity} />}
        actions={
          access.can("finding:write") && (
            <>
              {status === "open" && (
                <LinkButton href={`${home}/findings/${ref}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {status === "open" && finding.gaps.length === 0 && (
                <RecordDeed
                  record={record}
                  action={actions.closeFinding.bind(null, slug)}
                  reason="optional"
                  label={t("close")}
                  title={t("closeTitle", { ref })}
                >
                  {t("closeText")}
                </RecordDeed>
              )}
              {status === "closed" && (
                <RecordDeed
                  record={record}
                  action={actions.reopenFinding.bind(null, slug)}
                  reason="required"
                  label={t("reopen")}
                  title={t("reopenTitle", { ref })}
                >
                  {t("reopenText")}
                </RecordDeed>
              )}
              {status === "retired" ? (
                <RecordLife
                  record={record}
                  action={actions.bringBackFinding.bind(null, slug)}
                  deed="bring-back"
                  label={t("bringBack")}
                  title={t("bringBackTitle", { ref })}
                >
                  {t("bringBackText")}
                </RecordLife>
              ) : (
                <RecordLife
                  record={record}
                  action={actions.retireFinding.bind(null, slug)}
                  deed="retire"
                  label={t("retire")}
                  title={t("retireTitle", { ref })}
                >
                  {t("retireText")}
                </RecordLife>
              )}
            </>
          )
        }
      />
      <FindingRecordView home={home} finding={finding} today={today()} />
      {access.can("action:read") && (
        <ActionsOf
          home={home}
          actions={answers}
          today={today()}
          newQuery={access.can("action:write") && status === "open" ? `finding=${ref}` : null}
          none={t("noAction")}
        />
      )}
      <CommentSection
        entity="finding"
        entityId={finding.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=finding&ref=${ref}`} />}
    </Words>
  );
}
