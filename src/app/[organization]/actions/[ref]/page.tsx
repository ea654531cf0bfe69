import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { RecordLife } from "@/components/record-life";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import * as actions from "@/features/actions/actions";
import { ActionRecordView } from "@/features/actions/components/action-record";
import { CheckEffectiveness } from "@/features/actions/components/check-effectiveness";
import { getAction } from "@/features/actions/queries";
import { AuditFindings } from "@/features/audit-programme/components/audit-findings";
import { findingsOfAudit } from "@/features/audit-programme/queries";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { MeasuredSince } from "@/features/monitoring/components/measured-since";
import { criterionOfAction } from "@/features/monitoring/queries";
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

export default async function ActionPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "action:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const action = await getAction(access, ref);
    return (
      action && {
        action,
        comments: await listComments(access, "action", action.id),
        history: access.can("history:read") ? await historyOf(access, "action", action.id) : null,
        findings: action.values.kind === "audit" ? await findingsOfAudit(access, ref) : [],
        criterion: access.can("criterion:read") ? await criterionOfAction(access, action.id) : null,
      }
    );
  });
  if (!found) notFound();
  const { action, comments, criterion, findings, history } = found;
  const t = translator("actions");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: action.id, version: action.version };
  const { status } = action.values;
  const audit = action.values.kind === "audit";
  return (
    <Words namespaces={["actions"]}>
      <PageHeader
        title={action.values.title}
        reference={ref}
        breadcrumbs={[
          audit
            ? { label: translator("auditProgramme")("title"), href: `${home}/audit-programme` }
            : { label: t("title"), href: `${home}/actions` },
          { label: ref },
        ]}
        actions={
          access.can("action:write") && (
            <>
              {status === "open" && (
                <>
                  <RecordDeed
                    record={record}
                    action={actions.completeAction.bind(null, slug)}
                    reason="required"
                    field="result"
                    reasonLabel={t("column.result")}
                    label={t(audit ? "hold" : "complete")}
                    title={t(audit ? "holdTitle" : "completeTitle", { ref })}
                    variant="primary"
                  >
                    {t(audit ? "holdText" : "completeText")}
                  </RecordDeed>
                  <LinkButton
                    href={`${home}/${audit ? "audit-programme" : "actions"}/${ref}/edit`}
                    icon={<Pencil aria-hidden className="size-4" />}
                  >
                    {t("edit")}
                  </LinkButton>
                </>
              )}
              {status === "done" && (
                <>
                  {!audit && <CheckEffectiveness record={record} today={today()} action={actions.checkEffectiveness.bind(null, slug)} />}
                  <RecordDeed
                    record={record}
                    action={actions.reopenAction.bind(null, slug)}
                    reason="required"
                    label={t("reopen")}
                    title={t("reopenTitle", { ref })}
                  >
                    {t("reopenText")}
                  </RecordDeed>
                </>
              )}
              {status === "retired" ? (
                <RecordLife
                  record={record}
                  action={actions.bringBackAction.bind(null, slug)}
                  deed="bring-back"
                  label={t("bringBack")}
                  title={t("bringBackTitle", { ref })}
                >
                  {t("bringBackText")}
                </RecordLife>
              ) : (
                <RecordLife
                  record={record}
                  action={actions.retireAction.bind(null, slug)}
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
      {criterion && <MeasuredSince home={home} criterion={criterion} />}
      <ActionRecordView home={home} action={action} today={today()} />
      {audit && (
        <AuditFindings
          home={home}
          findings={findings}
          newHref={access.can("finding:write") ? `${home}/findings/new?audit=${encodeURIComponent(ref)}` : null}
        />
      )}
      <CommentSection
        entity="action"
        entityId={action.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=action&ref=${ref}`} />}
    </Words>
  );
}
