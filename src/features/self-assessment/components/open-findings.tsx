import Link from "next/link";
import type { StandingFinding } from "@/domain/audit-checks/acceptance";
import type { Severity } from "@/domain/audit-checks/catalogue";
import { translator } from "@/lib/translate";
import { SeverityMark } from "./severity-mark";

const GRAVITY: Record<Severity, number> = { major: 0, minor: 1, ofi: 2 };

/** Open first the gravest, then in the order of the audit points. */
export function byGravity<T extends { severity: Severity; point: number; check: string }>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || a.point - b.point || (a.check < b.check ? -1 : 1));
}

interface OpenFindingsProps {
  findings: readonly StandingFinding[];
  grouped: readonly { clause: string; checks: string[] }[];
}

/** What is open in one table, the gravest first; each row leads to the finding below. */
export function OpenFindings({ findings, grouped }: OpenFindingsProps) {
  const t = translator("selfAssessment");
  return (
    <section aria-labelledby="open-title">
      <h2 id="open-title" className="font-serif text-xl font-semibold">
        {t("openTitle")}
      </h2>
      {findings.length === 0 ? (
        <p className="prose-width mt-2 text-muted">{t("nothingOpen")}</p>
      ) : (
        <div className="mt-2 overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line-strong text-left text-muted">
                {(["severity", "finding", "clause", "records"] as const).map((column) => (
                  <th key={column} scope="col" className="py-1.5 pr-4 font-medium last:pr-0 last:text-right">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {byGravity(findings).map(({ check, severity, title, clause, open }) => (
                <tr key={check} className="border-b border-line align-baseline">
                  <td className="py-1.5 pr-4">
                    <SeverityMark severity={severity} />
                  </td>
                  <td className="min-w-56 py-1.5 pr-4">
                    <a href={`#${check}`} className="link">
                      {title}
                    </a>
                  </td>
                  <td className="py-1.5 pr-4 font-mono text-[0.8125rem]">{clause}</td>
                  <td className="py-1.5 text-right tabular-nums">{open.length}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {grouped.map(({ clause, checks }) => (
        <p key={clause} className="prose-width mt-3 text-sm">
          <SeverityMark severity="major" /> {t("grouped", { clause, count: checks.length })}{" "}
          {checks.map((check) => (
            <a key={check} href={`#${check}`} className="link mr-2 font-mono text-[0.8125rem]">
              {check}
            </a>
          ))}
        </p>
      ))}
    </section>
  );
}

/** "3 major, 5 minor, 7 opportunities": numbers of findings, no score. */
export function SeverityCounts({ counts }: { counts: Record<Severity, number> }) {
  const t = translator("selfAssessment");
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-[0.9375rem]">
      {(["major", "minor", "ofi"] as const).map((severity) => (
        <li key={severity} className="inline-flex items-baseline gap-2">
          <span className="font-semibold tabular-nums">{counts[severity]}</span> <SeverityMark severity={severity} />
          <span className="sr-only">{t("open")}</span>
        </li>
      ))}
    </ul>
  );
}

export function countBySeverity(findings: readonly { severity: Severity }[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { major: 0, minor: 0, ofi: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Where the kept runs and the file are, for the foot of the header. */
export function AssessmentLinks({ home, canRun }: { home: string; canRun: boolean }) {
  const t = translator("selfAssessment");
  return (
    <nav aria-label={t("more")} className="no-print flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <Link href={`${home}/self-assessment/runs`} className="link">
        {t("runsTitle")}
      </Link>
      {canRun && (
        <Link href={`${home}/self-assessment/file`} className="link">
          {t("fileTitle")}
        </Link>
      )}
      <Link href={`${home}/quality`} className="link">
        {t("qualityLink")}
      </Link>
    </nav>
  );
}
