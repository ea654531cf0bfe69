import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { erasePerson, previewErasure } from "@/features/erasure/actions";
import { ErasureForm } from "@/features/erasure/components/erasure-form";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("erasure")("title") };
}

export default async function ErasurePage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "erasure:run");
  const t = translator("erasure");
  const { slug } = access.organization;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: translator("organizations")("settings"), href: `/${slug}/settings` }, { label: t("title") }]}
      />
      <Words namespaces={["erasure"]}>
        <ErasureForm slug={slug} preview={previewErasure.bind(null, slug)} erase={erasePerson.bind(null, slug)} />
      </Words>
      <section className="prose-width mt-10 text-sm text-muted">
        <h2 className="mb-2 font-serif text-lg font-semibold text-ink">{t("boundsTitle")}</h2>
        <ul className="list-disc pl-5">
          {(["authors", "files", "notes", "versions", "backups"] as const).map((key) => (
            <li key={key}>{t(`bounds.${key}`)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
