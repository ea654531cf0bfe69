/** The fields of the form under the names of the record. */
export interface EventFields extends Record<string, unknown> {
  title: string;
  description: string;
  occurredOn: string | null;
  partyIds: string[];
  morePartyIds: string[];
  ownerId: string | null;
  note: string;
}

/** What only a new event brings along. */
export interface NewEventFields extends EventFields {
  openReview: boolean;
  corrective: "create" | "link" | "later";
  actionTitle: string;
  actionOwnerId: string | null;
  actionDueAt: string | null;
  correctiveActionId: string | null;
}

export interface RuleFields extends Record<string, unknown> {
  title: string;
  dueDays: number | string | null;
  usualParties: string[];
  /** One to a line. */
  prompts: string;
  fullReview: boolean;
  correctiveActionNeeded: boolean;
  active: boolean;
}
