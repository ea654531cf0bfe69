import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { catalogueParty } from "@/domain/catalogue";
import { pickFromCatalogue, ruleOut, withdrawRuling } from "@/features/catalogue/actions";
import { CatalogueBrowser } from "@/features/catalogue/components/catalogue-browser";
import { entryOf } from "@/features/catalogue/entries";
import { catalogueState } from "@/features/catalogue/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string; key: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, key } = await params;
  await requireAccess(organization, "interested-party:read");
  const t = translator("catalogue");
  const party = catalogueParty(key);
  return { title: party ? t("party", { name: party.name }) : t("title") };
}

export default async function CataloguePartyPage({ params }: PageProps) {
  const { organization, key } = await params;
  const access = await requireAccess(organization, "interested-party:read");
  const party = catalogueParty(key);
  if (!party) notFound();
  const { entries, vectorNames } = await catalogueState(access);
  const t = translator("catalogue");
  const home = `/${organization}`;
  return (
    <Words namespaces={["catalogueForm"]}>
      <PageHeader
        title={party.name}
        clause={t("clause")}
        lead={party.why}
        breadcrumbs={[{ label: t("title"), href: `${home}/catalogue` }, { label: party.name }]}
      />
      <CatalogueBrowser
        home={home}
        entries={[entryOf(party, entries[party.key]!, vectorNames)]}
        visible={[party.key]}
        opened={party.key}
        can={{
          pick: access.can("interested-party:create"),
          pickRequirements: access.can("requirement:create"),
          decide: access.can("interested-party:decide"),
        }}
        pick={pickFromCatalogue.bind(null, organization)}
        ruleOut={ruleOut.bind(null, organization)}
        withdraw={withdrawRuling.bind(null, organization)}
      />
    </Words>
  );
}
