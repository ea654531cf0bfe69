import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ENGAGEMENT_TYPES } from "@/domain/vocabulary";
import { logEntry } from "@/features/engagement/actions";
import { NewEntryForm } from "@/features/engagement/components/entry-form";
import { entryParty } from "@/features/engagement/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { entryChoices } from "../choices";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("engagement")("newTitle") };

/** Also straight from a party or for feedback: ?party=IP-003&type=feedback. */
export default async function NewEntryPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "engagement:write");
  const query = await searchParams;
  const party = typeof query.party === "string" ? await entryParty(access, query.party) : null;
  const choices = await entryChoices(access, { partyId: party?.id ?? null });
  const t = translator("engagement");
  const { slug } = access.organization;
  const path = `/${slug}/engagement`;
  const type = ENGAGEMENT_TYPES.find((value) => value === query.type) ?? "meeting";
  return (
    <>
      <PageHeader
        title={party ? t("newWith", { name: party.name }) : t("newTitle")}
        clause="Clause 7.4"
        lead={t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["engagement", "vocabulary"]}>
        <NewEntryForm
          path={path}
          cancelHref={party ? `/${slug}/interested-parties/${party.ref}` : path}
          action={logEntry.bind(null, slug)}
          initial={{
            type,
            partyId: party?.id ?? "",
            heldOn: today(),
            channel: "",
            summary: "",
            participants: party?.representative ?? "",
            ourParticipantIds: access.user ? [access.user.id] : [],
            documentRefs: [],
            requirementIds: [],
            engagementSeen: "",
            feedbackKind: "suggestion",
            fromName: "",
            fromEmail: "",
            note: "",
            toldHowMet: false,
            ownerId: "",
            fromMail: false,
          }}
          choices={choices}
        />
      </Words>
    </>
  );
}
