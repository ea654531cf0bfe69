import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { updateObjective } from "@/features/objectives/actions";
import { ObjectiveForm } from "@/features/objectives/components/objective-form";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { objectiveOfPage } from "../objective";

interface PageProps {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: translator("objectives")("editTitle", { ref: (await params).ref }) };
}

export default async function EditObjectivePage({ params }: PageProps) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "objective:write");
  const { id, version, title, description, ownerId, note } = await objectiveOfPage(access, ref);
  const owners = await ownerOptions(access, { including: ownerId });
  const t = translator("objectives");
  const path = `/${organization}/objectives`;
  return (
    <Words namespaces={["objectives"]}>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause={t("clause")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <ObjectiveForm
        path={path}
        action={updateObjective.bind(null, organization)}
        record={{ id, ref, version }}
        initial={{ title, description, ownerId: ownerId ?? "", note }}
        owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
      />
    </Words>
  );
}
