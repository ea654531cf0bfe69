import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { HORIZON_SOURCES } from "@/domain/vocabulary";
import { updateNote } from "@/features/horizon/actions";
import { NoteForm } from "@/features/horizon/components/note-form";
import { getNote } from "@/features/horizon/queries";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions } from "@/features/interested-parties/queries";
import { findRequirements } from "@/features/objectives/actions";
import { findObligations } from "@/features/obligations/actions";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("horizon")("editTitle", { ref: (await params).ref }) };
}

export default async function EditHorizonNotePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "horizon:write");
  const note = await getNote(access, ref);
  if (!note) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/horizon`;
  if (note.values.status !== "open" || note.values.retiredAt) redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: note.values.ownerId });
  const t = translator("horizon");
  const word = translator("vocabulary.horizonSource");
  const { source, title, url, seenOn, summary, partyIds, requirementIds, obligationId, ownerId, dueOn } = note.values;
  const options = (rows: readonly { id: string; ref: string; name: string }[]) =>
    rows.map((row) => ({ value: row.id, reference: row.ref, label: row.name }));
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["horizon"]}>
        <NoteForm
          path={path}
          action={updateNote.bind(null, slug)}
          initial={{
            ...{ source, title, url, seenOn, summary, partyIds, requirementIds, obligationId, ownerId, dueOn },
            note: note.values.note,
          }}
          record={{ id: note.id, ref, version: note.version }}
          today={today()}
          sources={HORIZON_SOURCES.map((value) => ({ value, label: word(value) }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          parties={options(note.parties)}
          requirements={options(note.requirements)}
          obligations={options(note.obligation ? [note.obligation] : [])}
          findParties={findParties.bind(null, slug)}
          findRequirements={findRequirements.bind(null, slug)}
          findObligations={findObligations.bind(null, slug)}
        />
      </Words>
    </>
  );
}
