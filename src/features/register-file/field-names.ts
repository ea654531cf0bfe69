import { columnOf } from "@/server/entities";

/** Where the register file calls a field otherwise than its column is called. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  relevanceDecidedById: "relevance_decided_by",
  ismsDecidedById: "isms_decided_by",
  priorityDecidedById: "priority_decided_by",
  climateDecidedById: "climate_decided_by",
  lastVerifiedById: "last_verified_by",
  decidedById: "decided_by",
  resolvedById: "resolved_by",
  acceptedById: "accepted_by",
  issuedById: "issued_by",
  ranById: "ran_by",
  drawnById: "drawn_by",
  closedById: "closed_by",
  requestedById: "requested_by",
  repeatOfId: "repeat_of",
  completedOn: "completed_at",
  completedById: "completed_by",
  participantIds: "participants",
  triggerEventId: "trigger_id",
  eventKey: "type",
  occurredOn: "occurred_at",
  loggedById: "logged_by",
  lastMeasuredOn: "last_measured_at",
  criterionId: "kpi_id",
  whenText: "when",
  lastDoneOn: "last_done_at",
  communicationItemId: "comm_id",
  doneById: "done_by",
};

/** The name of an entity's field in the register file: `ownerId` is `owner_id`. */
export function fileKey(field: string): string {
  return OTHER_NAMES[field] ?? columnOf(field);
}

/** Which keys of a carried collection hold ids of which native one: they follow when an import gives records new ids. */
export const ANNEX_REFERENCES: Readonly<
  Record<string, "users" | "parties" | "requirements" | "sources" | "obligations" | "issues" | "actions" | "triggers" | "mreviews">
> = {
  action_id: "actions",
  trigger_id: "triggers",
  management_review_id: "mreviews",
  party_id: "parties",
  party_ids: "parties",
  requirement_id: "requirements",
  requirement_ids: "requirements",
  prevailing_requirement_id: "requirements",
  source_id: "sources",
  obligation_id: "obligations",
  issue_ids: "issues",
  owner_id: "users",
  doc_owner_id: "users",
  actor_id: "users",
  author_id: "users",
  decided_by: "users",
  approved_by: "users",
  participants: "users",
  attendee_ids: "users",
};
