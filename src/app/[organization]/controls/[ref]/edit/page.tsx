import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { updateControl } from "@/features/controls/actions";
import { ControlForm } from "@/features/controls/components/control-form";
import { controlFormOptions } from "@/features/controls/form-options";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { controlOfPage } from "../control";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: translator("controls")("editTitle", { ref: (await params).ref }) };
}

export default async function EditControlPage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "control:write");
  const { control, own } = await controlOfPage(access, ref);
  // Annex A is what it is.
  if (!own) notFound();
  const t = translator("controls");
  const path = `/${organization}/controls`;
  return (
    <Words namespaces={["controls"]}>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <ControlForm
        path={path}
        action={updateControl.bind(null, organization)}
        record={{ id: own.id, ref, version: own.version }}
        initial={{
          title: control.title,
          theme: control.theme,
          controlTypes: control.types,
          cia: control.cia,
          concepts: control.concepts,
          origin: own.origin,
          description: own.description,
          note: own.note,
        }}
        options={controlFormOptions()}
      />
    </Words>
  );
}
