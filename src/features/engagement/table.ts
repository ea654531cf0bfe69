import { ENGAGEMENT_ORIGINS, ENGAGEMENT_STATUSES, ENGAGEMENT_TYPES } from "@/domain/vocabulary";
import { type TableState, tableConfig } from "@/lib/table-state";

/** How long ago, counted from today. */
export const PERIODS = ["last30", "last90", "last365", "older"] as const;
const YES = ["1"] as const;

/** The log of interactions as a table; its state is the address. */
export const ENGAGEMENT_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "heldOn", sortable: true, hideable: false },
    { id: "type", sortable: true },
    { id: "party", sortable: true },
    { id: "summary", sortable: true },
    { id: "channel", hidden: true },
    { id: "participants", hidden: true },
    { id: "ours" },
    { id: "requirements" },
    { id: "seen", sortable: true },
    { id: "status", sortable: true },
    { id: "feedbackKind", hidden: true },
    { id: "owner", sortable: true, hidden: true },
    { id: "dueOn", sortable: true, hidden: true },
    { id: "response", hidden: true },
    { id: "outcome", hidden: true },
    { id: "toldOn", sortable: true, hidden: true },
    { id: "origin", hidden: true },
    { id: "note", hidden: true },
  ],
  filters: {
    type: { values: ENGAGEMENT_TYPES },
    status: { values: ENGAGEMENT_STATUSES },
    period: { values: PERIODS },
    /** Refs of parties. */
    party: {},
    /** Ids of members who took part or own it; "mine". */
    person: {},
    origin: { values: ENGAGEMENT_ORIGINS },
    /** Refs of requirements concerned. */
    requirement: {},
    retired: { values: YES },
  },
  defaultSort: { column: "heldOn", descending: true },
});

export type EngagementColumn = (typeof ENGAGEMENT_TABLE)["columns"][number]["id"];
export type EngagementFilter = keyof NonNullable<(typeof ENGAGEMENT_TABLE)["filters"]>;
export type EngagementTableState = TableState<EngagementColumn, EngagementFilter>;
