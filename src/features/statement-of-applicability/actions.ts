"use server";

import { parseTableState, type TableState } from "@/lib/table-state";
import { action } from "@/server/action";
import * as mutations from "./mutations";
import * as queries from "./queries";
import * as schema from "./schema";
import { STATEMENT_TABLE, type StatementTableState } from "./table";

export const stateControl = action({ permission: "control:write", input: schema.controlStatement }, mutations.stateControl);
export const editStatement = action({ permission: "control:write", input: schema.statementEdits }, mutations.editStatement);
export const undoStatement = action({ permission: "control:write", input: schema.undoStatementEdits }, mutations.undoStatement);
export const issueStatement = action({ permission: "soa:issue", input: schema.statementIssue }, mutations.issueStatement);
/** Asked when somebody takes all rows of the table, beyond the page. */
export const matchingControls = action({ permission: "control:write", input: schema.matchingControls }, async (access, { query }) => {
  const state = { ...parseTableState(new URLSearchParams(query), STATEMENT_TABLE), page: 1, pageSize: 500 } as unknown as TableState;
  const { rows, matching } = await queries.listStatement(access, state as StatementTableState);
  return { rows: rows.map(({ control, version }) => ({ id: control, ref: control, version })), total: matching };
});
