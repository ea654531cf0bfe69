import { dayNeeded, dayOrNull, idOrNull, needed, option, optionOrNull, text, texts } from "@/domain/register-file-fields";
import {
  ENGAGEMENT_CHANNELS,
  ENGAGEMENT_LEVELS,
  ENGAGEMENT_ORIGINS,
  ENGAGEMENT_STATUSES,
  ENGAGEMENT_TYPES,
  FEEDBACK_KINDS,
} from "@/domain/vocabulary";

/** What the register file holds of the log of interactions, feedback among them. */

/** Other tools give party, day, type, what passed and the answer; the rest is ours. */
export const ENGAGEMENT = {
  id: needed(),
  ref: text(),
  /** Null: feedback of somebody whose party is not known. */
  party_id: idOrNull(),
  date: dayNeeded(),
  type: option(ENGAGEMENT_TYPES),
  summary: text(),
  response: text(),
  channel: optionOrNull(ENGAGEMENT_CHANNELS),
  participants: text(),
  our_participant_ids: texts(),
  document_refs: texts(),
  requirement_ids: texts(),
  engagement_seen: optionOrNull(ENGAGEMENT_LEVELS),
  feedback_kind: optionOrNull(FEEDBACK_KINDS),
  from_name: text(),
  from_email: text(),
  status: optionOrNull(ENGAGEMENT_STATUSES),
  owner_id: idOrNull(),
  due_on: dayOrNull(),
  responded_on: dayOrNull(),
  outcome: text(),
  told_on: dayOrNull(),
  action_id: idOrNull(),
  origin: optionOrNull(ENGAGEMENT_ORIGINS),
  origin_ref: text(),
  note: text(),
  retired_at: dayOrNull(),
  retired_reason: text(),
  created_at: dayOrNull(),
};

/** An entry as the register keeps it, in the form of the file. */
export function engagementOfFile({ held_on, channel, feedback_kind, ...record }: Record<string, unknown>): Record<string, unknown> {
  return { ...record, date: held_on, channel: channel || null, feedback_kind: feedback_kind || null };
}

/** Where an entry stands: feedback that other tools bring is answered where it has an answer; everything else is recorded. */
export function statusOfFile(entry: { type: string; status: string | null; response: string }): string {
  if (entry.type !== "feedback") return "recorded";
  if (entry.status !== null && entry.status !== "recorded") return entry.status;
  return entry.response.trim() === "" ? "new" : "answered";
}
