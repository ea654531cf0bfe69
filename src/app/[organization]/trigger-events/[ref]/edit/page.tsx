import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions } from "@/features/interested-parties/queries";
import { updateEvent } from "@/features/triggers/actions";
import { EditEventForm } from "@/features/triggers/components/event-form";
import { getEvent } from "@/features/triggers/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("triggers")("editTitle", { ref: (await params).ref }) };
}

export default async function EditTriggerEventPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "trigger:write");
  const event = await getEvent(access, ref);
  if (!event) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/trigger-events`;
  if (event.values.status !== "open") redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: event.values.ownerId });
  const t = translator("triggers");
  const { title, description, occurredOn, partyIds, ownerId, note } = event.values;
  const inReview = event.reviews.some(({ status }) => status !== "cancelled");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["triggers"]}>
        <EditEventForm
          path={path}
          action={updateEvent.bind(null, slug)}
          initial={{ title, description, occurredOn, partyIds, morePartyIds: [], ownerId, note }}
          today={today()}
          record={{ id: event.id, ref, version: event.version }}
          parties={inReview ? null : event.parties.map((party) => ({ value: party.id, reference: party.ref, label: party.name }))}
          findParties={findParties.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
