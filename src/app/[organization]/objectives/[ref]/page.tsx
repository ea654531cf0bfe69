import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/objectives/actions";
import { BringBackObjective, LinkRequirements, RetireObjective } from "@/features/objectives/components/objective-deeds";
import { ObjectiveRecordView } from "@/features/objectives/components/objective-record";
import { AskedFor } from "@/features/threads/components/asked-for";
import { askedFor } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { objectiveOfPage } from "./objective";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const objective = await objectiveOfPage(await requireAccess(organization, "objective:read"), ref);
  return { title: `${objective.ref} ${objective.title}` };
}

export default async function ObjectivePage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "objective:read");
  const objective = await objectiveOfPage(access, ref);
  const history = await historyOf(access, "objective", objective.id);
  const comments = await listComments(access, "objective", objective.id);
  const asked = await askedFor(access, ref);
  const t = translator("objectives");
  const home = `/${organization}`;
  const named = { id: objective.id, ref, version: objective.version };
  const write = access.can("objective:write");
  const living = objective.status === "active";
  return (
    <Words namespaces={["objectives"]}>
      <PageHeader
        title={objective.title}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: `${home}/objectives` }, { label: ref }]}
        actions={
          write && (
            <>
              {living && (
                <LinkButton href={`${home}/objectives/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {living ? (
                <RetireObjective
                  objective={named}
                  action={actions.retireObjective.bind(null, organization)}
                  bringBack={actions.bringBackObjective.bind(null, organization)}
                />
              ) : (
                <BringBackObjective objective={named} action={actions.bringBackObjective.bind(null, organization)} />
              )}
            </>
          )
        }
      />
      <ObjectiveRecordView
        home={home}
        objective={objective}
        link={
          write &&
          living &&
          access.can("requirement:update") && (
            <LinkRequirements
              objective={named}
              linked={objective.requirements.map(({ id, ref: reference, statement, partyName }) => ({
                value: id,
                reference,
                label: statement,
                hint: partyName,
              }))}
              find={actions.findRequirements.bind(null, organization)}
              action={actions.linkRequirements.bind(null, organization)}
            />
          )
        }
      />
      {asked && <AskedFor home={home} asked={asked} />}
      <CommentSection
        entity="objective"
        entityId={objective.id}
        comments={comments}
        actions={
          access.can("comment:write")
            ? { add: addComment.bind(null, organization), resolve: resolveComment.bind(null, organization) }
            : null
        }
      />
      <RecordHistory history={history} slug={organization} moreHref={`${home}/history?entity=objective&ref=${ref}`} />
    </Words>
  );
}
