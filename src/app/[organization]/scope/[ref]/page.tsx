import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeeds } from "@/components/record-deeds";
import { PageHeader } from "@/components/shell/page-header";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/scope-units/actions";
import { ScopeUnitView } from "@/features/scope-units/components/scope-unit-record";
import { getScopeUnit } from "@/features/scope-units/queries";
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

export default async function ScopeUnitPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "scope:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const unit = await getScopeUnit(access, ref);
    return (
      unit && {
        unit,
        asked: await askedFor(access, ref),
        comments: await listComments(access, "scope-unit", unit.id),
        history: await historyOf(access, "scope-unit", unit.id),
      }
    );
  });
  if (!found) notFound();
  const { unit, asked, comments, history } = found;
  const t = translator("scopeUnits");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: unit.id, ref, version: unit.version };
  const living = unit.values.status === "active";
  const count = asked?.total ?? 0;
  return (
    <Words>
      <PageHeader
        title={unit.values.title}
        reference={ref}
        clause="Clause 4.3"
        breadcrumbs={[{ label: t("title"), href: `${home}/scope` }, { label: ref }]}
        marks={!living && <StatusMark shape="retired">{translator("vocabulary.recordStatus")("retired")}</StatusMark>}
        actions={
          access.can("scope:write") && (
            <RecordDeeds
              record={record}
              living={living}
              editHref={`${home}/scope/${ref}/edit`}
              retire={actions.retireScopeUnit.bind(null, slug)}
              bringBack={actions.bringBackScopeUnit.bind(null, slug)}
              count={count}
              words={(key, values) => t(key, values)}
            />
          )
        }
      />
      <ScopeUnitView unit={unit} />
      {asked && <AskedFor home={home} asked={asked} />}
      <CommentSection
        entity="scope-unit"
        entityId={unit.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=scope-unit&ref=${ref}`} />
    </Words>
  );
}
