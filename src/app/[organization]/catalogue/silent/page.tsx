import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ruleOut } from "@/features/catalogue/actions";
import { FindingTabs } from "@/features/catalogue/components/finding-tabs";
import { RuleOutButton } from "@/features/catalogue/components/rulings";
import { addSilentParty } from "@/features/silent-stakeholders/actions";
import { AddSilentButton } from "@/features/silent-stakeholders/components/add-button";
import { OneSidedRecords, SilentProposals } from "@/features/silent-stakeholders/components/findings";
import { silentFindings } from "@/features/silent-stakeholders/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("silent")("title") };
}

export default async function SilentStakeholdersPage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  const access = await requireAccess(organization, "interested-party:read");
  const { proposals, oneSided } = await silentFindings(access);
  const t = translator("silent");
  const home = `/${organization}`;
  return (
    <Words namespaces={["catalogueForm"]}>
      <PageHeader title={t("title")} clause={translator("catalogue")("clause")} lead={t("lead")} />
      <FindingTabs home={home} current="silent" />
      <SilentProposals
        home={home}
        proposals={proposals}
        deeds={({ key, name }) => (
          <>
            {access.can("interested-party:create") && (
              <AddSilentButton
                templateKey={key}
                words={{ add: t("add"), added: t("added", { name }), failed: t("failed") }}
                action={addSilentParty.bind(null, organization)}
              />
            )}
            {access.can("interested-party:decide") && <RuleOutButton entry={{ key, name }} action={ruleOut.bind(null, organization)} />}
          </>
        )}
      />
      <OneSidedRecords home={home} records={oneSided} />
    </Words>
  );
}
