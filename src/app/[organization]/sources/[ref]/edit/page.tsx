import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions, partyOptions } from "@/features/interested-parties/queries";
import { updateSource } from "@/features/sources/actions";
import { SourceForm } from "@/features/sources/components/source-form";
import { formFieldsOf } from "@/features/sources/form-fields";
import { getSource } from "@/features/sources/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("sources")("editTitle", { ref: (await params).ref }) };
}

export default async function EditSourcePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "source:write");
  const found = await getSource(access, ref);
  if (!found) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/sources`;
  const { values } = found;
  if (values.status === "retired") redirect(`${path}/${ref}`);
  // One transaction, so one of the few connections.
  const { parties, owners } = await inTenant(access, async () => ({
    parties: await partyOptions(access, { including: values.counterpartyPartyId ? [values.counterpartyPartyId] : [] }),
    owners: await ownerOptions(access, { including: values.ownerId }),
  }));
  const t = translator("sources");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["sources", "vocabulary"]}>
        <SourceForm
          path={path}
          action={updateSource.bind(null, slug)}
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
