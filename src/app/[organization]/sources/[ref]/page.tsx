import { Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { CONTRACT_TYPES, type SourceDocumentType } from "@/domain/vocabulary";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/sources/actions";
import { ContractReview } from "@/features/sources/components/contract-review";
import { SourceLife } from "@/features/sources/components/source-life";
import { SourceSheet } from "@/features/sources/components/source-sheet";
import { getSource } from "@/features/sources/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function SourcePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "source:read");
  const found = await getSource(access, ref);
  if (!found) notFound();
  // One transaction, so one of the few connections.
  const { comments, history } = await inTenant(access, async () => ({
    comments: await listComments(access, "source", found.id),
    history: await historyOf(access, "source", found.id),
  }));
  const t = translator("sources");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const { values } = found;
  const retired = values.status === "retired";
  const canWrite = access.can("source:write");
  const life = {
    record: { id: found.id, ref, version: found.version },
    inUse: found.requirements.filter(({ status }) => status !== "retired").length,
  };
  const start = new URLSearchParams({ source: ref, ...(found.counterparty ? { party: found.counterparty.ref } : {}) });
  return (
    <Words namespaces={["sources"]}>
      <PageHeader
        title={values.title}
        reference={ref}
        clause="7.5.3"
        breadcrumbs={[{ label: t("title"), href: `${home}/sources` }, { label: ref }]}
        marks={retired && <StatusMark shape="retired">{translator("vocabulary.recordStatus")(values.status)}</StatusMark>}
        actions={
          canWrite && (
            <>
              {!retired && (
                <LinkButton href={`${home}/sources/${ref}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {retired ? (
                <SourceLife {...life} action={actions.bringBackSource.bind(null, slug)} deed="bringBack" />
              ) : (
                <SourceLife
                  {...life}
                  action={actions.retireSource.bind(null, slug)}
                  bringBack={actions.bringBackSource.bind(null, slug)}
                  deed="retire"
                />
              )}
            </>
          )
        }
      />
      <SourceSheet
        home={home}
        record={found}
        add={
          !retired &&
          access.can("requirement:create") && (
            <LinkButton size="small" href={`${home}/requirements/new?${start}`} icon={<Plus aria-hidden className="size-4" />}>
              {t("addRequirement")}
            </LinkButton>
          )
        }
      />
      {!retired && CONTRACT_TYPES.includes(values.type as SourceDocumentType) && (
        <ContractReview
          home={home}
          requirements={found.requirements.filter(({ status, relevance }) => status !== "retired" && relevance !== "discarded")}
          newHref={access.can("requirement:create") ? `${home}/requirements/new?${start}` : null}
        />
      )}
      <CommentSection
        entity="source"
        entityId={found.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=source&ref=${ref}`} />
    </Words>
  );
}
