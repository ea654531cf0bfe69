import { dayOrNull, idOrNull, needed, option, text, textOrNull, texts, whole } from "@/domain/register-file-fields";
import { REVIEW_ANSWER_VERDICTS, REVIEW_RESULTS, REVIEW_STATUSES, REVIEW_TYPES, REVIEW_VERDICTS } from "@/domain/vocabulary";

/** Reviews in the register file: what other tools tell of them, and what was said about each record and asked beyond the records here. */

/** Other tools give no status: whether it is completed is told by the day. */
export const REVIEW = {
  id: needed(),
  type: option(REVIEW_TYPES, "periodic"),
  trigger_id: idOrNull(),
  completed_at: dayOrNull(),
  participants: texts(),
  outcome: text(),
  party_ids: texts(),
  ref: text(),
  title: text(),
  status: option(["", ...REVIEW_STATUSES], ""),
  planned_on: dayOrNull(),
  due_on: dayOrNull(),
  opened_on: dayOrNull(),
  completed_by: idOrNull(),
  lead_id: idOrNull(),
  other_participants: texts(),
  result: option(["", ...REVIEW_RESULTS], ""),
  version_number: text(),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

const MOST_POSITION = 10_000_000;

export const REVIEW_ITEM = {
  id: needed(),
  review_id: needed(),
  position: whole(0, MOST_POSITION, 0),
  entity: needed(),
  record_id: needed(),
  record_ref: text(),
  verdict: option(REVIEW_VERDICTS, "open"),
  note: text(),
  decided_by: idOrNull(),
  decided_at: textOrNull(),
  created_at: text(),
};

export const REVIEW_ANSWER = {
  id: needed(),
  review_id: needed(),
  position: whole(0, MOST_POSITION, 0),
  prompt_key: text(),
  prompt: needed(),
  verdict: option(REVIEW_ANSWER_VERDICTS, "open"),
  answer: text(),
  decided_by: idOrNull(),
  decided_at: textOrNull(),
  created_at: text(),
};
