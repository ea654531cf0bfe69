import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { HORIZON_SOURCES } from "@/domain/vocabulary";
import { createNote } from "@/features/horizon/actions";
import { NoteForm } from "@/features/horizon/components/note-form";
import { upcomingObligations } from "@/features/horizon/queries";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions } from "@/features/interested-parties/queries";
import { findRequirements } from "@/features/objectives/actions";
import { findObligations } from "@/features/obligations/actions";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("horizon")("newTitle") };

const USUAL_DAYS = 30;

/** `obligation=OBL-001`: about a law that is known and not yet in force. */
export default async function NewHorizonNotePage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "horizon:write");
  const { obligation: about } = await searchParams;
  const { owners, upcoming } = await inTenant(access, async () => ({
    owners: await ownerOptions(access),
    upcoming: typeof about === "string" ? await upcomingObligations(access) : [],
  }));
  const obligation = upcoming.find(({ ref }) => ref === about) ?? null;
  const t = translator("horizon");
  const word = translator("vocabulary.horizonSource");
  const { slug } = access.organization;
  const path = `/${slug}/horizon`;
  return (
    <>
      <PageHeader title={t("newTitle")} lead={t("newLead")} breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <Words namespaces={["horizon"]}>
        <NoteForm
          path={path}
          action={createNote.bind(null, slug)}
          initial={{
            source: "law",
            title: obligation?.title ?? "",
            url: "",
            seenOn: today(),
            summary: "",
            partyIds: [],
            requirementIds: [],
            obligationId: obligation?.id ?? null,
            ownerId: access.user?.id ?? null,
            dueOn: addDays(today(), USUAL_DAYS),
            note: "",
          }}
          record={null}
          today={today()}
          sources={HORIZON_SOURCES.map((value) => ({ value, label: word(value) }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          parties={[]}
          requirements={[]}
          obligations={obligation ? [{ value: obligation.id, reference: obligation.ref, label: obligation.title }] : []}
          findParties={findParties.bind(null, slug)}
          findRequirements={findRequirements.bind(null, slug)}
          findObligations={findObligations.bind(null, slug)}
        />
      </Words>
    </>
  );
}
