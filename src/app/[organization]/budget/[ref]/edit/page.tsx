import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findPayables, updateBudgetLine } from "@/features/budget/actions";
import { BudgetLineForm } from "@/features/budget/components/budget-line-form";
import { getBudgetLine } from "@/features/budget/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("budget")("editTitle", { ref: (await params).ref }) };
}

export default async function EditBudgetLinePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "budget:write");
  const found = await getBudgetLine(access, ref);
  if (!found) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/budget`;
  const { status, title, period, amount, currency, targetRefs, ownerId, note } = found.values;
  if (status === "retired") redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: ownerId });
  const t = translator("budget");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="Clause 5.1, Clause 7.1"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["budget"]}>
        <BudgetLineForm
          path={path}
          action={updateBudgetLine.bind(null, slug)}
          initial={{ title, period, amount, currency, targetRefs, ownerId, note }}
          record={{ id: found.id, ref, version: found.version }}
          targets={found.targets.map((target) => ({ value: target.ref, reference: target.ref, label: target.title ?? t("gone") }))}
          findTargets={findPayables.bind(null, slug)}
          owners={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        />
      </Words>
    </>
  );
}
