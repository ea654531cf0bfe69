import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";

interface AuditFindingsProps {
  home: string;
  findings: readonly { ref: string; title: string }[];
  /** Where one is entered; null for who may not. */
  newHref: string | null;
}

/** What an audit raised: the findings that name it. */
export function AuditFindings({ home, findings, newHref }: AuditFindingsProps) {
  const t = translator("auditProgramme");
  return (
    <section className="mt-6 max-w-5xl text-sm">
      <h2 className="mb-2 text-base font-semibold">{t("findingsTitle")}</h2>
      {findings.length === 0 ? (
        <p className="text-muted">{t("noFindings")}</p>
      ) : (
        <ul className="border-t">
          {findings.map(({ ref, title }) => (
            <li key={ref} className="flex flex-wrap gap-x-3 border-b py-1.5">
              <RefTag href={`${home}/findings/${ref}`}>{ref}</RefTag> <bdi className="min-w-0 flex-1 basis-56">{title}</bdi>
            </li>
          ))}
        </ul>
      )}
      {newHref && (
        <p className="mt-2">
          <Link prefetch={false} href={newHref} className="link inline-block min-h-6">
            {t("addFinding")}
          </Link>
        </p>
      )}
    </section>
  );
}
