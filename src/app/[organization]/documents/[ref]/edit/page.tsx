import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { updateDocument } from "@/features/documents/actions";
import { DocumentForm } from "@/features/documents/components/document-form";
import { formFieldsOf } from "@/features/documents/form-fields";
import { getDocument } from "@/features/documents/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("documents")("editTitle", { ref: (await params).ref }) };
}

export default async function EditDocumentPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "document:write");
  const document = await getDocument(access, ref);
  if (!document) notFound();
  const { slug } = access.organization;
  const path = `/${slug}/documents`;
  if (document.values.status === "retired") redirect(`${path}/${ref}`);
  const owners = await ownerOptions(access, { including: document.values.ownerId });
  const t = translator("documents");
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        clause="Clause 7.5"
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["documents", "vocabulary"]}>
        <DocumentForm
          path={path}
          action={updateDocument.bind(null, slug)}
          initial={formFieldsOf(document.values)}
          record={{ id: document.id, ref, version: document.version }}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Words>
    </>
  );
}
