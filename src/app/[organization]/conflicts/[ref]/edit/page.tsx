import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { isUnsettled } from "@/domain/conflict";
import { updateConflict } from "@/features/conflicts/actions";
import { EditConflictForm } from "@/features/conflicts/components/conflict-form";
import { getConflict } from "@/features/conflicts/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { findRequirements } from "@/features/objectives/actions";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("conflicts")("editTitle", { ref: (await params).ref }) };
}

export default async function EditConflictPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "conflict:write");
  const conflict = await getConflict(access, ref);
  if (!conflict) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/conflicts`;
  const { values, requirements } = conflict;
  if (!isUnsettled(values.status) || values.retiredAt !== null) redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: values.ownerId });
  const t = translator("conflicts");
  const { title, description, requirementIds, openedOn, ownerId, impactAssessment, options, note } = values;
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["conflicts"]}>
        <EditConflictForm
          path={path}
          action={updateConflict.bind(null, slug)}
          initial={{ title, description, requirementIds, openedOn, ownerId, impactAssessment, options: options.join("\n"), note }}
          today={today()}
          chosen={requirements.map((one) => ({ value: one.id, reference: one.ref, label: one.statement, hint: one.partyName }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          find={findRequirements.bind(null, slug)}
          record={{ id: conflict.id, ref, version: conflict.version }}
        />
      </Words>
    </>
  );
}
