import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { createScopeUnit } from "@/features/scope-units/actions";
import { ScopeUnitForm } from "@/features/scope-units/components/scope-unit-form";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export const metadata: Metadata = { title: translator("scopeUnits")("newTitle") };

export default async function NewScopeUnitPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "scope:write");
  const owners = await ownerOptions(access);
  const t = translator("scopeUnits");
  const { slug } = access.organization;
  const path = `/${slug}/scope`;
  return (
    <>
      <PageHeader title={t("newTitle")} clause="Clause 4.3" breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <Words namespaces={["scopeUnits", "vocabulary"]}>
        <ScopeUnitForm
          path={path}
          action={createScopeUnit.bind(null, slug)}
          initial={{ title: "", kind: "site", description: "", ownerId: null, note: "" }}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
