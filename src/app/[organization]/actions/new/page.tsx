import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createAction, findRecords } from "@/features/actions/actions";
import { ActionForm } from "@/features/actions/components/action-form";
import { EMPTY_ACTION } from "@/features/actions/form-fields";
import { startOfAction } from "@/features/actions/queries";
import { OWN_ACTION_KINDS } from "@/features/actions/schema";
import { findingOptions } from "@/features/findings/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("actions")("newTitle") };

/** Also straight from what it is to answer: ?finding=F-001 or ?requirement=REQ-012. */
export default async function NewActionPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "action:write");
  const { requirement, finding } = await searchParams;
  const one = (value: typeof requirement) => (typeof value === "string" ? value : undefined);
  // One transaction, so one of the few connections.
  const { start, owners, findings } = await inTenant(access, async () => ({
    start: await startOfAction(access, { requirement: one(requirement), finding: access.can("finding:read") ? one(finding) : undefined }),
    owners: await ownerOptions(access),
    findings: access.can("finding:read") ? await findingOptions(access) : [],
  }));
  const t = translator("actions");
  const word = translator("vocabulary.actionKind");
  const { slug } = access.organization;
  const path = `/${slug}/actions`;
  const answers = start.finding ?? start.requirement;
  return (
    <>
      <PageHeader
        title={answers ? t("newFor", { ref: answers.ref }) : t("newTitle")}
        clause="Clause 10.2"
        lead={answers?.title}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]}
      />
      <Words namespaces={["actions", "vocabulary"]}>
        <ActionForm
          path={path}
          action={createAction.bind(null, slug)}
          initial={{
            ...EMPTY_ACTION,
            kind: answers ? "corrective" : "task",
            requirementId: start.requirement?.id ?? null,
            findingId: start.finding?.id ?? null,
          }}
          kinds={OWN_ACTION_KINDS.map((value) => ({ value, label: word(value) }))}
          requirement={
            start.requirement ? [{ value: start.requirement.id, reference: start.requirement.ref, label: start.requirement.title }] : []
          }
          findings={findings.map(({ id, ref, title }) => ({ value: id, reference: ref, label: title }))}
          records={[]}
          findRecords={findRecords.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
