import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { issueOptions } from "@/features/context-issues/queries";
import { vectorNames } from "@/features/influence-map/queries";
import { namesakes, updateParty } from "@/features/interested-parties/actions";
import { PartyForm } from "@/features/interested-parties/components/party-form";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { partyOfPage } from "../party";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: translator("interestedParties")("edit.title", { ref: (await params).ref }) };
}

export default async function EditPartyPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "interested-party:update");
  const party = await partyOfPage(access, ref);
  const issueIds = party.issues.map((issue) => issue.id);
  const { owners, issues, vectors } = await inTenant(access, async () => ({
    owners: await ownerOptions(access, { including: party.ownerId }),
    issues: await issueOptions(access, { including: issueIds }),
    vectors: await vectorNames(access),
  }));
  const t = translator("interestedParties");
  const path = `/${organization}/interested-parties`;
  const { id, version, scoresAreTemplateDefaults, ownerLabel, stance } = party;
  return (
    <Words namespaces={["partyForm", "vocabulary"]}>
      <PageHeader
        title={t("edit.title", { ref })}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("record.edit") }]}
      />
      <PartyForm
        path={path}
        action={updateParty.bind(null, organization)}
        namesakes={namesakes.bind(null, organization)}
        record={{ id, ref, version, scoresAreTemplateDefaults, ownerLabel }}
        initial={{
          name: party.name,
          category: party.category,
          kind: party.kind,
          relation: party.relation,
          members: party.members,
          representative: party.representative,
          representativeContact: party.representativeContact,
          identificationMethod: party.identificationMethod,
          identificationNote: party.identificationNote,
          pestle: party.pestle,
          influenceVector: party.influenceVector,
          power: party.power,
          interest: party.interest,
          support: stance?.support ?? null,
          scoresConfirmed: false,
          attitude: stance?.attitude ?? null,
          engagementCurrent: stance?.engagementCurrent ?? null,
          engagementTarget: stance?.engagementTarget ?? null,
          adverse: party.adverse,
          imposesLaw: party.imposesLaw,
          silent: party.silent,
          ownerId: party.ownerId ?? "",
          issueIds,
          note: party.note,
        }}
        owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        vectorNames={vectors}
        issues={issues.map((issue) => ({ value: issue.id, label: issue.title, reference: issue.ref }))}
      />
    </Words>
  );
}
