import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { KeyValueList } from "@/components/ui/key-value-list";
import { tally } from "@/domain/statement-of-applicability";
import { Differences } from "@/features/statement-of-applicability/components/differences";
import { IssuedLines } from "@/features/statement-of-applicability/components/issued-lines";
import { StatementFiles } from "@/features/statement-of-applicability/components/statement-files";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { issuedOfPage } from "./issued";

interface PageProps {
  params: Promise<{ organization: string; number: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: translator("statement")("issueTitle", { number: (await params).number }) };
}

export default async function IssuedStatementPage({ params }: PageProps) {
  const { organization, number } = await params;
  const access = await requireAccess(organization, "control:read");
  const issued = await issuedOfPage(access, number);
  const t = translator("statement");
  const path = `/${organization}/statement-of-applicability`;
  const counts = tally(issued.content.lines);
  return (
    <>
      <PageHeader
        title={t("issueTitle", { number })}
        clause={t("clause")}
        lead={t("issueLead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("issuedTitle"), href: `${path}/issued` }, { label: number }]}
        actions={access.can("list:export") && <StatementFiles path={`${path}/issued/${number}/export`} />}
      />
      <div className="flex flex-col gap-8">
        <div className="max-w-5xl">
          <KeyValueList
            emptyLabel={t("none")}
            items={[
              { label: t("issuedColumn.day"), value: issued.issuedOn },
              { label: t("issuedColumn.by"), value: issued.issuedBy ?? issued.content.issuedBy },
              { label: t("issuedColumn.summary"), value: issued.changeSummary },
              { label: t("issuedCounts"), value: t("counts", counts) },
              { label: t("issuedColumn.hash"), value: <span className="font-mono text-xs break-all">{issued.contentHash}</span> },
            ]}
          />
        </div>
        {issued.previous && (
          <section>
            <h2 className="mb-2 font-serif text-xl font-semibold">
              {t("differences.since", { number: issued.previous, count: issued.differences.length })}
            </h2>
            <Differences home={`/${organization}`} differences={issued.differences} />
          </section>
        )}
        <section>
          <h2 className="mb-2 font-serif text-xl font-semibold">{t("issuedLines")}</h2>
          <IssuedLines home={`/${organization}`} lines={issued.content.lines} />
        </section>
      </div>
    </>
  );
}
