import type { Metadata } from "next";
import { TableSearch } from "@/components/data-table/table-search";
import { PageHeader } from "@/components/shell/page-header";
import { matchesWords, proposalFor } from "@/domain/controls";
import { ClauseTable } from "@/features/controls/components/clause-table";
import { ReferenceProposalNote } from "@/features/controls/components/reference-proposal";
import { listClauses } from "@/features/controls/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("clauses")("title") };
}

export default async function ClausesPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "control:read");
  const asked = (await searchParams).q;
  const q = (typeof asked === "string" ? asked : "").slice(0, 200).trim();
  const all = await listClauses(access);
  const clauses = all.filter((clause) =>
    matchesWords(`${clause.ref} ${clause.title} ${clause.documentedInformation ?? ""}`, clause.ref, q),
  );
  const t = translator("clauses");
  const home = `/${access.organization.slug}`;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="no-print mb-3">
        <TableSearch path={`${home}/clauses`} query="" value={q} label={t("searchLabel")} />
      </div>
      <ReferenceProposalNote home={home} proposal={proposalFor(q, "clauses")} />
      {clauses.length > 0 ? (
        <ClauseTable home={home} clauses={clauses} />
      ) : (
        <p className="border-y py-6 text-muted">{t("nothing", { q })}</p>
      )}
      <p role="status" className="mt-3 text-sm text-muted">
        {t("count", { matching: clauses.length, total: all.length })}
      </p>
    </>
  );
}
