/** The fields of the form under the names of the record. */
export interface LineFields extends Record<string, unknown> {
  partyId: string;
  what: string;
  whenText: string;
  frequencyDays: number | string | null;
  eventKey: string;
  clockHours: number | string | null;
  withWhom: string;
  how: string;
  ownerId: string | null;
  startsOn: string | null;
  obligationId: string | null;
  requirementIds: string[];
  note: string;
}

export const BLANK_LINE: LineFields = {
  partyId: "",
  what: "",
  whenText: "",
  frequencyDays: null,
  eventKey: "",
  clockHours: null,
  withWhom: "",
  how: "",
  ownerId: null,
  startsOn: null,
  obligationId: null,
  requirementIds: [],
  note: "",
};
