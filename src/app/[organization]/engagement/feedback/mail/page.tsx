import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { logEntry } from "@/features/engagement/actions";
import { MailEntry } from "@/features/engagement/components/mail-entry";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { entryChoices } from "../../choices";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("engagement")("mail.title") };

/** Feedback that came as a mail: the saved file is read, somebody looks at it, then it is kept. */
export default async function FeedbackMailPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "engagement:write");
  const choices = await entryChoices(access, { partyId: null });
  const t = translator("engagement");
  const { slug } = access.organization;
  const path = `/${slug}/engagement`;
  return (
    <>
      <PageHeader
        title={t("mail.title")}
        lead={t("mail.lead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("inbox"), href: `${path}/feedback` }, { label: t("mail.title") }]}
      />
      <Words namespaces={["engagement", "vocabulary"]}>
        <MailEntry
          href={`${path}/feedback/mail/read`}
          path={path}
          cancelHref={`${path}/feedback`}
          action={logEntry.bind(null, slug)}
          initial={{
            type: "feedback",
            partyId: "",
            heldOn: today(),
            channel: "mail",
            summary: "",
            participants: "",
            ourParticipantIds: [],
            documentRefs: [],
            requirementIds: [],
            engagementSeen: "",
            feedbackKind: "suggestion",
            fromName: "",
            fromEmail: "",
            note: "",
            toldHowMet: false,
            ownerId: access.user?.id ?? "",
            fromMail: true,
          }}
          choices={choices}
        />
      </Words>
    </>
  );
}
