import { ELICITATION_METHODS } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

export const INTERVIEW_STATUSES = ["open", "closed"] as const;

export const INTERVIEW_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "party", sortable: true },
    { id: "heldOn", sortable: true },
    { id: "status", sortable: true },
    { id: "method", sortable: true },
    { id: "interviewees" },
    { id: "interviewer", sortable: true },
    { id: "answers" },
    { id: "used" },
  ],
  filters: {
    status: { values: INTERVIEW_STATUSES },
    method: { values: ELICITATION_METHODS },
    /** Refs of parties. */
    party: {},
    /** Ids of members, or "mine". */
    interviewer: {},
  },
  defaultSort: { column: "heldOn", descending: true },
});

export type InterviewColumn = (typeof INTERVIEW_TABLE)["columns"][number]["id"];
export type InterviewFilter = keyof NonNullable<(typeof INTERVIEW_TABLE)["filters"]>;
export type InterviewTableState = TableState<InterviewColumn, InterviewFilter>;
