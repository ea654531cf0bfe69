import { LINE_STATES } from "@/domain/communication";
import { type TableState, tableConfig } from "@/lib/table-state";

/** The communication plan as a table; its state is the address. */
export const COMMUNICATION_TABLE = tableConfig({
  columns: [
    { id: "ref", sortable: true, hideable: false },
    { id: "party", sortable: true, hideable: false },
    { id: "what", sortable: true },
    { id: "when" },
    { id: "nextDue", sortable: true },
    { id: "withWhom" },
    { id: "how" },
    { id: "owner", sortable: true },
    { id: "lastDone", sortable: true },
    { id: "note", hidden: true },
  ],
  filters: {
    state: { values: LINE_STATES },
    /** Ids of members, "none" or "mine". */
    owner: {},
    /** Refs of parties. */
    party: {},
    /** Keys of kinds of events. */
    event: {},
  },
  defaultSort: { column: "nextDue", descending: false },
});

export type CommunicationColumn = (typeof COMMUNICATION_TABLE)["columns"][number]["id"];
export type CommunicationFilter = keyof NonNullable<(typeof COMMUNICATION_TABLE)["filters"]>;
export type CommunicationTableState = TableState<CommunicationColumn, CommunicationFilter>;
