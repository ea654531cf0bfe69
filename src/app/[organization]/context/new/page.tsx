import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createIssue } from "@/features/context-issues/actions";
import { EMPTY_ISSUE } from "@/features/context-issues/components/issue-fields";
import { IssueForm } from "@/features/context-issues/components/issue-form";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("contextIssues")("new.title") };
}

export default async function NewIssuePage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  const access = await requireAccess(organization, "context-issue:write");
  const owners = await ownerOptions(access);
  const t = translator("contextIssues");
  const path = `/${organization}/context`;
  return (
    <Words namespaces={["issueForm", "vocabulary"]}>
      <PageHeader
        title={t("new.title")}
        clause={t("clause")}
        breadcrumbs={[{ label: t("shortTitle"), href: path }, { label: t("new.title") }]}
      />
      <IssueForm
        path={path}
        action={createIssue.bind(null, organization)}
        initial={EMPTY_ISSUE}
        owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
      />
    </Words>
  );
}
