import { COMM, NOTICE } from "@/domain/register-file-communication-records";
import { CONFLICT, CONFLICT_DISMISSAL, CONFLICT_STEP } from "@/domain/register-file-conflict-records";
import { ENGAGEMENT } from "@/domain/register-file-engagement-records";
import {
  bool,
  dayNeeded,
  dayOrNull,
  idOrNull,
  needed,
  option,
  optionOrNull,
  options,
  type RecordOf,
  reasonsByKey,
  text,
  textOrNull,
  texts,
  whole,
  wholeOrNull,
} from "@/domain/register-file-fields";
import { MEETING, MEETING_ITEM } from "@/domain/register-file-meeting-records";
import { KPI, MEASUREMENT } from "@/domain/register-file-monitoring-records";
import { REVIEW, REVIEW_ANSWER, REVIEW_ITEM } from "@/domain/register-file-review-records";
import {
  ACCEPTANCE,
  ACTION,
  AUDIT_SAMPLE,
  BUDGET_LINE,
  DOCUMENT,
  EVIDENCE,
  FINDING,
  OWN_CONTROL,
  RISK,
  SCOPE_UNIT,
  SELF_ASSESSMENT,
  SOA_ENTRY,
  SOA_VERSION,
  VERSION,
} from "@/domain/register-file-thread-records";
import { TRIGGER, TRIGGER_RULE } from "@/domain/register-file-trigger-records";
import {
  ATTITUDES,
  BINDINGS,
  CIA,
  CLIMATE_DECISIONS,
  ELICITATION_METHODS,
  ENGAGEMENT_LEVELS,
  FULFILMENT_STATUSES,
  IDENTIFICATION_METHODS,
  IMPACT_CATEGORIES,
  INFLUENCE_VECTORS,
  ISMS_DECISIONS,
  ISSUE_CATEGORIES,
  LINK_COVERAGES,
  LINK_TARGET_TYPES,
  OBLIGATION_KINDS,
  PARTY_CATEGORIES,
  PARTY_KINDS,
  PARTY_RELATIONS,
  PARTY_RELEVANCES,
  PARTY_STATUSES,
  PESTLE_FACTORS,
  PRIORITIES,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  REQUIREMENT_STATUSES,
  ROLES,
  SOURCE_DOCUMENT_TYPES,
  SOURCE_TYPES,
  STRENGTHS,
} from "@/domain/vocabulary";
import { ENTRY_STATUSES, WORKSHOP_KINDS, WORKSHOP_STATUSES } from "@/domain/workshop";

/** What each record of the register file holds: the vocabulary of the audit checks, and beside it the keys that only Goldthread needs. */

const RETIRED = { retired_at: dayOrNull(), retired_reason: text() };
const DECIDED_AT = dayOrNull();
const DECIDED_BY = idOrNull();
const MAX_INTERVAL = 1200;

const FILE_ROLES = ["isms_manager", "contributor", "approver", "auditor", "viewer"] as const;

export const ORGANIZATION = {
  name: text(),
  isms_scope: text(),
  scope_register_version: text(),
  climate_decision: option(CLIMATE_DECISIONS, "undetermined"),
  climate_rationale: text(),
  climate_decided_at: dayOrNull(),
  review_interval_months: whole(1, MAX_INTERVAL, 12),
  trigger_default_days: whole(0, 36_500, 30),
  conflict_max_days: whole(0, 36_500, 90),
  confirm_max_days: whole(0, 36_500, 90),
  triage_max_days: whole(0, 36_500, 30),
  implied_exclusions: reasonsByKey(),
  languages: texts(),
  climate_decided_by: idOrNull(),
  register_owner_id: idOrNull(),
  accountable_id: idOrNull(),
  classification: text(),
  influence_vector_names: texts(),
  likelihood_levels: texts(),
  impact_levels: texts(),
  risk_acceptance_level: whole(0, 100, 6),
  evidence_warn_days: whole(0, 3_650, 30),
  review_remind_days: whole(0, 365, 30),
  review_repeat_days: whole(1, 365, 7),
  approval_in_review: bool(true),
  sole_approver_reason: text(),
  sole_approver_since: dayOrNull(),
  process_document_ref: text(),
  conflict_process_ref: text(),
  feedback_due_days: whole(1, 365, 30),
  announce_days: whole(0, 365, 7),
  escalate_after_days: whole(1, 365, 14),
  open_channel: text(),
  document_prefix: text(),
  /** Which logo stands on the papers; the picture itself is no part of the file. */
  logo_sha256: text(),
  logo_type: text(),
};

