import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { ImportUpload } from "@/features/import/components/import-upload";
import { listImports } from "@/features/import/queries";
import { DEFAULT_LIMITS } from "@/lib/spreadsheet-refusal";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("import")("title") };
}

export default async function ImportsPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "import:run");
  const batches = await listImports(access);
  const t = translator("import");
  const home = `/${access.organization.slug}`;
  const { fileBytes, rows, columns, cells, cellCharacters } = DEFAULT_LIMITS;
  const hint = t("chooseHint", { megabytes: fileBytes / 1024 / 1024, rows, columns, cells, characters: cellCharacters });
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<LinkButton href={`${home}/register`}>{t("registerFile")}</LinkButton>} />
      <section aria-labelledby="upload" className="mb-8">
        <h2 id="upload" className="mb-2 font-serif text-xl font-semibold">
          {t("upload")}
        </h2>
        <Words namespaces={["import"]}>
          <ImportUpload home={home} hint={hint} />
        </Words>
      </section>
      {batches.length === 0 ? (
        <EmptyState title={t("none")} examplesLabel={t("noneExamples")} examples={[t("noneExample1"), t("noneExample2")]}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <section aria-labelledby="earlier">
          <h2 id="earlier" className="mb-2 font-serif text-xl font-semibold">
            {t("list")}
          </h2>
          <section
            className="scroll-region overflow-x-auto"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
            tabIndex={0}
            aria-label={translator("ui")("tableRegion", { label: t("list") })}
          >
            <table className="register">
              <thead>
                <tr>
                  {["columnFile", "columnStatus", "columnYield", "columnWho", "columnWhen"].map((name) => (
                    <th key={name} scope="col" className="text-left">
                      {t(name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {batches.map((batch) => {
                  const counts = batch.result ?? batch.counts;
                  return (
                    <tr key={batch.id}>
                      <th scope="row" className="text-left font-normal">
                        <Link className="link" href={`${home}/import/${batch.id}`}>
                          {batch.fileName}
                        </Link>
                      </th>
                      <td>{t(`status.${batch.status}`)}</td>
                      <td>{counts && t("yield", { parties: counts.parties, requirements: counts.requirements })}</td>
                      <td>{batch.createdBy}</td>
                      <td>{batch.createdAt.slice(0, 16).replace("T", " ")}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
        </section>
      )}
    </>
  );
}
