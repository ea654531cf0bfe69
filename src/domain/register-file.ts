import { isDay } from "@/domain/dates";
import {
  ATTITUDES,
  BINDINGS,
  CIA,
  CLIMATE_DECISIONS,
  ELICITATION_METHODS,
  ENGAGEMENT_LEVELS,
  FULFILMENT_STATUSES,
  IDENTIFICATION_METHODS,
  INFLUENCE_VECTORS,
  ISMS_DECISIONS,
  ISSUE_CATEGORIES,
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

/**
 * The register file: one JSON document that holds a whole register, in the field names of the audit checks (domain/register-fields.json). Export writes
 * it, import reads it back without loss, the self-assessment reads it. Keys the vocabulary does not know but Goldthread needs (notes, dates of decisions,
 * several sources of one requirement) stand beside them; any other key is refused by name, because a key that is silently dropped is a loss.
 */

// Fields ---------------------------------------------------------------------------------------------------------------------------------------

export type RegisterProblemCode =
  | "not_an_object"
  | "not_a_list"
  | "unknown_key"
  | "missing"
  | "not_text"
  | "too_long"
  | "control_characters"
  | "not_a_day"
  | "not_a_number"
  | "not_whole"
  | "out_of_range"
  | "not_true_or_false"
  | "not_an_option"
  | "too_many"
  | "too_deep"
  | "duplicate"
  | "dangling";

export interface RegisterProblem {
  /** Where: "parties[3].power". The list counts from 0, as JSON does. */
  path: string;
  code: RegisterProblemCode;
  values?: Record<string, string | number>;
}

type Report = (path: string, code: RegisterProblemCode, values?: Record<string, string | number>) => void;

interface Field<T> {
  read: (value: unknown, path: string, report: Report) => T;
  /** What an absent key means; undefined where the key must be there. */
  absent: T | undefined;
}

export const LONGEST_TEXT = 20_000;
export const MOST_RECORDS = 50_000;
const MOST_PROBLEMS = 100;
const DEEPEST = 20;
// NUL cannot be stored, the others cannot be shown; tab and line breaks may stand in a text.
const CONTROL = /(?![\t\n\r\u0080-\u009f])[\p{Cc}\p{Cs}]/u;

function readText(value: unknown, path: string, report: Report): string {
  if (typeof value !== "string") report(path, "not_text");
  else if (value.length > LONGEST_TEXT) report(path, "too_long", { maximum: LONGEST_TEXT });
  else if (CONTROL.test(value)) report(path, "control_characters");
  return typeof value === "string" ? value : "";
}

// The vocabulary says "text" where the oracle and other tools write null for nothing.
const text = (): Field<string> => ({ absent: "", read: (value, path, report) => (value === null ? "" : readText(value, path, report)) });
const textOrNull = (): Field<string | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : readText(value, path, report)),
});
const needed = (): Field<string> => ({
  absent: undefined,
  read: (value, path, report) => {
    const read = readText(value, path, report);
    if (typeof value === "string" && value.trim() === "") report(path, "missing");
    return read;
  },
});
const idOrNull = textOrNull;
const dayOrNull = (): Field<string | null> => ({
  absent: null,
  read: (value, path, report) => {
    if (value === null) return null;
    if (typeof value === "string" && isDay(value)) return value;
    report(path, "not_a_day");
    return null;
  },
});
const dayNeeded = (): Field<string> => ({
  absent: undefined,
  read: (value, path, report) => dayOrNull().read(value ?? "", path, report) ?? "",
});
const bool = (absent: boolean): Field<boolean> => ({
  absent,
  read: (value, path, report) => {
    if (typeof value !== "boolean") report(path, "not_true_or_false");
    return value === true;
  },
});

function readWhole(value: unknown, path: string, report: Report, min: number, max: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) report(path, "not_a_number");
  else if (!Number.isInteger(value)) report(path, "not_whole");
  else if (value < min || value > max) report(path, "out_of_range", { min, max });
  return Number(value);
}
const whole = (min: number, max: number, absent: number): Field<number> => ({
  absent,
  read: (value, path, report) => readWhole(value, path, report, min, max),
});
const wholeOrNull = (min: number, max: number): Field<number | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : readWhole(value, path, report, min, max)),
});

