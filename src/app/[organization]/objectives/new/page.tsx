import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { createObjective } from "@/features/objectives/actions";
import { ObjectiveForm } from "@/features/objectives/components/objective-form";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("objectives")("newTitle") };
}

export default async function NewObjectivePage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  const access = await requireAccess(organization, "objective:write");
  const owners = await ownerOptions(access);
  const t = translator("objectives");
  const path = `/${organization}/objectives`;
  return (
    <Words namespaces={["objectives"]}>
      <PageHeader title={t("newTitle")} clause={t("clause")} breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <ObjectiveForm
        path={path}
        action={createObjective.bind(null, organization)}
        initial={{ title: "", description: "", ownerId: "", note: "" }}
        owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Words>
  );
}
