import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { updateScopeUnit } from "@/features/scope-units/actions";
import { ScopeUnitForm } from "@/features/scope-units/components/scope-unit-form";
import { getScopeUnit } from "@/features/scope-units/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("scopeUnits")("editTitle", { ref: (await params).ref }) };
}

export default async function EditScopeUnitPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "scope:write");
  const unit = await getScopeUnit(access, ref);
  if (!unit) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/scope`;
  const { status, title, kind, description, ownerId, note } = unit.values;
  if (status === "retired") redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: ownerId });
  const t = translator("scopeUnits");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="Clause 4.3"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["scopeUnits", "vocabulary"]}>
        <ScopeUnitForm
          path={path}
          action={updateScopeUnit.bind(null, slug)}
          initial={{ title, kind, description, ownerId, note }}
          record={{ id: unit.id, ref, version: unit.version }}
          owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        />
      </Words>
    </>
  );
}
