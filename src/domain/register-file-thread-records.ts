import { LONGEST_INTERVAL } from "@/domain/audit-programme";
import { CONTROL_CONCEPTS, CONTROL_TYPES } from "@/domain/controls";
import { FILE_KINDS } from "@/domain/evidence-file";
import {
  bool,
  boolOrNull,
  dayNeeded,
  dayOrNull,
  frozen,
  hash,
  hashOrNull,
  idOrNull,
  MOST_RECORDS,
  needed,
  option,
  optionOrNull,
  options,
  text,
  textOrNull,
  texts,
  whole,
  wholeOrNull,
} from "@/domain/register-file-fields";
import { MOST_LEVELS } from "@/domain/risk";
import {
  ACTION_KINDS,
  ACTION_ORIGINS,
  ACTION_STATUSES,
  AUDIT_KINDS,
  CIA,
  CONTROL_THEMES,
  EVIDENCE_TYPES,
  FINDING_ORIGINS,
  FINDING_SEVERITIES,
  FINDING_STATUSES,
  IMPLEMENTATION_STATUSES,
  ISMS_DOCUMENT_TYPES,
  RISK_KINDS,
  RISK_TREATMENTS,
  SCOPE_UNIT_KINDS,
  SOA_REASONS,
  VERSION_STATUSES,
} from "@/domain/vocabulary";

/** What the register file holds of the golden thread and of audits: statement, risks, documents, evidence, scope, budget, runs of the checks. */

const MEDIA_TYPES = [...new Set(Object.values(FILE_KINDS).map(({ mediaType }) => mediaType))];

/** Of the statement of applicability. `applicable` null: not decided yet. */
export const SOA_ENTRY = {
  id: textOrNull(),
  control_ref: needed(),
  applicable: boolOrNull(),
  justification: text(),
  reasons: options(SOA_REASONS),
  implementation_status: optionOrNull(IMPLEMENTATION_STATUSES),
  implementation_note: text(),
  owner_id: idOrNull(),
  decided_at: dayOrNull(),
  decided_by: idOrNull(),
  created_at: text(),
};

