import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { PARTY_CATEGORIES } from "@/domain/vocabulary";
import { addFromCatalogue } from "@/features/interested-parties/actions";
import { CATALOGUE } from "@/features/interested-parties/catalogue";
import { CatalogueForm } from "@/features/interested-parties/components/catalogue-form";
import { catalogueRefs } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("interestedParties")("catalogue.title") };
}

export default async function CataloguePage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  const access = await requireAccess(organization, "interested-party:create");
  const refs = await catalogueRefs(access);
  const t = translator("interestedParties");
  const word = translator("vocabulary");
  const path = `/${organization}/interested-parties`;
  return (
    <Words namespaces={["partyForm"]}>
      <PageHeader
        title={t("catalogue.title")}
        clause={t("clause")}
        lead={t("catalogue.lead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("catalogue.title") }]}
      />
      <CatalogueForm
        path={path}
        action={addFromCatalogue.bind(null, organization)}
        adverseWord={t("column.adverse")}
        groups={PARTY_CATEGORIES.map((category) => ({
          label: word(`partyCategory.${category}`),
          entries: CATALOGUE.filter((party) => party.category === category).map(({ key, name, kind, why, adverse }) => ({
            key,
            name,
            kind: word(`partyKind.${kind}`),
            why,
            adverse,
            ref: refs[key],
          })),
        }))}
      />
    </Words>
  );
}
