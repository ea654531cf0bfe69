import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { DEPARTMENTS } from "@/domain/workshop";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { createWorkshop } from "@/features/workshops/actions";
import { WorkshopForm } from "@/features/workshops/components/workshop-form";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  return { title: translator("workshops")((await searchParams).kind === "voting" ? "newVoting" : "newIdentification") };
}

export default async function NewWorkshopPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "workshop:run");
  const kind = (await searchParams).kind === "voting" ? "voting" : "identification";
  const [people, parties] = [await ownerOptions(access), kind === "voting" ? await partyOptions(access) : []];
  const t = translator("workshops");
  const path = `/${access.organization.slug}/workshops`;
  const title = t(kind === "voting" ? "newVoting" : "newIdentification");
  return (
    <Words namespaces={["workshopForm"]}>
      <PageHeader title={title} clause={t("clause")} breadcrumbs={[{ label: t("title"), href: path }, { label: title }]} />
      <WorkshopForm
        kind={kind}
        path={path}
        action={createWorkshop.bind(null, access.organization.slug)}
        initial={{
          title: "",
          heldOn: today(),
          facilitatorId: access.user?.id ?? null,
          participants: [],
          departments: [],
          partyIds: [],
          note: "",
        }}
        people={people.map(({ id, name }) => ({ value: id, label: name }))}
        departments={DEPARTMENTS.map((key) => t(`departments.${key}`))}
        parties={parties.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }))}
        findParties={findParties.bind(null, access.organization.slug)}
      />
    </Words>
  );
}
