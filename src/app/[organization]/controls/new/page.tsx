import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createControl } from "@/features/controls/actions";
import { ControlForm } from "@/features/controls/components/control-form";
import { controlFormOptions } from "@/features/controls/form-options";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("controls")("newTitle") };
}

export default async function NewControlPage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  await requireAccess(organization, "control:write");
  const t = translator("controls");
  const path = `/${organization}/controls`;
  return (
    <Words namespaces={["controls"]}>
      <PageHeader title={t("newTitle")} lead={t("newLead")} breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <ControlForm
        path={path}
        action={createControl.bind(null, organization)}
        initial={{ title: "", theme: "organizational", controlTypes: [], cia: [], concepts: [], origin: "", description: "", note: "" }}
        options={controlFormOptions()}
      />
    </Words>
  );
}
