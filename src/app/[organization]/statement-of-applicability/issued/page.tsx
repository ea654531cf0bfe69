import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Differences } from "@/features/statement-of-applicability/components/differences";
import { issuedStatements, statementStanding } from "@/features/statement-of-applicability/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("statement")("issuedTitle") };
}

export default async function IssuedStatementsPage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization } = await params;
  const access = await requireAccess(organization, "control:read");
  const [issued, { latest, since }] = [await issuedStatements(access), await statementStanding(access)];
  const t = translator("statement");
  const path = `/${organization}/statement-of-applicability`;
  return (
    <>
      <PageHeader
        title={t("issuedTitle")}
        clause={t("clause")}
        lead={t("issuedLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("issuedTitle") }]}
      />
      {issued.length === 0 ? (
        <p className="border-y py-6 text-muted">{t("standing.neverIssued")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
        <section className="scroll-region overflow-x-auto" aria-label={t("issuedTitle")} tabIndex={0}>
          <table className="register min-w-160">
            <thead>
              <tr>
                {(["number", "day", "by", "summary", "hash"] as const).map((column) => (
                  <th key={column} scope="col" className="text-left">
                    {t(`issuedColumn.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {issued.map((one) => (
                <tr key={one.number}>
                  <td>
                    <Link href={`${path}/issued/${one.number}`} prefetch={false} className="link font-mono">
                      {one.number}
                    </Link>
                  </td>
                  <td className="whitespace-nowrap">{one.issuedOn}</td>
                  <td>{one.issuedBy ?? t("somebody")}</td>
                  <td className="max-w-96 whitespace-pre-line">{one.changeSummary}</td>
                  <td className="font-mono text-xs">{one.contentHash.slice(0, 16)}…</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {latest && (
        <section className="mt-10">
          <h2 className="mb-2 font-serif text-xl font-semibold">{t("sinceTitle", { number: latest.number, count: since.length })}</h2>
          {since.length > 0 ? (
            <Differences home={`/${organization}`} differences={since} />
          ) : (
            <p className="border-t py-2 text-muted">{t("sinceNone", { number: latest.number })}</p>
          )}
        </section>
      )}
    </>
  );
}