const USER = {
  id: needed(),
  name: text(),
  role: option(FILE_ROLES, "viewer"),
  is_top_management: bool(false),
  active: bool(true),
  app_role: optionOrNull(ROLES),
  department: text(),
};

const PARTY = {
  id: needed(),
  ref: text(),
  name: needed(),
  template_key: textOrNull(),
  category: option(PARTY_CATEGORIES),
  kind: option(PARTY_KINDS, "group"),
  relation: options(PARTY_RELATIONS),
  status: option(PARTY_STATUSES, "candidate"),
  created_at: dayOrNull(),
  relevance: option(PARTY_RELEVANCES, "undecided"),
  relevance_rationale: text(),
  pestle: options(PESTLE_FACTORS),
  influence_vector: optionOrNull(INFLUENCE_VECTORS),
  power: wholeOrNull(1, 5),
  interest: wholeOrNull(1, 5),
  support: wholeOrNull(-2, 2),
  attitude: optionOrNull(ATTITUDES),
  adverse: bool(false),
  imposes_law: bool(false),
  engagement_current: optionOrNull(ENGAGEMENT_LEVELS),
  engagement_target: optionOrNull(ENGAGEMENT_LEVELS),
  owner_id: idOrNull(),
  representative: text(),
  identification_method: optionOrNull(IDENTIFICATION_METHODS),
  confirmed_at: dayOrNull(),
  confirmed_by: text(),
  last_reviewed_at: dayOrNull(),
  issue_ids: texts(),
  scores_are_template_defaults: bool(false),
  members: texts(),
  relevance_decided_at: DECIDED_AT,
  relevance_decided_by: DECIDED_BY,
  owner_label: text(),
  representative_contact: text(),
  identification_note: text(),
  confirmation_method: text(),
  silent: bool(false),
  legitimacy: wholeOrNull(1, 3),
  urgency: wholeOrNull(1, 3),
  note: text(),
  ...RETIRED,
};

const REQUIREMENT = {
  id: needed(),
  ref: text(),
  party_id: needed(),
  statement: needed(),
  party_wording: text(),
  status: option(REQUIREMENT_STATUSES, "draft"),
  kind: option(REQUIREMENT_KINDS),
  strength: optionOrNull(STRENGTHS),
  binding: option(BINDINGS, "undecided"),
  source_type: optionOrNull(SOURCE_TYPES),
  source_ref: text(),
  source_locator: text(),
  source_id: idOrNull(),
  obligation_id: idOrNull(),
  elicitation_method: optionOrNull(ELICITATION_METHODS),
  cia: options(CIA),
  relevance: option(REQUIREMENT_RELEVANCES, "undecided"),
  discard_reason: text(),
  isms_decision: option(ISMS_DECISIONS, "undecided"),
  isms_decision_rationale: text(),
  how_addressed: text(),
  priority: optionOrNull(PRIORITIES),
  priority_justification: text(),
  priority_decided_by: DECIDED_BY,
  impact_if_unmet: wholeOrNull(1, 5),
  isms_impact: text(),
  owner_id: idOrNull(),
  confirmed_at: dayOrNull(),
  confirmation_method: text(),
  fulfilment_status: option(FULFILMENT_STATUSES, "not_assessed"),
  fulfilment_assessed_at: dayOrNull(),
  communicated_at: dayOrNull(),
  climate_related: bool(false),
  effective_to: dayOrNull(),
  last_reviewed_at: dayOrNull(),
  created_at: dayOrNull(),
  /** All documents and obligations it rests on; `source_id` and `obligation_id` name the first. */
  source_ids: texts(),
  obligation_ids: texts(),
  objective_ids: texts(),
  translation: text(),
  elicited_at: dayOrNull(),
  elicitation_note: text(),
  cia_rationale: text(),
  relevance_rationale: text(),
  relevance_decided_at: DECIDED_AT,
  relevance_decided_by: DECIDED_BY,
  isms_decided_at: DECIDED_AT,
  isms_decided_by: DECIDED_BY,
  priority_decided_at: DECIDED_AT,
  impact_categories: options(IMPACT_CATEGORIES),
  org_impact: text(),
  benefit: text(),
  measurable_target: text(),
  concern: text(),
  data_handling: texts(),
  owner_label: text(),
  confirmed_by: text(),
  fulfilment_note: text(),
  effective_from: dayOrNull(),
  note: text(),
  management_systems: texts(),
  ...RETIRED,
};

