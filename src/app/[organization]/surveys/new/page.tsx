import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { ownerOptions } from "@/features/interested-parties/queries";
import { createSurvey, findSurveyParties } from "@/features/surveys/actions";
import { SurveyDetailsForm } from "@/features/surveys/components/survey-details-form";
import { askableParties } from "@/features/surveys/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

const USUAL_DAYS = 21;

export function generateMetadata(): Metadata {
  return { title: translator("surveys")("new") };
}

/** `?party=IP-003` names whom to ask. */
export default async function NewSurveyPage({ params, searchParams }: Props) {
  const { organization } = await params;
  const access = await requireAccess(organization, "survey:run");
  const { party } = await searchParams;
  const wanted = typeof party === "string" ? party : "";
  const [parties, owners] = [await askableParties(access, { ref: wanted }), await ownerOptions(access)];
  const chosen = parties.find(({ ref }) => ref === wanted);
  const t = translator("surveys");
  const path = `/${organization}/surveys`;
  return (
    <Words namespaces={["surveys"]}>
      <PageHeader
        title={t("new")}
        clause={t("clause")}
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("new") }]}
      />
      <SurveyDetailsForm
        path={path}
        action={createSurvey.bind(null, organization)}
        find={findSurveyParties.bind(null, organization)}
        parties={parties.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }))}
        owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        today={today()}
        initial={{
          title: "",
          introduction: "",
          partyIds: chosen ? [chosen.id] : [],
          anonymous: false,
          language: "en",
          closesOn: addDays(today(), USUAL_DAYS),
          remindDays: 7,
          ownerId: access.user?.id ?? "",
          note: "",
          startWith: "four",
        }}
      />
    </Words>
  );
}
