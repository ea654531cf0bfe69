/** The fields of the form under the names of the record. */
export interface EntryFields extends Record<string, unknown> {
  partyId: string | null;
  heldOn: string | null;
  channel: string | null;
  summary: string;
  participants: string;
  ourParticipantIds: string[];
  documentRefs: string[];
  requirementIds: string[];
  engagementSeen: string | null;
  feedbackKind: string | null;
  fromName: string;
  fromEmail: string;
  note: string;
  toldHowMet: boolean;
}

/** What only a new entry brings along. */
export interface NewEntryFields extends EntryFields {
  type: string;
  ownerId: string | null;
  fromMail: boolean;
}
