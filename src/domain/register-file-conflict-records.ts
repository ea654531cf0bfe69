import { bool, dayNeeded, dayOrNull, idOrNull, needed, optionOrNull, text, texts } from "@/domain/register-file-fields";
import { CONFLICT_METHODS, CONFLICT_STATUSES } from "@/domain/vocabulary";

/** What the register file holds of conflicts between requirements and how they were settled. */

/** Other tools give which requirements, how it was settled, by whom and when it was told; the rest is ours. */
export const CONFLICT = {
  id: needed(),
  ref: text(),
  title: text(),
  description: text(),
  requirement_ids: texts(),
  status: optionOrNull(CONFLICT_STATUSES),
  opened_at: dayOrNull(),
  owner_id: idOrNull(),
  impact_assessment: text(),
  options: texts(),
  method: optionOrNull(CONFLICT_METHODS),
  resolution: text(),
  rationale: text(),
  prevailing_requirement_id: idOrNull(),
  decided_by: idOrNull(),
  decided_at: dayOrNull(),
  communicated_at: dayOrNull(),
  communicated_to: text(),
  risk_id: idOrNull(),
  action_id: idOrNull(),
  example: bool(false),
  candidate_rule: text(),
  note: text(),
  retired_at: dayOrNull(),
  retired_reason: text(),
  created_at: dayOrNull(),
};

export const CONFLICT_STEP = {
  id: needed(),
  conflict_id: needed(),
  held_on: dayNeeded(),
  what: needed(),
  participants: text(),
  created_at: text(),
};

/** A pair that was looked at and is no conflict. */
export const CONFLICT_DISMISSAL = {
  id: needed(),
  requirement_ids: texts(),
  refs: text(),
  reason: needed(),
  withdrawn_at: dayOrNull(),
  created_at: text(),
};

/** A conflict in the names of the file. */
export function conflictOfFile({ opened_on, decided_on, communicated_on, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return { ...rest, opened_at: opened_on, decided_at: decided_on, communicated_at: communicated_on };
}

export function dismissalOfFile({ pair_key, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return { ...rest, requirement_ids: String(pair_key).split(":") };
}
