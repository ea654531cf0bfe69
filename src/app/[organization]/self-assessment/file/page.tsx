import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { REGISTER_FILE_LIMIT } from "@/features/register-file/schema";
import { FileAssessmentView } from "@/features/self-assessment/components/file-assessment";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("selfAssessment")("fileTitle") };

export default async function FileAssessmentPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "self-assessment:run");
  const t = translator("selfAssessment");
  const path = `/${access.organization.slug}/self-assessment`;
  return (
    <Words namespaces={["selfAssessment", "vocabulary"]}>
      <PageHeader
        title={t("fileTitle")}
        lead={t("fileLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("fileTitle") }]}
      />
      <div className="max-w-4xl">
        <FileAssessmentView href={`${path}/file/check`} limitMegabytes={REGISTER_FILE_LIMIT / 1024 / 1024} />
      </div>
    </Words>
  );
}
