import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeeds } from "@/components/record-deeds";
import { PageHeader } from "@/components/shell/page-header";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import * as actions from "@/features/budget/actions";
import { BudgetLineView } from "@/features/budget/components/budget-line-record";
import { getBudgetLine } from "@/features/budget/queries";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { LinkedRequirements } from "@/features/linked-requirements/components/linked-requirements";
import { requirementsBehind } from "@/features/linked-requirements/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function BudgetLinePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "budget:read");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const line = await getBudgetLine(access, ref);
    return (
      line && {
        line,
        requirements: await requirementsBehind(access, line.values.targetRefs),
        comments: await listComments(access, "budget-line", line.id),
        history: await historyOf(access, "budget-line", line.id),
      }
    );
  });
  if (!found) notFound();
  const { line, requirements, comments, history } = found;
  const t = translator("budget");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: line.id, ref, version: line.version };
  const living = line.values.status === "active";
  const count = new Set(requirements.filter(({ status }) => status !== "retired").map((requirement) => requirement.ref)).size;
  return (
    <Words>
      <PageHeader
        title={line.values.title}
        reference={ref}
        clause="Clause 5.1, Clause 7.1"
        breadcrumbs={[{ label: t("title"), href: `${home}/budget` }, { label: ref }]}
        marks={!living && <StatusMark shape="retired">{translator("vocabulary.recordStatus")("retired")}</StatusMark>}
        actions={
          access.can("budget:write") && (
            <RecordDeeds
              record={record}
              living={living}
              editHref={`${home}/budget/${ref}/edit`}
              retire={actions.retireBudgetLine.bind(null, slug)}
              bringBack={actions.bringBackBudgetLine.bind(null, slug)}
              count={count}
              words={(key, values) => t(key, values)}
            />
          )
        }
      />
      <BudgetLineView home={home} line={line} />
      <div className="mt-8">
        <LinkedRequirements home={home} requirements={requirements} none={t("noRequirement")} through />
      </div>
      <CommentSection
        entity="budget-line"
        entityId={line.id}
        comments={comments}
        actions={access.can("comment:write") ? { add: addComment.bind(null, slug), resolve: resolveComment.bind(null, slug) } : null}
      />
      <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=budget-line&ref=${ref}`} />
    </Words>
  );
}
