import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { storeMeasurements } from "@/features/monitoring/actions";
import { ImportDesk } from "@/features/monitoring/components/import-desk";
import { MOST_LINES } from "@/features/monitoring/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("monitoring.importPage")("title") };

const EXAMPLE = "ref,date,value,note\nKPI-001,2026-10-31,99.7,\nKPI-001,2026-11-30,99.4,Outage on the 12th\n";

export default async function ImportMeasurementsPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "measurement:write");
  const t = translator("monitoring");
  const { slug } = access.organization;
  const path = `/${slug}/monitoring`;
  return (
    <>
      <PageHeader
        title={t("importPage.title")}
        lead={t("importPage.lead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("importPage.title") }]}
      />
      <section aria-labelledby="columns-title" className="mb-6 max-w-3xl">
        <h2 id="columns-title" className="font-serif text-xl font-semibold">
          {t("importPage.columns")}
        </h2>
        <p className="prose-width mt-1">{t("importPage.columnsText", { most: MOST_LINES })}</p>
        <p className="mt-3 text-sm text-muted">{t("importPage.example")}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone has to be reached by keys */}
        <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-sm">
          {EXAMPLE}
        </pre>
      </section>
      <Words namespaces={["monitoring"]}>
        <ImportDesk path={path} store={storeMeasurements.bind(null, slug)} />
      </Words>
    </>
  );
}
