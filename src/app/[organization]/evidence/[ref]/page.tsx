import { FileUp, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordLife } from "@/components/record-life";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import * as actions from "@/features/evidence/actions";
import { EvidenceRecordView } from "@/features/evidence/components/evidence-record";
import { getEvidence } from "@/features/evidence/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { AskedFor } from "@/features/threads/components/asked-for";
import { askedFor } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { blobStore, isStored } from "@/server/blob-store";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function EvidenceRecordPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "evidence:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const evidence = await getEvidence(access, ref);
    return (
      evidence && {
        evidence,
        asked: access.can("requirement:read") ? await askedFor(access, ref) : null,
        comments: await listComments(access, "evidence", evidence.id),
        history: await historyOf(access, "evidence", evidence.id),
      }
    );
  });
  if (!found) notFound();
  const { evidence, asked, comments, history } = found;
  const { contentHash } = evidence.values;
  // The store may be far away: asked after the transaction, and a store that does not answer says nothing about the file.
  const gone = contentHash !== null && (await isStored(blobStore(), access.organization.id, contentHash)) === false;
  const t = translator("evidence");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/evidence`;
  const record = { id: evidence.id, ref, version: evidence.version };
  const living = evidence.values.status === "active";
  return (
    <Words>
      <PageHeader
        title={evidence.values.title}
        reference={ref}
        clause="7.5.3"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref }]}
        marks={!living && <StatusMark shape="retired">{translator("vocabulary.recordStatus")("retired")}</StatusMark>}
        actions={
          access.can("evidence:write") &&
          (living ? (
            <>
              <LinkButton href={`${path}/${ref}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
                {t("edit")}
              </LinkButton>
              <LinkButton href={`${path}/${ref}/replace`} icon={<FileUp aria-hidden className="size-4" />}>
                {t("replace")}
              </LinkButton>
              <RecordLife
                record={record}
                action={actions.retireEvidence.bind(null, slug)}
                deed="retire"
                label={t("retire")}
                title={t("retireTitle", { ref })}
              >
                {t("retireText", { count: asked?.total ?? 0 })}
              </RecordLife>
            </>
          ) : (
            <RecordLife
              record={record}
              action={actions.bringBackEvidence.bind(null, slug)}
              deed="bring-back"
              label={t("bringBack")}
              title={t("bringBackTitle", { ref })}
            >
              {t("bringBackText")}
            </RecordLife>
          ))
        }
      />
      <EvidenceRecordView path={path} evidence={evidence} canDownload={access.can("evidence:download")} gone={gone} />
      {asked && <AskedFor home={home} asked={asked} />}
      <CommentSection
        entity="evidence"
        entityId={evidence.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=evidence&ref=${ref}`} />
    </Words>
  );
}