const LINK = {
  id: textOrNull(),
  requirement_id: needed(),
  target_type: option(LINK_TARGET_TYPES),
  target_ref: needed(),
  rationale: text(),
  coverage: option(["", ...LINK_COVERAGES] as const, ""),
};

const OBLIGATION = {
  id: needed(),
  title: needed(),
  citation: text(),
  applicable: bool(true),
  authority_party_id: idOrNull(),
  owner_id: idOrNull(),
  last_verified_at: dayOrNull(),
  ref: text(),
  kind: option(OBLIGATION_KINDS, "statute"),
  jurisdiction: text(),
  applicability: text(),
  effective_from: dayOrNull(),
  effective_to: dayOrNull(),
  last_verified_by: idOrNull(),
  how_complied: text(),
  status: option(["active", "retired"] as const, "active"),
  note: text(),
  created_at: dayOrNull(),
  ...RETIRED,
};

const SOURCE = {
  id: needed(),
  title: needed(),
  type: option(SOURCE_DOCUMENT_TYPES),
  counterparty_party_id: idOrNull(),
  effective_to: dayOrNull(),
  ref: text(),
  edition: text(),
  document_date: dayOrNull(),
  effective_from: dayOrNull(),
  location: text(),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  ...RETIRED,
};

const ISSUE = {
  id: needed(),
  ref: text(),
  title: needed(),
  category: option(ISSUE_CATEGORIES),
  description: text(),
  pestle: options(PESTLE_FACTORS),
  climate_related: bool(false),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  ...RETIRED,
};

const OBJECTIVE = {
  id: needed(),
  ref: text(),
  title: needed(),
  description: text(),
  status: option(["active", "retired"] as const, "active"),
  owner_id: idOrNull(),
  note: text(),
  created_at: dayOrNull(),
  ...RETIRED,
};

const COMMENT = {
  id: needed(),
  entity: needed(),
  entity_id: needed(),
  text: needed(),
  origin: text(),
  author_id: idOrNull(),
  /** Instants as ISO text. */
  created_at: text(),
  resolved_at: textOrNull(),
  resolved_by: idOrNull(),
  resolution: text(),
};

const WORKSHOP = {
  id: needed(),
  ref: text(),
  kind: option(WORKSHOP_KINDS),
  title: needed(),
  held_on: dayNeeded(),
  facilitator_id: idOrNull(),
  participants: texts(),
  departments: texts(),
  status: option(WORKSHOP_STATUSES, "open"),
  /** Instants as ISO text, as in the following. */
  opened_at: textOrNull(),
  closed_at: textOrNull(),
  party_ids: texts(),
  note: text(),
  created_at: dayOrNull(),
};

const WORKSHOP_ENTRY = {
  id: needed(),
  workshop_id: needed(),
  text: needed(),
  prompt: text(),
  pestle: optionOrNull(PESTLE_FACTORS),
  department: text(),
  author_id: idOrNull(),
  status: option(ENTRY_STATUSES, "open"),
  party_id: idOrNull(),
  reason: text(),
  decided_at: textOrNull(),
  decided_by: idOrNull(),
  created_at: text(),
};

const WORKSHOP_VOTE = {
  id: needed(),
  workshop_id: needed(),
  party_id: needed(),
  /** Who voted; the workshop's own id for the value that was agreed on. */
  voter_id: needed(),
  power: wholeOrNull(1, 5),
  interest: wholeOrNull(1, 5),
  support: wholeOrNull(-2, 2),
  created_at: text(),
};

