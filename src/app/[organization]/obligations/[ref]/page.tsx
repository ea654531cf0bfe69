import { Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/obligations/actions";
import { ObligationLife } from "@/features/obligations/components/obligation-life";
import { ObligationSheet } from "@/features/obligations/components/obligation-sheet";
import { getObligation } from "@/features/obligations/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function ObligationPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "obligation:read");
  const found = await getObligation(access, ref);
  if (!found) notFound();
  // One transaction, so one of the few connections.
  const { comments, history } = await inTenant(access, async () => ({
    comments: await listComments(access, "obligation", found.id),
    history: await historyOf(access, "obligation", found.id),
  }));
  const t = translator("obligations");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const { values } = found;
  const retired = values.status === "retired";
  const canWrite = access.can("obligation:write");
  const life = {
    record: { id: found.id, ref, version: found.version },
    inUse: found.requirements.filter(({ status }) => status !== "retired").length,
  };
  const start = new URLSearchParams({ obligation: ref, ...(found.authority ? { party: found.authority.ref } : {}) });
  return (
    <Words namespaces={["obligations"]}>
      <PageHeader
        title={values.title}
        reference={ref}
        clause="A.5.31"
        breadcrumbs={[{ label: t("title"), href: `${home}/obligations` }, { label: ref }]}
        marks={retired && <StatusMark shape="retired">{translator("vocabulary.recordStatus")(values.status)}</StatusMark>}
        actions={
          canWrite && (
            <>
              {!retired && (
                <LinkButton href={`${home}/obligations/${ref}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {!retired && <ObligationLife {...life} action={actions.verifyObligation.bind(null, slug)} deed="verify" />}
              {retired ? (
                <ObligationLife {...life} action={actions.bringBackObligation.bind(null, slug)} deed="bringBack" />
              ) : (
                <ObligationLife
                  {...life}
                  action={actions.retireObligation.bind(null, slug)}
                  bringBack={actions.bringBackObligation.bind(null, slug)}
                  deed="retire"
                />
              )}
            </>
          )
        }
      />
      <ObligationSheet
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
      <CommentSection
        entity="obligation"
        entityId={found.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=obligation&ref=${ref}`} />
    </Words>
  );
}
