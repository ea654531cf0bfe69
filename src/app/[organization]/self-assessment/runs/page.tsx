import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { listKeptRuns } from "@/features/self-assessment/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("selfAssessment")("runsTitle") };

export default async function KeptRunsPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "self-assessment:read");
  const { runs, total } = await listKeptRuns(access);
  const t = translator("selfAssessment");
  const home = `/${access.organization.slug}/self-assessment`;
  return (
    <>
      <PageHeader
        title={t("runsTitle")}
        clause="Clause 9.1"
        lead={t("runsLead")}
        breadcrumbs={[{ label: t("title"), href: home }, { label: t("runsTitle") }]}
      />
      {runs.length === 0 ? (
        <EmptyState title={t("runsEmptyTitle")} ways={[{ href: home, label: t("title"), description: t("runsEmptyWay") }]}>
          {t("runsEmptyText")}
        </EmptyState>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <caption className="pb-1 text-left text-muted">{t("runsCount", { total, shown: runs.length })}</caption>
            <thead>
              <tr className="border-b border-line-strong text-left text-muted">
                {(["run", "asOf", "keptBy", "majors", "minors", "opportunities", "closed", "appeared", "note"] as const).map((column) => (
                  <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.ref} className="border-b border-line align-baseline">
                  <td className="py-1.5 pr-4">
                    <Link href={`${home}/runs/${run.ref}`} className="link font-mono text-[0.8125rem]">
                      {run.ref}
                    </Link>
                  </td>
                  <td className="py-1.5 pr-4 whitespace-nowrap">{run.asOf}</td>
                  <td className="py-1.5 pr-4">{run.keptBy ?? t("nobody")}</td>
                  <td className="py-1.5 pr-4 tabular-nums">{run.majors}</td>
                  <td className="py-1.5 pr-4 tabular-nums">{run.minors}</td>
                  <td className="py-1.5 pr-4 tabular-nums">{run.opportunities}</td>
                  <td className="py-1.5 pr-4 tabular-nums">{run.closed ?? "–"}</td>
                  <td className="py-1.5 pr-4 tabular-nums">{run.appeared ?? "–"}</td>
                  <td className="max-w-80 min-w-40 py-1.5 [overflow-wrap:anywhere]">{run.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
