import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { createInterview, findInterviewParties } from "@/features/interviews/actions";
import { InterviewForm } from "@/features/interviews/components/interview-form";
import { guideOptions, methodOptions } from "@/features/interviews/options";
import { interviewCandidates } from "@/features/interviews/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("interviews")("new") };
}

/** `?party=IP-003` names whom to talk to. */
export default async function NewInterviewPage({ params, searchParams }: PageProps) {
  const { organization } = await params;
  const access = await requireAccess(organization, "interview:write");
  const { party } = await searchParams;
  const wanted = typeof party === "string" ? party : "";
  const [parties, people] = [await interviewCandidates(access, { ref: wanted }), await ownerOptions(access)];
  const chosen = parties.find(({ ref }) => ref === wanted);
  const t = translator("interviews");
  const path = `/${organization}/interviews`;
  return (
    <Words namespaces={["interviewForm"]}>
      <PageHeader
        title={t("new")}
        clause={t("clause")}
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("new") }]}
      />
      <InterviewForm
        path={path}
        action={createInterview.bind(null, organization)}
        find={findInterviewParties.bind(null, organization)}
        parties={parties}
        methods={methodOptions()}
        guides={guideOptions()}
        people={people.map(({ id, name }) => ({ value: id, label: name }))}
        initial={{
          partyId: chosen?.id ?? "",
          method: "interview",
          heldOn: today(),
          interviewerId: access.user?.id ?? "",
          interviewees: "",
          guide: chosen?.guide ?? "general",
          note: "",
        }}
      />
    </Words>
  );
}
