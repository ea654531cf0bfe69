import { listIssues } from "@/features/context-issues/queries";
import { ISSUE_TABLE } from "@/features/context-issues/table";
import { listDocuments } from "@/features/documents/queries";
import { DOCUMENT_TABLE } from "@/features/documents/table";
import { listEvidence } from "@/features/evidence/queries";
import { EVIDENCE_TABLE } from "@/features/evidence/table";
import { listParties } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { listObligations } from "@/features/obligations/queries";
import { OBLIGATION_TABLE } from "@/features/obligations/table";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { listRisks } from "@/features/risks/queries";
import { RISK_TABLE } from "@/features/risks/table";
import { listSources } from "@/features/sources/queries";
import { SOURCE_TABLE } from "@/features/sources/table";
import { listStatement } from "@/features/statement-of-applicability/queries";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { listThreads } from "@/features/thread-gaps/queries";
import { THREAD_TABLE } from "@/features/thread-gaps/table";
import { parseTableState, type TableConfig, type TableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import type { FactSpec, ListRoom } from "./facts";

type Count = (access: Access, query: URLSearchParams) => Promise<number>;

/** Asks a list for as little of itself as it gives, for its number of matching rows: the number and the list can then never disagree. */
function matchingOf<Column extends string, Filter extends string>(
  config: TableConfig<Column, Filter> | ((access: Access) => TableConfig<Column, Filter>),
  list: (access: Access, state: TableState<Column, Filter>) => Promise<{ matching: number }>,
): Count {
  return async (access, query) => {
    const state = parseTableState(query, typeof config === "function" ? config(access) : config);
    return (await list(access, { ...state, pageSize: 25 })).matching;
  };
}

/** Of every list that the room counts. */
export const COUNTS: Readonly<Record<ListRoom, Count>> = {
  "interested-parties": matchingOf(partyTable, listParties),
  requirements: matchingOf(REQUIREMENT_TABLE, listRequirements),
  sources: matchingOf(SOURCE_TABLE, listSources),
  obligations: matchingOf(OBLIGATION_TABLE, listObligations),
  context: matchingOf(ISSUE_TABLE, listIssues),
  risks: matchingOf(RISK_TABLE, listRisks),
  documents: matchingOf(DOCUMENT_TABLE, listDocuments),
  evidence: matchingOf(EVIDENCE_TABLE, listEvidence),
  "statement-of-applicability": matchingOf(STATEMENT_TABLE, listStatement),
  threads: matchingOf(THREAD_TABLE, listThreads),
};

export interface Fact extends FactSpec {
  count: number;
}

/** One after the other: they share the transaction, and with it one of the few connections. */
export async function countFacts(access: Access, specs: readonly FactSpec[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const spec of specs) facts.push({ ...spec, count: await COUNTS[spec.room](access, new URLSearchParams(spec.query)) });
  return facts;
}
