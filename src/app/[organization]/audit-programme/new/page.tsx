import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { findRecords, planAudit } from "@/features/actions/actions";
import { AuditForm } from "@/features/audit-programme/components/audit-form";
import { EMPTY_AUDIT } from "@/features/audit-programme/form-fields";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("auditProgramme")("newTitle") };

export default async function NewAuditPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "action:write");
  const owners = await ownerOptions(access);
  const t = translator("auditProgramme");
  const { slug } = access.organization;
  return (
    <>
      <PageHeader
        title={t("newTitle")}
        clause="Clause 9.2.2"
        breadcrumbs={[{ label: t("title"), href: `/${slug}/audit-programme` }, { label: t("newTitle") }]}
      />
      <Words namespaces={["auditProgramme", "vocabulary"]}>
        <AuditForm
          home={`/${slug}`}
          action={planAudit.bind(null, slug)}
          initial={EMPTY_AUDIT}
          records={[]}
          findRecords={findRecords.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
