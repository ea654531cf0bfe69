import { SURVEY_STATUSES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

export const SURVEY_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "title", sortable: true, hideable: false },
    { id: "status", sortable: true },
    { id: "kind", sortable: true },
    { id: "answers", sortable: true },
    { id: "rate" },
    { id: "closesOn", sortable: true },
    { id: "parties" },
    { id: "owner", sortable: true },
    { id: "used" },
  ],
  filters: {
    status: { values: SURVEY_STATUSES },
    kind: { values: ["named", "anonymous"] },
    /** Refs of parties asked. */
    party: {},
    /** Ids of members, "none" or "mine". */
    owner: {},
    retired: { values: ["1"] },
  },
  defaultSort: { column: "status", descending: false },
});

export type SurveyColumn = (typeof SURVEY_TABLE)["columns"][number]["id"];
export type SurveyFilter = keyof NonNullable<(typeof SURVEY_TABLE)["filters"]>;
export type SurveyTableState = TableState<SurveyColumn, SurveyFilter>;
