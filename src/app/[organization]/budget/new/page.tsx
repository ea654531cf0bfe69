import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createBudgetLine, findPayables } from "@/features/budget/actions";
import { BudgetLineForm } from "@/features/budget/components/budget-line-form";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export const metadata: Metadata = { title: translator("budget")("newTitle") };

export default async function NewBudgetLinePage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "budget:write");
  const owners = await ownerOptions(access);
  const t = translator("budget");
  const { slug } = access.organization;
  const path = `/${slug}/budget`;
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause="Clause 5.1, Clause 7.1"
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["budget"]}>
        <BudgetLineForm
          path={path}
          action={createBudgetLine.bind(null, slug)}
          initial={{ title: "", period: "", amount: null, currency: "", targetRefs: [], ownerId: null, note: "" }}
          targets={[]}
          findTargets={findPayables.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