export const RISK = {
  id: needed(),
  title: needed(),
  /** Likelihood times impact; other tools give nothing else (see register-file-risk-levels.ts). */
  level: wholeOrNull(1, MOST_LEVELS * MOST_LEVELS),
  treatment: optionOrNull(RISK_TREATMENTS),
  owner_id: idOrNull(),
  ref: text(),
  kind: option(RISK_KINDS, "threat"),
  description: text(),
  adverse_party_id: idOrNull(),
  likelihood: wholeOrNull(1, MOST_LEVELS),
  impact: wholeOrNull(1, MOST_LEVELS),
  treatment_note: text(),
  residual_likelihood: wholeOrNull(1, MOST_LEVELS),
  residual_impact: wholeOrNull(1, MOST_LEVELS),
  assessed_at: dayOrNull(),
  review_due_at: dayOrNull(),
  accepted_at: dayOrNull(),
  accepted_by: idOrNull(),
  status: option(["active", "retired"] as const, "active"),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

/** What a record of evidence says; the bytes of its file are not in the register file, only the hash by which they are found. */
export const EVIDENCE = {
  id: needed(),
  title: needed(),
  type: option(EVIDENCE_TYPES, "record"),
  dated: dayNeeded(),
  valid_until: dayOrNull(),
  location: text(),
  ref: text(),
  origin: text(),
  content_hash: hashOrNull(),
  file_name: text(),
  media_type: option(["", ...MEDIA_TYPES], ""),
  size: wholeOrNull(0, 2 ** 31 - 1),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

export const DOCUMENT = {
  id: needed(),
  title: needed(),
  quoted_register_version: text(),
  current: bool(true),
  ref: text(),
  /** Null where the file does not say: then as what it is linked. */
  type: optionOrNull(ISMS_DOCUMENT_TYPES),
  edition: text(),
  approved_on: dayOrNull(),
  review_due_at: dayOrNull(),
  location: text(),
  audience: text(),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

export const SCOPE_UNIT = {
  id: needed(),
  ref: text(),
  title: needed(),
  kind: option(SCOPE_UNIT_KINDS, "other"),
  description: text(),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

export const OWN_CONTROL = {
  id: needed(),
  ref: text(),
  title: needed(),
  theme: option(CONTROL_THEMES, "organizational"),
  control_types: options(CONTROL_TYPES),
  cia: options(CIA),
  concepts: options(CONTROL_CONCEPTS),
  origin: text(),
  description: text(),
  status: option(["active", "retired"] as const, "active"),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

export const BUDGET_LINE = {
  id: needed(),
  ref: text(),
  title: needed(),
  period: text(),
  amount: wholeOrNull(0, 2 ** 31 - 1),
  currency: text(),
  target_refs: texts(),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  retired_at: dayOrNull(),
  retired_reason: text(),
};

/** The statement as it was issued; `content` to the letter, because `content_hash` is over it. */
export const SOA_VERSION = {
  id: needed(),
  number: needed(),
  issued_on: dayNeeded(),
  issued_by: idOrNull(),
  change_summary: text(),
  content: frozen("lines"),
  content_hash: hash(),
  created_at: text(),
};

/** Of the register itself: who approved what and when. The frozen content is no part of the file; its hash is. */
export const VERSION = {
  id: textOrNull(),
  number: needed(),
  status: option(VERSION_STATUSES, "draft"),
  change_summary: text(),
  doc_owner_id: idOrNull(),
  author_id: idOrNull(),
  approved_at: dayOrNull(),
  approved_by: texts(),
  management_review_id: idOrNull(),
  content_hash: text(),
  approved_hash: text(),
  exception_reason: text(),
  superseded_on: dayOrNull(),
  open_comments: whole(0, MOST_RECORDS, 0),
  note: text(),
  created_at: text(),
};

export const SELF_ASSESSMENT = {
  id: needed(),
  ref: text(),
  as_of: dayNeeded(),
  ran_by: idOrNull(),
  basis: text(),
  majors: whole(0, MOST_RECORDS, 0),
  minors: whole(0, MOST_RECORDS, 0),
  opportunities: whole(0, MOST_RECORDS, 0),
  content: frozen("findings"),
  note: text(),
  created_at: dayOrNull(),
};

export const ACCEPTANCE = {
  id: needed(),
  check_id: needed(),
  subject: needed(),
  reason: needed(),
  accepted_until: dayNeeded(),
  accepted_at: dayNeeded(),
  accepted_by: idOrNull(),
  withdrawn_at: dayOrNull(),
  created_at: text(),
};

/** A finding of a real audit. Other tools give neither title nor status: whether it is closed is told by the day. */
export const FINDING = {
  id: needed(),
  ref: text(),
  title: text(),
  statement: text(),
  clause: text(),
  severity: option(FINDING_SEVERITIES, "minor"),
  origin: option(FINDING_ORIGINS, "other"),
  audit_name: text(),
  raised_at: dayNeeded(),
  due_at: dayNeeded(),
  correction: text(),
  cause: text(),
  corrective_action: text(),
  effectiveness_checked_at: dayOrNull(),
  effectiveness_note: text(),
  closed_at: dayOrNull(),
  closed_by: idOrNull(),
  repeat_of: idOrNull(),
  record_refs: texts(),
  status: optionOrNull(FINDING_STATUSES),
  owner_id: idOrNull(),
  note: text(),
  retired_at: dayOrNull(),
  retired_reason: text(),
  created_at: dayOrNull(),
};

export const ACTION = {
  id: needed(),
  ref: text(),
  title: text(),
  kind: option(ACTION_KINDS, "corrective"),
  description: text(),
  requirement_id: idOrNull(),
  finding_id: idOrNull(),
  record_refs: texts(),
  status: option(ACTION_STATUSES, "open"),
  due_at: dayOrNull(),
  owner_id: idOrNull(),
  requested_by: idOrNull(),
  /** What opened it by itself, and the ref of that; empty where somebody entered it. */
  origin: option(["", ...ACTION_ORIGINS] as const, ""),
  origin_ref: text(),
  /** Of the kind audit: whose audit, who audits, after how many months it returns. */
  audit_kind: option(["", ...AUDIT_KINDS] as const, ""),
  auditor: text(),
  interval_months: wholeOrNull(1, LONGEST_INTERVAL),
  cause: text(),
  result: text(),
  done_at: dayOrNull(),
  effectiveness_checked_at: dayOrNull(),
  effectiveness_note: text(),
  note: text(),
  retired_at: dayOrNull(),
  retired_reason: text(),
  created_at: dayOrNull(),
};

export const AUDIT_SAMPLE = {
  id: needed(),
  ref: text(),
  seed: needed(),
  drawn_by: idOrNull(),
  drawn_on: dayNeeded(),
  content: frozen("items"),
  note: text(),
  created_at: dayOrNull(),
};