function readOption<T extends string>(options: readonly T[], value: unknown, path: string, report: Report): T {
  if (options.includes(value as T)) return value as T;
  report(path, "not_an_option", { options: options.join(", ") });
  return options[0]!;
}
const option = <T extends string>(options: readonly T[], absent?: T): Field<T> => ({
  absent,
  read: (value, path, report) => readOption(options, value, path, report),
});
const optionOrNull = <T extends string>(options: readonly T[]): Field<T | null> => ({
  absent: null,
  read: (value, path, report) => (value === null ? null : readOption(options, value, path, report)),
});
const list = <T>(item: (value: unknown, path: string, report: Report) => T): Field<T[]> => ({
  absent: [],
  read: (value, path, report) => {
    if (Array.isArray(value)) return value.map((entry, index) => item(entry, `${path}[${index}]`, report));
    report(path, "not_a_list");
    return [];
  },
});
const texts = () => list(readText);
const options = <T extends string>(all: readonly T[]) => list((value, path, report) => readOption(all, value, path, report));
const reasonsByKey = (): Field<Record<string, string>> => ({
  absent: {},
  read: (value, path, report) => {
    if (!isPlainObject(value)) {
      report(path, "not_an_object");
      return {};
    }
    return Object.fromEntries(Object.entries(value).map(([key, reason]) => [key, readText(reason, `${path}.${key}`, report)]));
  },
});

// Records --------------------------------------------------------------------------------------------------------------------------------------

const RETIRED = { retired_at: dayOrNull(), retired_reason: text() };
const DECIDED_AT = dayOrNull();
const DECIDED_BY = idOrNull();
const MAX_INTERVAL = 1200;

const FILE_ROLES = ["isms_manager", "contributor", "approver", "auditor", "viewer"] as const;

const ORGANIZATION = {
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

/** The collections that have a room in Goldthread; `issues`, `objectives`, `comments` and those of workshops and interviews are ours. */
const NATIVE = {
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
};

/** The collections that are carried to the letter (RegisterAnnex) until they have a room: only their form is checked, a list of objects. */
export const ANNEX_COLLECTIONS = [
  "soa",
  "risks",
  "evidence",
  "conflicts",
  "comms",
  "engagements",
  "kpis",
  "reviews",
  "triggers",
  "changes",
  "versions",
  "mreviews",
  "documents",
  "actions",
  "findings",
] as const;
export const NATIVE_COLLECTIONS = Object.keys(NATIVE) as (keyof typeof NATIVE)[];

export type AnnexCollection = (typeof ANNEX_COLLECTIONS)[number];
type RecordOf<Spec> = { [Key in keyof Spec]: Spec[Key] extends Field<infer T> ? T : never };

export type RegisterOrganization = RecordOf<typeof ORGANIZATION>;
export type RegisterUser = RecordOf<typeof USER>;
export type RegisterParty = RecordOf<typeof PARTY>;
export type RegisterRequirement = RecordOf<typeof REQUIREMENT>;
export type RegisterLink = RecordOf<typeof LINK>;
export type RegisterObligation = RecordOf<typeof OBLIGATION>;
export type RegisterSource = RecordOf<typeof SOURCE>;
export type RegisterIssue = RecordOf<typeof ISSUE>;
export type RegisterObjective = RecordOf<typeof OBJECTIVE>;
export type RegisterComment = RecordOf<typeof COMMENT>;
export type RegisterWorkshop = RecordOf<typeof WORKSHOP>;
export type RegisterWorkshopEntry = RecordOf<typeof WORKSHOP_ENTRY>;
export type RegisterWorkshopVote = RecordOf<typeof WORKSHOP_VOTE>;
export type RegisterInterview = RecordOf<typeof INTERVIEW>;
export type RegisterInterviewAnswer = RecordOf<typeof INTERVIEW_ANSWER>;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type AnnexRecord = { [key: string]: Json };

export interface RegisterFile extends Record<AnnexCollection, AnnexRecord[]> {
  /** The day of the export, against which the self-assessment counts; null where the file does not say. */
  today: string | null;
  org: RegisterOrganization;
  users: RegisterUser[];
  parties: RegisterParty[];
  requirements: RegisterRequirement[];
  links: RegisterLink[];
  obligations: RegisterObligation[];
  sources: RegisterSource[];
  issues: RegisterIssue[];
  objectives: RegisterObjective[];
  comments: RegisterComment[];
  workshops: RegisterWorkshop[];
  workshop_entries: RegisterWorkshopEntry[];
  workshop_votes: RegisterWorkshopVote[];
  interviews: RegisterInterview[];
  interview_answers: RegisterInterviewAnswer[];
}

// Reading --------------------------------------------------------------------------------------------------------------------------------------

export type RegisterReading = { ok: true; file: RegisterFile } | { ok: false; problems: RegisterProblem[] };

/**
 * Reads parsed JSON as a register file. Absent collections are empty, absent fields take the value that says nothing. `references: "strict"` (an import)
 * also refuses ids that lead nowhere and ids or refs given twice; `"lenient"` (the self-assessment) takes those as facts to be found. Gives either
 * the whole file or the problems, at most 100, each with its path.
 */
export function readRegisterFile(json: unknown, { references = "strict" }: { references?: "strict" | "lenient" } = {}): RegisterReading {
  const problems: RegisterProblem[] = [];
  const report: Report = (path, code, values) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ path, code, ...(values ? { values } : {}) });
  };
  if (!isPlainObject(json)) return { ok: false, problems: [{ path: "register", code: "not_an_object" }] };
  for (const key of Object.keys(json)) if (!isKnownTopKey(key)) report(key, "unknown_key");

  const org = readRecord(ORGANIZATION, own(json, "org") ?? {}, "org", report);
  const native = Object.fromEntries(NATIVE_COLLECTIONS.map((name) => [name, readCollection(NATIVE[name], own(json, name), name, report)]));
  const annex = Object.fromEntries(ANNEX_COLLECTIONS.map((name) => [name, readAnnex(own(json, name), name, report)]));
  const today = dayOrNull().read(own(json, "today") ?? null, "today", report);
  const file = { today, org, ...native, ...annex } as unknown as RegisterFile;
  if (problems.length === 0 && references === "strict") checkReferences(file, report);
  return problems.length === 0 ? { ok: true, file } : { ok: false, problems };
}

