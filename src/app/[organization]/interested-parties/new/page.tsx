import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { issueOptions } from "@/features/context-issues/queries";
import { vectorNames } from "@/features/influence-map/queries";
import { createParty, namesakes } from "@/features/interested-parties/actions";
import { EMPTY_PARTY } from "@/features/interested-parties/components/party-fields";
import { PartyForm } from "@/features/interested-parties/components/party-form";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

export function generateMetadata(): Metadata {
  return { title: translator("interestedParties")("new.title") };
}

export default async function NewPartyPage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  const access = await requireAccess(organization, "interested-party:create");
  const { owners, issues, vectors } = await inTenant(access, async () => ({
    owners: await ownerOptions(access),
    issues: await issueOptions(access),
    vectors: await vectorNames(access),
  }));
  const t = translator("interestedParties");
  const path = `/${organization}/interested-parties`;
  return (
    <Words namespaces={["partyForm", "vocabulary"]}>
      <PageHeader
        title={t("new.title")}
        clause={t("clause")}
        lead={t("new.lead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("new.title") }]}
      />
      <PartyForm
        path={path}
        action={createParty.bind(null, organization)}
        namesakes={namesakes.bind(null, organization)}
        initial={EMPTY_PARTY}
        owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        vectorNames={vectors}
        issues={issues.map((issue) => ({ value: issue.id, label: issue.title, reference: issue.ref }))}
      />
    </Words>
  );
}
