import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findRecords, updateAction } from "@/features/actions/actions";
import { ActionForm } from "@/features/actions/components/action-form";
import { formFieldsOf } from "@/features/actions/form-fields";
import { getAction } from "@/features/actions/queries";
import { OWN_ACTION_KINDS } from "@/features/actions/schema";
import { findingOptions } from "@/features/findings/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("actions")("editTitle", { ref: (await params).ref }) };
}

export default async function EditActionPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "action:write");
  const action = await getAction(access, ref);
  if (!action) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/actions`;
  if (action.values.status !== "open") redirect(`${path}/${ref}`);
  if (action.values.kind === "audit") redirect(`/${slug}/audit-programme/${ref}/edit`);
  // One transaction, so one of the few connections.
  const { owners, findings } = await inTenant(access, async () => ({
    owners: await ownerOptions(access, { including: action.values.ownerId }),
    findings: access.can("finding:read") ? await findingOptions(access) : [],
  }));
  const t = translator("actions");
  const word = translator("vocabulary.actionKind");
  const kinds = action.values.kind === "evidence_request" ? [] : OWN_ACTION_KINDS;
  const { requirement } = action;
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="Clause 10.2"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["actions", "vocabulary"]}>
        <ActionForm
          path={path}
          action={updateAction.bind(null, slug)}
          initial={formFieldsOf(action.values)}
          record={{ id: action.id, ref, version: action.version }}
          kinds={kinds.map((value) => ({ value, label: word(value) }))}
          requirement={requirement ? [{ value: requirement.id, reference: requirement.ref, label: requirement.title }] : []}
          findings={findings.map((one) => ({ value: one.id, reference: one.ref, label: one.title }))}
          records={action.records.map((record) => ({ value: record.ref, reference: record.ref, label: record.title }))}
          findRecords={findRecords.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
