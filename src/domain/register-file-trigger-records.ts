import { bool, dayNeeded, dayOrNull, idOrNull, needed, optionOrNull, text, texts, whole } from "@/domain/register-file-fields";
import { TRIGGER_STATUSES } from "@/domain/vocabulary";

/** What the register file holds of events that call for a review, and of the rules for them. */

/** Other tools give only its kind, its day and the days until it is due; whether it is over is then told by the reviews of the file. */
export const TRIGGER = {
  id: needed(),
  ref: text(),
  /** Key of one of the 36 kinds, or of a kind of the organisation's own. */
  type: needed(),
  title: text(),
  description: text(),
  occurred_at: dayNeeded(),
  logged_on: dayOrNull(),
  logged_by: idOrNull(),
  due_days: whole(0, 3_650, 30),
  party_ids: texts(),
  status: optionOrNull(TRIGGER_STATUSES),
  closed_on: dayOrNull(),
  dismissed_reason: text(),
  corrective_action_id: idOrNull(),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
};

/** What an organisation made of a kind of event, or a kind of its own. */
export const TRIGGER_RULE = {
  id: needed(),
  type: needed(),
  title: needed(),
  due_days: whole(0, 3_650, 30),
  usual_parties: texts(),
  prompts: texts(),
  full_review: bool(false),
  corrective_action_needed: bool(false),
  own: bool(false),
  active: bool(true),
  created_at: text(),
};
