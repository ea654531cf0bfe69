import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { updateObligation } from "@/features/obligations/actions";
import { ObligationForm } from "@/features/obligations/components/obligation-form";
import { formFieldsOf } from "@/features/obligations/form-fields";
import { getObligation } from "@/features/obligations/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("obligations")("editTitle", { ref: (await params).ref }) };
}

export default async function EditObligationPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "obligation:write");
  const found = await getObligation(access, ref);
  if (!found) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/obligations`;
  const { values } = found;
  if (values.status === "retired") redirect(`${path}/${ref}`);
  // One transaction, so one of the few connections.
  const { parties, owners } = await inTenant(access, async () => ({
    parties: await partyOptions(access, { including: values.authorityPartyId ? [values.authorityPartyId] : [] }),
    owners: await ownerOptions(access, { including: values.ownerId }),
  }));
  const t = translator("obligations");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["obligations", "vocabulary"]}>
        <ObligationForm
          path={path}
          action={updateObligation.bind(null, slug)}
          initial={formFieldsOf(values)}
          record={{ id: found.id, ref, version: found.version }}
          parties={parties.map(({ id, ref: partyRef, name }) => ({ value: id, label: name, reference: partyRef }))}
          findParties={findParties.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
