import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { findSurveyParties, updateSurvey } from "@/features/surveys/actions";
import { SurveyDetailsForm } from "@/features/surveys/components/survey-details-form";
import { askableParties } from "@/features/surveys/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { surveyOfPage } from "../survey";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${translator("surveys")("edit")} ${(await params).ref}` };
}

export default async function EditSurveyPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "survey:run");
  const survey = await surveyOfPage(access, ref);
  if (survey.status !== "draft" || survey.retiredAt) notFound();
  const { id, version, title, introduction, partyIds, anonymous, language, closesOn, remindDays, ownerId, note } = survey;
  const [parties, owners] = [await askableParties(access, { ids: partyIds }), await ownerOptions(access, { including: ownerId })];
  const t = translator("surveys");
  const path = `/${organization}/surveys`;
  const options = [...new Map([...survey.parties, ...parties].map((party) => [party.id, party])).values()];
  return (
    <Words namespaces={["surveys"]}>
      <PageHeader
        title={t("edit")}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("editShort") }]}
      />
      <SurveyDetailsForm
        path={path}
        action={updateSurvey.bind(null, organization)}
        find={findSurveyParties.bind(null, organization)}
        parties={options.map((party) => ({ value: party.id, reference: party.ref, label: party.name }))}
        owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        today={today()}
        initial={{ title, introduction, partyIds, anonymous, language, closesOn, remindDays, ownerId: ownerId ?? "", note }}
        record={{ id, ref, version }}
      />
    </Words>
  );
}
