import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { findObligations } from "@/features/obligations/actions";
import { obligationOptions } from "@/features/obligations/queries";
import { updateRequirement } from "@/features/requirements/actions";
import { RequirementForm } from "@/features/requirements/components/requirement-form";
import { formFieldsOf } from "@/features/requirements/form-fields";
import { getRequirement } from "@/features/requirements/queries";
import { findSources } from "@/features/sources/actions";
import { sourceOptions } from "@/features/sources/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("requirements")("editTitle", { ref: (await params).ref }) };
}

export default async function EditRequirementPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "requirement:update");
  const found = await getRequirement(access, ref);
  if (!found) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/requirements`;
  const { values } = found;
  if (values.status === "retired") redirect(`${path}/${ref}`);
  // One transaction, so one of the few connections.
  const { parties, sources, obligations, owners } = await inTenant(access, async () => ({
    parties: await partyOptions(access, { including: [values.partyId] }),
    sources: await sourceOptions(access, { including: values.sourceIds }),
    obligations: await obligationOptions(access, { including: values.obligationIds }),
    owners: await ownerOptions(access, { including: values.ownerId }),
  }));
  const t = translator("requirements");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["requirements", "vocabulary", "wording"]}>
        <RequirementForm
          path={path}
          action={updateRequirement.bind(null, slug)}
          initial={formFieldsOf(values)}
          record={{ id: found.id, ref, version: found.version, reasonNeeded: found.reasonNeeded }}
          cancelHref={`${path}/${ref}`}
          parties={parties.map(({ id, ref: partyRef, name }) => ({ value: id, label: name, reference: partyRef }))}
          findParties={findParties.bind(null, slug)}
          sources={sources}
          findSources={findSources.bind(null, slug)}
          obligations={obligations}
          findObligations={findObligations.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