function isKnownTopKey(key: string): boolean {
  return key === "today" || key === "org" || Object.hasOwn(NATIVE, key) || (ANNEX_COLLECTIONS as readonly string[]).includes(key);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function readRecord<Spec extends Record<string, Field<unknown>>>(spec: Spec, value: unknown, path: string, report: Report): RecordOf<Spec> {
  if (!isPlainObject(value)) {
    report(path, "not_an_object");
    return {} as RecordOf<Spec>;
  }
  for (const key of Object.keys(value)) if (!Object.hasOwn(spec, key)) report(`${path}.${key}`, "unknown_key");
  const record = Object.entries(spec).map(([key, field]): [string, unknown] => {
    const given = own(value, key);
    if (given !== undefined) return [key, field.read(given, `${path}.${key}`, report)];
    if (field.absent === undefined) report(`${path}.${key}`, "missing");
    return [key, freshCopy(field.absent)];
  });
  return Object.fromEntries(record) as RecordOf<Spec>;
}

// Only empty lists and empty objects stand for something absent; two records must not share one.
function freshCopy(absent: unknown): unknown {
  if (Array.isArray(absent)) return [];
  return typeof absent === "object" && absent !== null ? {} : absent;
}

function asList(value: unknown, path: string, report: Report): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) report(path, "not_a_list");
  else if (value.length > MOST_RECORDS) report(path, "too_many", { maximum: MOST_RECORDS });
  else return value;
  return [];
}

function readCollection<Spec extends Record<string, Field<unknown>>>(
  spec: Spec,
  value: unknown,
  name: string,
  report: Report,
): RecordOf<Spec>[] {
  return asList(value, name, report).map((entry, index) => readRecord(spec, entry, `${name}[${index}]`, report));
}

function readAnnex(value: unknown, name: string, report: Report): AnnexRecord[] {
  return asList(value, name, report).map((entry, index) => {
    const path = `${name}[${index}]`;
    if (!isPlainObject(entry)) report(path, "not_an_object");
    return carry(entry, path, report, 0) as AnnexRecord;
  });
}

// A copy to the letter, in which "__proto__" cannot do anything: it is refused like any key that nobody means as data.
function carry(value: unknown, path: string, report: Report, depth: number): Json {
  if (depth > DEEPEST) {
    report(path, "too_deep", { maximum: DEEPEST });
    return null;
  }
  if (typeof value === "string") return readText(value, path, report);
  if (Array.isArray(value)) return value.map((entry, index) => carry(entry, `${path}[${index}]`, report, depth + 1));
  if (isPlainObject(value)) {
    const entries = Object.keys(value).map((key): [string, Json] => {
      if (key === "__proto__" || CONTROL.test(key)) report(`${path}.${key}`, "unknown_key");
      return [key, carry(value[key], `${path}.${key}`, report, depth + 1)];
    });
    return Object.fromEntries(entries);
  }
  return value as Json;
}

