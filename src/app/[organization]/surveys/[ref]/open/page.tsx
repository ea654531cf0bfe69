import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Words } from "@/components/words";
import { reachable } from "@/features/contacts/queries";
import { inviteMore, openSurvey } from "@/features/surveys/actions";
import { InviteForm } from "@/features/surveys/components/invite-form";
import { surveyInvitations } from "@/features/surveys/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { surveyOfPage } from "../survey";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("surveys")("openTitle", { ref: (await params).ref }) };
}

/** Who is asked: with a draft the survey opens, while it runs more people are added. */
export default async function OpenSurveyPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "survey:run");
  const survey = await surveyOfPage(access, ref);
  if (survey.status === "closed" || survey.retiredAt) notFound();
  const draft = survey.status === "draft";
  const contacts = survey.partyIds.length > 0 ? await reachable(access, survey.partyIds) : [];
  const asked = new Set((draft ? [] : await surveyInvitations(access, survey.id)).map(({ email }) => email.toLowerCase()));
  const t = translator("surveys");
  const path = `/${organization}/surveys`;
  const missing = [
    ...(survey.questions.length === 0 ? [t("missing.questions")] : []),
    ...(survey.closesOn === null || survey.closesOn < today() ? [t("missing.day")] : []),
  ];
  return (
    <Words namespaces={["surveys"]}>
      <PageHeader
        title={t(draft ? "openTitle" : "inviteTitle", { ref })}
        lead={t(draft ? (survey.anonymous ? "openLeadAnonymous" : "openLead") : "inviteLead")}
        breadcrumbs={[
          { label: t("title"), href: path },
          { label: ref, href: `${path}/${ref}` },
          { label: t(draft ? "open" : "inviteMore") },
        ]}
      />
      {missing.length > 0 ? (
        <Callout
          tone="warn"
          title={t("missing.title")}
          actions={
            <LinkButton size="small" href={`${path}/${ref}${survey.questions.length === 0 ? "" : "/edit"}`}>
              {t("missing.edit")}
            </LinkButton>
          }
        >
          {missing.join(" ")}
        </Callout>
      ) : (
        <InviteForm
          path={path}
          action={(draft ? openSurvey : inviteMore).bind(null, organization)}
          survey={{ id: survey.id, ref, version: survey.version, anonymous: survey.anonymous, status: draft ? "draft" : "open" }}
          parties={survey.parties
            .filter(({ retired, adverse }) => !retired && !adverse)
            .map(({ id, name }) => ({
              id,
              name,
              contacts: contacts
                .filter(({ partyId, email }) => partyId === id && !asked.has(email.toLowerCase()))
                .map(({ contactId, name: contact, email }) => ({ id: contactId, name: contact, email })),
            }))}
        />
      )}
    </Words>
  );
}
