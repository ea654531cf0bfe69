import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { Chip } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { discardImport, saveChoices, startCommit, undoImport } from "@/features/import/actions";
import { Choices } from "@/features/import/components/choices";
import { ImportProgress } from "@/features/import/components/commit";
import { CommitSection } from "@/features/import/components/commit-section";
import { ImportResultView } from "@/features/import/components/import-result";
import { LeftSection } from "@/features/import/components/left-section";
import { PreviewSection } from "@/features/import/components/preview-section";
import { ColumnsSection, TableSection, ValuesSection } from "@/features/import/components/reading-sections";
import { getImport, importPreview, type PreviewView } from "@/features/import/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string; batch: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { organization, batch: id } = await params;
  const batch = await getImport(await requireAccess(organization, "import:run"), id);
  return { title: batch ? `${batch.fileName} · ${translator("import")("title")}` : translator("import")("title") };
}

export default async function ImportPage({ params, searchParams }: PageProps) {
  const { organization, batch: id } = await params;
  const access = await requireAccess(organization, "import:run");
  const batch = await getImport(access, id);
  if (!batch) notFound();
  const t = translator("import");
  const home = `/${access.organization.slug}`;
  const path = `${home}/import/${batch.id}`;
  const view = viewOf(await searchParams);
  const preview = batch.status === "draft" ? await importPreview(access, batch.id, view) : null;
  return (
    <Words namespaces={["import"]}>
      <PageHeader
        breadcrumbs={[{ label: t("title"), href: `${home}/import` }, { label: batch.fileName }]}
        title={batch.fileName}
        marks={
          <Chip shape={batch.status === "draft" ? "open" : batch.status === "committed" ? "decided" : "neutral"}>
            {t(`status.${batch.status}`)}
          </Chip>
        }
        lead={t("by", { name: batch.createdBy, when: batch.createdAt.slice(0, 16).replace("T", " ") })}
      />
      {batch.error && batch.status === "draft" && (
        <Callout tone="error" title={t("failedTitle")}>
          {batch.error}
        </Callout>
      )}
      {batch.status === "committing" && (
        <ImportProgress batchId={batch.id} href={`${path}/progress`} undo={undoImport.bind(null, access.organization.slug)} />
      )}
      <ImportResultView batch={batch} home={home} undo={undoImport.bind(null, access.organization.slug)} />
      {preview && (
        <Choices batchId={batch.id} action={saveChoices.bind(null, access.organization.slug)}>
          {preview.ok ? (
            <>
              <TableSection preview={preview} />
              <ColumnsSection preview={preview} />
              <ValuesSection preview={preview} />
              <LeftSection preview={preview} />
              <PreviewSection preview={preview} view={view} path={path} />
              <CommitSection
                preview={preview}
                batchId={batch.id}
                fileName={batch.fileName}
                listHref={`${home}/import`}
                commit={startCommit.bind(null, access.organization.slug)}
                discard={discardImport.bind(null, access.organization.slug)}
              />
            </>
          ) : (
            <Callout tone="error" title={t("unreadable")}>
              {preview.sentence}
            </Callout>
          )}
        </Choices>
      )}
    </Words>
  );
}

function viewOf(query: SearchParams): PreviewView {
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  return {
    page: /^\d{1,6}$/.test(one("page")) ? Math.max(1, Number(one("page"))) : 1,
    doubtsOnly: one("show") === "doubts",
    party: /^p\d{1,7}(\.\d{1,3})?$/.test(one("party")) ? one("party") : null,
  };
}
