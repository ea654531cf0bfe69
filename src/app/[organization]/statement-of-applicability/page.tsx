import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { proposalFor } from "@/domain/controls";
import { nextNumbers } from "@/domain/statement-of-applicability";
import { ReferenceProposalNote } from "@/features/controls/components/reference-proposal";
import { ownerOptions } from "@/features/interested-parties/queries";
import { issueStatement } from "@/features/statement-of-applicability/actions";
import { IssueStatement } from "@/features/statement-of-applicability/components/issue-statement";
import { Standing } from "@/features/statement-of-applicability/components/standing";
import { StatementFiles } from "@/features/statement-of-applicability/components/statement-files";
import { StatementTable } from "@/features/statement-of-applicability/components/statement-table";
import { statementEditing } from "@/features/statement-of-applicability/editing";
import { listStatement, statementStanding } from "@/features/statement-of-applicability/queries";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { parseTableState, type SearchParams, tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("statement")("title") };
}

export default async function StatementPage({ params, searchParams }: PageProps) {
  const { organization } = await params;
  const access = await requireAccess(organization, "control:read");
  const state = parseTableState(await searchParams, STATEMENT_TABLE);
  const [page, issued, owners] = [await listStatement(access, state), await statementStanding(access), await ownerOptions(access)];
  const t = translator("statement");
  const home = `/${organization}`;
  const path = `${home}/statement-of-applicability`;
  const last = issued.latest?.number ?? null;
  return (
    <Words namespaces={["statementForm"]}>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          access.can("soa:issue") &&
          (last === null || issued.since.length > 0) && (
            <IssueStatement
              path={path}
              action={issueStatement.bind(null, organization)}
              last={last}
              next={nextNumbers(last)}
              undecided={page.standing.undecided}
              challenged={page.standing.challenged}
            />
          )
        }
      />
      <Standing path={path} standing={page.standing} issued={issued} />
      <ReferenceProposalNote home={home} proposal={proposalFor(state.q, "controls")} />
      <StatementTable
        home={home}
        state={state}
        owners={owners}
        page={page}
        editing={statementEditing(access, page.rows, owners)}
        exportMenu={
          access.can("list:export") && <StatementFiles path={`${path}/export`} query={tableQuery({ ...state, page: 1 }, STATEMENT_TABLE)} />
        }
      />
    </Words>
  );
}