const INTERVIEW = {
  id: needed(),
  ref: text(),
  party_id: needed(),
  method: option(ELICITATION_METHODS, "interview"),
  held_on: dayNeeded(),
  interviewer_id: idOrNull(),
  interviewees: text(),
  guide: text(),
  status: option(["open", "closed"] as const, "open"),
  note: text(),
  created_at: dayOrNull(),
};

const INTERVIEW_ANSWER = {
  id: needed(),
  interview_id: needed(),
  question_key: text(),
  question: needed(),
  answer: text(),
  used_for: texts(),
  created_at: text(),
};

/** The collections that have a room in Goldthread. Those that the vocabulary of the audit checks does not know are ours. */
export const NATIVE = {
  users: USER,
  parties: PARTY,
  requirements: REQUIREMENT,
  links: LINK,
  obligations: OBLIGATION,
  sources: SOURCE,
  issues: ISSUE,
  objectives: OBJECTIVE,
  comments: COMMENT,
  workshops: WORKSHOP,
  workshop_entries: WORKSHOP_ENTRY,
  workshop_votes: WORKSHOP_VOTE,
  interviews: INTERVIEW,
  interview_answers: INTERVIEW_ANSWER,
  soa: SOA_ENTRY,
  risks: RISK,
  evidence: EVIDENCE,
  documents: DOCUMENT,
  scope_units: SCOPE_UNIT,
  own_controls: OWN_CONTROL,
  budget_lines: BUDGET_LINE,
  soa_versions: SOA_VERSION,
  versions: VERSION,
  self_assessments: SELF_ASSESSMENT,
  acceptances: ACCEPTANCE,
  audit_samples: AUDIT_SAMPLE,
  findings: FINDING,
  actions: ACTION,
  mreviews: MEETING,
  mreview_items: MEETING_ITEM,
  reviews: REVIEW,
  review_items: REVIEW_ITEM,
  review_answers: REVIEW_ANSWER,
  triggers: TRIGGER,
  engagements: ENGAGEMENT,
  comms: COMM,
  notices: NOTICE,
  trigger_rules: TRIGGER_RULE,
  kpis: KPI,
  measurements: MEASUREMENT,
  conflicts: CONFLICT,
  conflict_steps: CONFLICT_STEP,
  conflict_dismissals: CONFLICT_DISMISSAL,
};

/** The collections that are carried to the letter (RegisterAnnex) until they have a room: only their form is checked, a list of objects. */
export const ANNEX_COLLECTIONS = ["changes"] as const;
/**
 * Those that were carried before they had a room. What an organisation brought then still stands in its annex and goes out beside the records of the
 * room (see register-file-adopted.ts).
 */
export const ONCE_CARRIED = [
  "soa",
  "risks",
  "evidence",
  "documents",
  "findings",
  "actions",
  "reviews",
  "versions",
  "triggers",
  "mreviews",
  "comms",
  "engagements",
  "kpis",
  "conflicts",
] as const;
export const NATIVE_COLLECTIONS = Object.keys(NATIVE) as (keyof typeof NATIVE)[];

export type AnnexCollection = (typeof ANNEX_COLLECTIONS)[number];
export type RegisterOrganization = RecordOf<typeof ORGANIZATION>;
type RecordIn<Name extends keyof typeof NATIVE> = RecordOf<(typeof NATIVE)[Name]>;
export type RegisterUser = RecordIn<"users">;
export type RegisterRequirement = RecordIn<"requirements">;
export type RegisterLink = RecordIn<"links">;
export type RegisterRisk = RecordIn<"risks">;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type AnnexRecord = { [key: string]: Json };

/** A register file as it was read. `today`: the day of the export, against which the self-assessment counts; null where the file does not say. */
export type RegisterFile = { today: string | null; org: RegisterOrganization } & {
  [Name in keyof typeof NATIVE]: RecordIn<Name>[];
} & Record<AnnexCollection, AnnexRecord[]>;
