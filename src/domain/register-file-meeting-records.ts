import {
  bool,
  dayNeeded,
  dayOrNull,
  type Field,
  frozen,
  hashOrNull,
  idOrNull,
  needed,
  option,
  optionOrNull,
  text,
  textOrNull,
  texts,
  whole,
} from "@/domain/register-file-fields";
import { MANAGEMENT_REVIEW_INPUTS, MANAGEMENT_REVIEW_STATUSES } from "@/domain/vocabulary";

/** A text that is kept to the letter, where there is one. */
const frozenOrBlank = (entries: string): Field<string> => ({
  absent: "",
  read: (value, path, report) => (value === "" || value === null ? "" : frozen(entries).read(value, path, report)),
});

/**
 * What the register file holds of management reviews (9.3). Other tools tell the day, who was there, where the minutes stand and three texts; the
 * agenda, the state and the signed minutes are ours.
 */
export const MEETING = {
  id: needed(),
  ref: text(),
  held_at: dayNeeded(),
  attendee_ids: texts(),
  minutes_ref: text(),
  changes_in_parties_text: text(),
  feedback_text: text(),
  decisions: text(),
  title: text(),
  /** Null where the file does not say: then it was held. */
  status: optionOrNull(MANAGEMENT_REVIEW_STATUSES),
  place: text(),
  chair_id: idOrNull(),
  other_attendees: texts(),
  apologies: text(),
  period_from: dayOrNull(),
  period_to: dayOrNull(),
  governing_version: text(),
  carried_action_refs: texts(),
  next_on: dayOrNull(),
  recorded_on: dayOrNull(),
  signed_by: idOrNull(),
  /** Instant as ISO text. */
  signed_at: textOrNull(),
  signed_hash: hashOrNull(),
  /** The minutes as they were signed, to the letter, and the signed receipt; empty where they stand elsewhere. */
  minutes: frozenOrBlank("items"),
  receipt: text(),
  note: text(),
  created_at: dayOrNull(),
};

/** One input of the agenda; `facts` as they were shown in the meeting, to the letter. */
export const MEETING_ITEM = {
  id: needed(),
  mreview_id: needed(),
  input: option(MANAGEMENT_REVIEW_INPUTS),
  position: whole(0, 100, 0),
  facts: frozenOrBlank("figures"),
  discussion: text(),
  no_change: bool(false),
  decision: text(),
  created_at: text(),
};
