import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Chip } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { addComment, resolveComment } from "@/features/comments/actions";
import { CommentSection } from "@/features/comments/components/comment-section";
import { listComments } from "@/features/comments/queries";
import * as actions from "@/features/context-issues/actions";
import { BringBackIssue, RetireIssue, TieParties } from "@/features/context-issues/components/issue-deeds";
import { IssueRecordView } from "@/features/context-issues/components/issue-record";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import { findParties } from "@/features/interested-parties/actions";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { issueOfPage } from "./issue";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, ref } = await params;
  const issue = await issueOfPage(await requireAccess(organization, "context-issue:read"), ref);
  return { title: `${issue.ref} ${issue.title}` };
}

export default async function IssuePage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "context-issue:read");
  const issue = await issueOfPage(access, ref);
  const [comments, history] = await Promise.all([
    listComments(access, "context-issue", issue.id),
    historyOf(access, "context-issue", issue.id),
  ]);
  const t = translator("contextIssues");
  const word = translator("vocabulary");
  const path = `/${organization}/context`;
  const named = { id: issue.id, ref, version: issue.version, title: issue.title };
  const living = issue.status !== "retired";
  const canWrite = access.can("context-issue:write");
  return (
    <Words namespaces={["issueForm", "vocabulary"]}>
      <PageHeader
        title={issue.title}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("shortTitle"), href: path }, { label: ref }]}
        marks={
          <>
            <Chip>{word(`issueCategory.${issue.category}`)}</Chip>
            {issue.climateRelated && <Chip>{t("column.climate")}</Chip>}
            {!living && <Chip shape="retired">{word("recordStatus.retired")}</Chip>}
          </>
        }
        actions={
          canWrite &&
          (living ? (
            <>
              <LinkButton href={`${path}/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                {t("edit")}
              </LinkButton>
              <RetireIssue
                issue={named}
                action={actions.retireIssue.bind(null, organization)}
                bringBack={actions.bringBackIssue.bind(null, organization)}
              />
            </>
          ) : (
            <BringBackIssue issue={named} action={actions.bringBackIssue.bind(null, organization)} />
          ))
        }
      />
      <IssueRecordView
        home={`/${organization}`}
        issue={issue}
        tie={
          canWrite &&
          living && (
            <TieParties
              issue={named}
              parties={issue.parties.map((party) => ({ value: party.id, reference: party.ref, label: party.name }))}
              find={findParties.bind(null, organization)}
              action={actions.tieParties.bind(null, organization)}
            />
          )
        }
      />
      <CommentSection
        entity="context-issue"
        entityId={issue.id}
        comments={comments}
        actions={
          access.can("comment:write")
            ? { add: addComment.bind(null, organization), resolve: resolveComment.bind(null, organization) }
            : null
        }
      />
      <RecordHistory history={history} slug={organization} moreHref={`/${organization}/history?entity=context-issue&ref=${ref}`} />
    </Words>
  );
}
