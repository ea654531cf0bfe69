import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeeds } from "@/components/record-deeds";
import { PageHeader } from "@/components/shell/page-header";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import * as actions from "@/features/documents/actions";
import { DocumentRecordView } from "@/features/documents/components/document-record";
import { getDocument } from "@/features/documents/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { AskedFor } from "@/features/threads/components/asked-for";
import { askedFor } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function DocumentPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "document:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const document = await getDocument(access, ref);
    return (
      document && {
        document,
        asked: await askedFor(access, ref),
        comments: await listComments(access, "document", document.id),
        history: await historyOf(access, "document", document.id),
      }
    );
  });
  if (!found) notFound();
  const { document, asked, comments, history } = found;
  const t = translator("documents");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: document.id, ref, version: document.version };
  const living = document.values.status === "active";
  const count = asked?.total ?? 0;
  return (
    <Words>
      <PageHeader
        title={document.values.title}
        reference={ref}
        clause="Clause 7.5"
        breadcrumbs={[{ label: t("title"), href: `${home}/documents` }, { label: ref }]}
        marks={!living && <StatusMark shape="retired">{translator("vocabulary.recordStatus")("retired")}</StatusMark>}
        actions={
          access.can("document:write") && (
            <RecordDeeds
              record={record}
              living={living}
              editHref={`${home}/documents/${ref}/edit`}
              retire={actions.retireDocument.bind(null, slug)}
              bringBack={actions.bringBackDocument.bind(null, slug)}
              count={count}
              words={(key, values) => t(key, values)}
            />
          )
        }
      />
      <DocumentRecordView document={document} />
      {asked && <AskedFor home={home} asked={asked} />}
      <CommentSection
        entity="document"
        entityId={document.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=document&ref=${ref}`} />
    </Words>
  );
}
