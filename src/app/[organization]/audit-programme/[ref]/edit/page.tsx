import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findRecords, updateAudit } from "@/features/actions/actions";
import { getAction } from "@/features/actions/queries";
import { AuditForm } from "@/features/audit-programme/components/audit-form";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("auditProgramme")("editTitle", { ref: (await params).ref }) };
}

export default async function EditAuditPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "action:write");
  const audit = await getAction(access, ref);
  if (!audit || audit.values.auditKind === "") notFound();
  const { slug } = access.organization;
  const { title, auditKind, description, recordRefs, auditor, dueAt, intervalMonths, ownerId, note, status } = audit.values;
  if (status !== "open") redirect(`/${slug}/actions/${ref}`);
  const owners = await ownerOptions(access, { including: ownerId });
  const t = translator("auditProgramme");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="Clause 9.2.2"
        breadcrumbs={[
          { label: t("title"), href: `/${slug}/audit-programme` },
          { label: ref, href: `/${slug}/actions/${ref}` },
          { label: t("edit") },
        ]}
      />
      <Words namespaces={["auditProgramme", "vocabulary"]}>
        <AuditForm
          home={`/${slug}`}
          action={updateAudit.bind(null, slug)}
          initial={{
            ...{ title, auditKind, description, recordRefs, auditor, dueAt, ownerId, note },
            intervalMonths: intervalMonths === null ? null : String(intervalMonths),
          }}
          record={{ id: audit.id, ref, version: audit.version }}
          records={audit.records.map((record) => ({ value: record.ref, reference: record.ref, label: record.title }))}
          findRecords={findRecords.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