function checkReferences(file: RegisterFile, report: Report): void {
  const known = Object.fromEntries(
    NATIVE_COLLECTIONS.filter((name) => name !== "links").map((name) => [name, noteIds(file[name], name, report)]),
  );
  const leads = (id: string | null, collection: string, path: string) => {
    if (id !== null && id !== "" && !known[collection]!.has(id)) report(path, "dangling", { id, collection });
  };
  const each = <T>(name: string, records: readonly T[], check: (record: T, path: string) => void) => {
    for (const [index, record] of records.entries()) check(record, `${name}[${index}]`);
  };
  leads(file.org.register_owner_id, "users", "org.register_owner_id");
  leads(file.org.accountable_id, "users", "org.accountable_id");
  each("parties", file.parties, (party, path) => {
    leads(party.owner_id, "users", `${path}.owner_id`);
    for (const [index, id] of party.issue_ids.entries()) leads(id, "issues", `${path}.issue_ids[${index}]`);
  });
  each("requirements", file.requirements, (requirement, path) => {
    leads(requirement.party_id, "parties", `${path}.party_id`);
    leads(requirement.owner_id, "users", `${path}.owner_id`);
    leads(requirement.source_id, "sources", `${path}.source_id`);
    leads(requirement.obligation_id, "obligations", `${path}.obligation_id`);
    for (const [index, id] of requirement.source_ids.entries()) leads(id, "sources", `${path}.source_ids[${index}]`);
    for (const [index, id] of requirement.objective_ids.entries()) leads(id, "objectives", `${path}.objective_ids[${index}]`);
    for (const [index, id] of requirement.obligation_ids.entries()) leads(id, "obligations", `${path}.obligation_ids[${index}]`);
  });
  each("links", file.links, (link, path) => leads(link.requirement_id, "requirements", `${path}.requirement_id`));
  each("obligations", file.obligations, (obligation, path) => {
    leads(obligation.authority_party_id, "parties", `${path}.authority_party_id`);
    leads(obligation.owner_id, "users", `${path}.owner_id`);
  });
  each("sources", file.sources, (source, path) => {
    leads(source.counterparty_party_id, "parties", `${path}.counterparty_party_id`);
    leads(source.owner_id, "users", `${path}.owner_id`);
  });
  each("issues", file.issues, (issue, path) => leads(issue.owner_id, "users", `${path}.owner_id`));
  each("objectives", file.objectives, (objective, path) => leads(objective.owner_id, "users", `${path}.owner_id`));
  each("workshops", file.workshops, (workshop, path) => {
    leads(workshop.facilitator_id, "users", `${path}.facilitator_id`);
    for (const [index, id] of workshop.party_ids.entries()) leads(id, "parties", `${path}.party_ids[${index}]`);
  });
  each("workshop_entries", file.workshop_entries, (entry, path) => {
    leads(entry.workshop_id, "workshops", `${path}.workshop_id`);
    leads(entry.party_id, "parties", `${path}.party_id`);
    leads(entry.author_id, "users", `${path}.author_id`);
    leads(entry.decided_by, "users", `${path}.decided_by`);
  });
  const votes = new Set<string>();
  each("workshop_votes", file.workshop_votes, (vote, path) => {
    leads(vote.workshop_id, "workshops", `${path}.workshop_id`);
    leads(vote.party_id, "parties", `${path}.party_id`);
    if (vote.voter_id !== vote.workshop_id) leads(vote.voter_id, "users", `${path}.voter_id`);
    const key = JSON.stringify([vote.workshop_id, vote.party_id, vote.voter_id]);
    if (votes.has(key)) report(`${path}.voter_id`, "duplicate", { value: vote.voter_id });
    votes.add(key);
  });
  each("interviews", file.interviews, (interview, path) => {
    leads(interview.party_id, "parties", `${path}.party_id`);
    leads(interview.interviewer_id, "users", `${path}.interviewer_id`);
  });
  each("interview_answers", file.interview_answers, (answer, path) => leads(answer.interview_id, "interviews", `${path}.interview_id`));
}

function noteIds(records: readonly { id: string; ref?: string }[], name: string, report: Report): Set<string> {
  const ids = new Set<string>();
  const refs = new Set<string>();
  for (const [index, { id, ref }] of records.entries()) {
    if (ids.has(id)) report(`${name}[${index}].id`, "duplicate", { value: id });
    if (ref && refs.has(ref)) report(`${name}[${index}].ref`, "duplicate", { value: ref });
    ids.add(id);
    if (ref) refs.add(ref);
  }
  return ids;
}
