import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { DIRECTIONS } from "@/domain/vocabulary";
import { ownerOptions } from "@/features/interested-parties/queries";
import { updateCriterion } from "@/features/monitoring/actions";
import { CriterionForm } from "@/features/monitoring/components/criterion-form";
import { getCriterion } from "@/features/monitoring/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("monitoring")("editTitle", { ref: (await params).ref }) };
}

export default async function EditCriterionPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "criterion:write");
  const criterion = await getCriterion(access, ref);
  if (!criterion) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/monitoring`;
  if (criterion.values.status !== "active") redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: criterion.values.ownerId });
  const t = translator("monitoring");
  const { metric, unit, target, threshold, direction, method, frequencyDays, ownerId, note } = criterion.values;
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        lead={`${criterion.requirement.ref} ${criterion.requirement.statement}`}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["monitoring"]}>
        <CriterionForm
          path={path}
          action={updateCriterion.bind(null, slug)}
          initial={{ metric, unit, target, threshold, direction, method, frequencyDays, ownerId, note }}
          record={{ id: criterion.id, ref, version: criterion.version }}
          requirement={null}
          directions={DIRECTIONS.map((value) => ({ value, label: translator("vocabulary.direction")(value) }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
