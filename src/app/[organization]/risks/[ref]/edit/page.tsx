import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { updateRisk } from "@/features/risks/actions";
import { RiskForm } from "@/features/risks/components/risk-form";
import { formFieldsOf } from "@/features/risks/form-fields";
import { adversePartyOptions, getRisk } from "@/features/risks/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("risks")("editTitle", { ref: (await params).ref }) };
}

export default async function EditRiskPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "risk:write");
  const risk = await getRisk(access, ref);
  if (!risk) notFound();
  const { values, rules } = risk;
  const { slug } = access.organization;
  const path = `/${slug}/risks`;
  if (values.status === "retired") redirect(`${path}/${ref}`);
  // One transaction, so one of the few connections.
  const { parties, owners } = await inTenant(access, async () => ({
    parties: await adversePartyOptions(access, { including: values.adversePartyId }),
    owners: await ownerOptions(access, { including: values.ownerId }),
  }));
  const t = translator("risks");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="Clause 6.1.1, Clause 6.1.2"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["risks", "vocabulary"]}>
        <RiskForm
          path={path}
          action={updateRisk.bind(null, slug)}
          initial={formFieldsOf(values)}
          record={{ id: risk.id, ref, version: risk.version, accepted: values.acceptedAt !== null }}
          scale={rules.scale}
          acceptanceLevel={rules.acceptanceLevel}
          parties={parties.map(({ id, ref: partyRef, name }) => ({ value: id, label: name, reference: partyRef }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
