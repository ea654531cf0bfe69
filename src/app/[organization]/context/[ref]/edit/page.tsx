import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { updateIssue } from "@/features/context-issues/actions";
import { IssueForm } from "@/features/context-issues/components/issue-form";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { issueOfPage } from "../issue";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: translator("contextIssues")("editTitle", { ref: (await params).ref }) };
}

export default async function EditIssuePage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "context-issue:write");
  const issue = await issueOfPage(access, ref);
  const owners = await ownerOptions(access, { including: issue.ownerId });
  const t = translator("contextIssues");
  const path = `/${organization}/context`;
  const { id, version, title, category, description, pestle, climateRelated, ownerId, note } = issue;
  return (
    <Words namespaces={["issueForm", "vocabulary"]}>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("shortTitle"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <IssueForm
        path={path}
        action={updateIssue.bind(null, organization)}
        record={{ id, ref, version }}
        initial={{ title, category, description, pestle, climateRelated, ownerId: ownerId ?? "", note }}
        owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
      />
    </Words>
  );
}
