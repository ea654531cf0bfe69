import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { DIRECTIONS } from "@/domain/vocabulary";
import { ownerOptions } from "@/features/interested-parties/queries";
import { createCriterion } from "@/features/monitoring/actions";
import { CriterionForm } from "@/features/monitoring/components/criterion-form";
import { EMPTY_CRITERION } from "@/features/monitoring/form-fields";
import { requirementToMeasure } from "@/features/monitoring/queries";
import { findRequirements } from "@/features/objectives/actions";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("monitoring")("newTitle") };

/** Also straight from what is to be measured: ?requirement=REQ-012. */
export default async function NewCriterionPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "criterion:write");
  const { requirement: asked } = await searchParams;
  // One transaction, so one of the few connections.
  const { requirement, owners } = await inTenant(access, async () => ({
    requirement: typeof asked === "string" ? await requirementToMeasure(access, asked) : null,
    owners: await ownerOptions(access),
  }));
  const t = translator("monitoring");
  const { slug } = access.organization;
  const path = `/${slug}/monitoring`;
  return (
    <>
      <PageHeader
        title={requirement ? t("newFor", { ref: requirement.ref }) : t("newTitle")}
        clause="Clause 9.1"
        lead={requirement?.statement ?? t("newLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["monitoring"]}>
        <CriterionForm
          path={path}
          action={createCriterion.bind(null, slug)}
          initial={{ ...EMPTY_CRITERION, requirementId: requirement?.id ?? null }}
          requirement={{
            chosen: requirement ? [{ value: requirement.id, reference: requirement.ref, label: requirement.statement }] : [],
            find: findRequirements.bind(null, slug),
          }}
          directions={DIRECTIONS.map((value) => ({ value, label: translator("vocabulary.direction")(value) }))}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
