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
import * as actions from "@/features/risks/actions";
import { AcceptRisk } from "@/features/risks/components/accept-risk";
import { RiskRecordView } from "@/features/risks/components/risk-record";
import { getRisk } from "@/features/risks/queries";
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

export default async function RiskPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "risk:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const risk = await getRisk(access, ref);
    return (
      risk && {
        risk,
        asked: await askedFor(access, ref),
        comments: await listComments(access, "risk", risk.id),
        history: await historyOf(access, "risk", risk.id),
      }
    );
  });
  if (!found) notFound();
  const { risk, asked, comments, history } = found;
  const t = translator("risks");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: risk.id, ref, version: risk.version };
  const living = risk.values.status === "active";
  const count = asked?.total ?? 0;
  return (
    <Words namespaces={["risks"]}>
      <PageHeader
        title={risk.values.title}
        reference={ref}
        clause="Clause 6.1.1, Clause 6.1.2"
        breadcrumbs={[{ label: t("title"), href: `${home}/risks` }, { label: ref }]}
        marks={!living && <StatusMark shape="retired">{translator("vocabulary.recordStatus")("retired")}</StatusMark>}
        actions={
          access.can("risk:write") && (
            <RecordDeeds
              record={record}
              living={living}
              editHref={`${home}/risks/${ref}/edit`}
              retire={actions.retireRisk.bind(null, slug)}
              bringBack={actions.bringBackRisk.bind(null, slug)}
              count={count}
              words={(key, values) => t(key, values)}
            />
          )
        }
      />
      <RiskRecordView
        home={home}
        risk={risk}
        accept={risk.mayAccept && <AcceptRisk risk={record} action={actions.acceptRisk.bind(null, slug)} />}
      />
      {asked && <AskedFor home={home} asked={asked} />}
      <CommentSection
        entity="risk"
        entityId={risk.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=risk&ref=${ref}`} />
    </Words>
  );
}
