import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { checkById } from "@/domain/audit-checks/catalogue";
import { KeptFindings, RunProgress } from "@/features/self-assessment/components/kept-run-view";
import { countBySeverity, SeverityCounts } from "@/features/self-assessment/components/open-findings";
import { getKeptRun } from "@/features/self-assessment/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).ref} ${translator("selfAssessment")("title")}` };
}

/** A run as it was. */
export default async function KeptRunPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "self-assessment:read");
  const run = await getKeptRun(access, ref);
  if (!run) notFound();
  const t = translator("selfAssessment");
  const home = `/${access.organization.slug}`;
  const { content, before } = run;
  return (
    <>
      <PageHeader
        title={t("runTitle", { day: run.asOf })}
        reference={ref}
        clause="Clause 9.1"
        lead={t("runLead")}
        breadcrumbs={[
          { label: t("title"), href: `${home}/self-assessment` },
          { label: t("runsTitle"), href: `${home}/self-assessment/runs` },
          { label: ref },
        ]}
      />
      <div className="max-w-5xl">
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            { label: t("column.asOf"), value: run.asOf },
            { label: t("column.keptBy"), value: run.keptBy ?? t("nobody") },
            { label: t("column.note"), value: run.note },
            { label: t("found"), value: <SeverityCounts counts={countBySeverity(content.findings)} /> },
            {
              label: t("ownRules"),
              value: (
                <ul>
                  {Object.entries(content.rules).map(([rule, value]) => (
                    <li key={rule}>{t(`rule.${rule}`, { value })}</li>
                  ))}
                </ul>
              ),
            },
            {
              label: t("unansweredThen"),
              value: content.unanswered.map((id) => `${id} ${checkById(id)?.title ?? ""}`).join("; "),
            },
          ]}
        />
        <div className="mt-8">
          {before && <RunProgress before={before} progress={before.progress} />}
          <h2 className="mb-2 font-serif text-xl font-semibold">{t("runFindings")}</h2>
          {content.findings.length === 0 && <p className="text-muted">{t("nothingOpen")}</p>}
          <KeptFindings home={home} findings={content.findings} />
        </div>
      </div>
    </>
  );
}
