import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { createDocument } from "@/features/documents/actions";
import { DocumentForm } from "@/features/documents/components/document-form";
import { EMPTY_DOCUMENT } from "@/features/documents/form-fields";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export const metadata: Metadata = { title: translator("documents")("newTitle") };

export default async function NewDocumentPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "document:write");
  const owners = await ownerOptions(access);
  const t = translator("documents");
  const { slug } = access.organization;
  const path = `/${slug}/documents`;
  return (
    <>
      <PageHeader title={t("newTitle")} clause="Clause 7.5" breadcrumbs={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <Words namespaces={["documents", "vocabulary"]}>
        <DocumentForm
          path={path}
          action={createDocument.bind(null, slug)}
          initial={EMPTY_DOCUMENT}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
