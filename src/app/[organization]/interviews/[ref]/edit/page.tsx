import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { findInterviewParties, updateInterview } from "@/features/interviews/actions";
import { InterviewForm } from "@/features/interviews/components/interview-form";
import { guideOptions, methodOptions } from "@/features/interviews/options";
import { interviewCandidates } from "@/features/interviews/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { interviewOfPage } from "../interview";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${translator("interviews")("edit")} ${(await params).ref}` };
}

export default async function EditInterviewPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "interview:write");
  const interview = await interviewOfPage(access, ref);
  if (interview.status === "closed") notFound();
  const { id, version, partyId, method, heldOn, interviewerId, interviewees, guide, note } = interview;
  const [parties, people] = [
    await interviewCandidates(access, { ref: interview.party.ref }),
    await ownerOptions(access, { including: interviewerId }),
  ];
  const t = translator("interviews");
  const path = `/${organization}/interviews`;
  return (
    <Words namespaces={["interviewForm"]}>
      <PageHeader
        title={t("edit")}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("record.edit") }]}
      />
      <InterviewForm
        path={path}
        action={updateInterview.bind(null, organization)}
        find={findInterviewParties.bind(null, organization)}
        parties={parties}
        methods={methodOptions()}
        guides={guideOptions()}
        people={people.map((person) => ({ value: person.id, label: person.name }))}
        initial={{ partyId, method, heldOn, interviewerId: interviewerId ?? "", interviewees, guide: guide || "general", note }}
        record={{ id, ref, version }}
      />
    </Words>
  );
}
