import { dayOrNull, idOrNull, needed, optionOrNull, text, texts, wholeOrNull } from "@/domain/register-file-fields";
import { NOTICE_STATUSES } from "@/domain/vocabulary";

/** What the register file holds of the communication plan (7.4), and of the clocks that events started. */

/** Other tools give what, when, with whom, how, who and when last; the rest is ours. */
export const COMM = {
  id: needed(),
  ref: text(),
  party_id: needed(),
  what: text(),
  when: text(),
  frequency_days: wholeOrNull(0, 3_650),
  with_whom: text(),
  how: text(),
  owner_id: idOrNull(),
  owner_label: text(),
  last_done_at: dayOrNull(),
  /** Key of one of the 36 kinds of events, or of a kind of the organisation's own. */
  type: text(),
  clock_hours: wholeOrNull(1, 8_760),
  starts_on: dayOrNull(),
  obligation_id: idOrNull(),
  requirement_ids: texts(),
  status: optionOrNull(["active", "retired"]),
  note: text(),
  retired_at: dayOrNull(),
  retired_reason: text(),
  created_at: dayOrNull(),
};

export const NOTICE = {
  id: needed(),
  ref: text(),
  comm_id: needed(),
  party_id: needed(),
  title: needed(),
  trigger_id: idOrNull(),
  /** Instants. */
  started_at: needed(),
  due_at: needed(),
  owner_id: idOrNull(),
  status: optionOrNull(NOTICE_STATUSES),
  done_at: text(),
  done_by: idOrNull(),
  how: text(),
  their_reference: text(),
  reason: text(),
  engagement_id: idOrNull(),
  created_at: dayOrNull(),
};
