import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { updateEntry } from "@/features/engagement/actions";
import { EditEntryForm } from "@/features/engagement/components/entry-form";
import { getEntry } from "@/features/engagement/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { entryChoices } from "../../choices";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("engagement")("editTitle", { ref: (await params).ref }) };
}

export default async function EditEntryPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "engagement:write");
  const entry = await getEntry(access, ref);
  if (!entry) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/engagement`;
  const { values } = entry;
  if (values.retiredAt) redirect(`${path}/${ref}`);
  const choices = await entryChoices(access, {
    partyId: values.partyId,
    people: values.ourParticipantIds,
    documentRefs: values.documentRefs,
  });
  const t = translator("engagement");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["engagement", "vocabulary"]}>
        <EditEntryForm
          path={path}
          action={updateEntry.bind(null, slug)}
          record={{ id: entry.id, ref, version: entry.version, type: values.type }}
          initial={{
            partyId: values.partyId ?? "",
            heldOn: values.heldOn,
            channel: values.channel,
            summary: values.summary,
            participants: values.participants,
            ourParticipantIds: values.ourParticipantIds,
            documentRefs: values.documentRefs,
            requirementIds: values.requirementIds,
            engagementSeen: values.engagementSeen ?? "",
            feedbackKind: values.feedbackKind,
            fromName: values.fromName,
            fromEmail: values.fromEmail,
            note: values.note,
            toldHowMet: false,
          }}
          choices={choices}
        />
      </Words>
    </>
  );
}
