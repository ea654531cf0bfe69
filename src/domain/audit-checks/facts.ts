import { isDay } from "@/domain/dates";
import type { RegisterProblem, RegisterProblemCode } from "@/domain/register-file-fields";
import {
  BINDINGS,
  CLIMATE_DECISIONS,
  ENGAGEMENT_LEVELS,
  FULFILMENT_STATUSES,
  ISMS_DECISIONS,
  LINK_TARGET_TYPES,
  PARTY_CATEGORIES,
  PARTY_RELEVANCES,
  PARTY_STATUSES,
  PRIORITIES,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  REQUIREMENT_STATUSES,
  SOURCE_DOCUMENT_TYPES,
  SOURCE_TYPES,
  STRENGTHS,
} from "@/domain/vocabulary";

/**
 * The plain register that the audit checks read: the fields of domain/register-fields.json that some check asks for, and a few of Goldthread's own
 * (`status` of documents and laws, all sources of a requirement). Read from any JSON: strict in form, because a text where a date belongs would hide
 * a finding; lenient in content, because an id that leads nowhere, a missing user or a blank reason is what the checks are there to see.
 */
type Refuse = (path: string, code: RegisterProblemCode, values?: Record<string, string | number>) => void;
/** Reads one field; undefined and null stand for "absent". */
type Field<T> = (value: unknown, path: string, refuse: Refuse) => T;

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

const text: Field<string> = (value, path, refuse) => {
  if (isAbsent(value)) return "";
  if (typeof value === "string") return value;
  refuse(path, "not_text");
  return "";
};
/** An id, or a word of a list that is only asked whether it is there. Blank is none. */
const textOrNull: Field<string | null> = (value, path, refuse) => text(value, path, refuse).trim() || null;
const id: Field<string> = (value, path, refuse) => {
  const read = text(value, path, refuse);
  if (isAbsent(value) || (typeof value === "string" && read.trim() === "")) refuse(path, "missing");
  return read;
};
/** A day, or an instant whose day counts. */
const day: Field<string | null> = (value, path, refuse) => {
  if (isAbsent(value) || value === "") return null;
  if (typeof value === "string") {
    const written = /^.{10}T\d\d:\d\d/.test(value) ? value.slice(0, 10) : value;
    if (isDay(written)) return written;
  }
  refuse(path, "not_a_day");
  return null;
};
const flag =
  (absent: boolean): Field<boolean> =>
  (value, path, refuse) => {
    if (isAbsent(value)) return absent;
    if (typeof value !== "boolean") refuse(path, "not_true_or_false");
    return value === true;
  };
const flagOrNull: Field<boolean | null> = (value, path, refuse) => (isAbsent(value) ? null : flag(false)(value, path, refuse));
const number: Field<number | null> = (value, path, refuse) => {
  if (isAbsent(value)) return null;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  refuse(path, "not_a_number");
  return null;
};
/** A rule of the organisation's own: a whole number within limits that make sense. */
const setting =
  (absent: number, min: number, max: number): Field<number> =>
  (value, path, refuse) => {
    const read = number(value, path, refuse) ?? absent;
    if (!Number.isInteger(read)) refuse(path, "not_whole");
    else if (read < min || read > max) refuse(path, "out_of_range", { min, max });
    return read;
  };
/** A word of a closed list. An unknown one is refused: a misspelt "relevant" would take the record out of every check without a sound. */
const wordOrNull =
  <T extends string>(words: readonly T[]): Field<T | null> =>
  (value, path, refuse) => {
    if (isAbsent(value) || value === "") return null;
    if (words.includes(value as T)) return value as T;
    refuse(path, "not_an_option", { options: words.join(", ") });
    return null;
  };
const word =
  <T extends string>(words: readonly T[], absent: T): Field<T> =>
  (value, path, refuse) =>
    wordOrNull(words)(value, path, refuse) ?? absent;
const texts: Field<string[]> = (value, path, refuse) => {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value.map((entry, index) => text(entry, `${path}[${index}]`, refuse));
  refuse(path, "not_a_list");
  return [];
};
const textsByKey: Field<Map<string, string>> = (value, path, refuse) => {
  if (isAbsent(value)) return new Map();
  if (isObject(value)) return new Map(Object.entries(value).map(([key, entry]) => [key, text(entry, `${path}.${key}`, refuse)]));
  refuse(path, "not_an_object");
  return new Map();
};

const MOST_DAYS = 36_500;

const ORG = {
  name: text,
  scope_register_version: text,
  climate_decision: word(CLIMATE_DECISIONS, "undetermined"),
  climate_rationale: text,
  climate_decided_at: day,
  review_interval_months: setting(12, 1, 1200),
  trigger_default_days: setting(30, 0, MOST_DAYS),
  conflict_max_days: setting(90, 0, MOST_DAYS),
  confirm_max_days: setting(90, 0, MOST_DAYS),
  triage_max_days: setting(30, 0, MOST_DAYS),
  implied_exclusions: textsByKey,
};

/** Goldthread retires instead of deleting; other tools have no such field, then the record is live. */
const retirable = { status: text };
const titled = { id, ref: text, title: text };

const COLLECTIONS = {
  users: { id, is_top_management: flag(false), active: flag(true) },
  parties: {
    id,
    ref: text,
    name: text,
    template_key: textOrNull,
    category: wordOrNull(PARTY_CATEGORIES),
    status: word(PARTY_STATUSES, "candidate"),
    created_at: day,
    relevance: word(PARTY_RELEVANCES, "undecided"),
    relevance_rationale: text,
    power: number,
    interest: number,
    support: number,
    adverse: flag(false),
    imposes_law: flag(false),
    engagement_current: wordOrNull(ENGAGEMENT_LEVELS),
    engagement_target: wordOrNull(ENGAGEMENT_LEVELS),
    owner_id: textOrNull,
    identification_method: textOrNull,
    confirmed_at: day,
    last_reviewed_at: day,
    scores_are_template_defaults: flag(false),
  },
  requirements: {
    id,
    ref: text,
    party_id: text,
    statement: text,
    status: word(REQUIREMENT_STATUSES, "draft"),
    kind: wordOrNull(REQUIREMENT_KINDS),
    strength: wordOrNull(STRENGTHS),
    binding: word(BINDINGS, "undecided"),
    source_type: wordOrNull(SOURCE_TYPES),
    source_ref: text,
    source_locator: text,
    source_id: textOrNull,
    /** Goldthread's own: all documents it rests on. The same for the laws. */
    source_ids: texts,
    obligation_id: textOrNull,
    obligation_ids: texts,
    elicitation_method: textOrNull,
    cia: texts,
    /** Goldthread's own: why it matters to the ISMS although it touches none of the three (decision D8). */
    cia_rationale: text,
    relevance: word(REQUIREMENT_RELEVANCES, "undecided"),
    discard_reason: text,
    isms_decision: word(ISMS_DECISIONS, "undecided"),
    isms_decision_rationale: text,
    how_addressed: text,
    priority: wordOrNull(PRIORITIES),
    priority_justification: text,
    priority_decided_by: textOrNull,
    impact_if_unmet: number,
    isms_impact: text,
    owner_id: textOrNull,
    confirmed_at: day,
    fulfilment_status: word(FULFILMENT_STATUSES, "not_assessed"),
    communicated_at: day,
    climate_related: flag(false),
    effective_to: day,
    created_at: day,
  },
  links: { id: text, requirement_id: text, target_type: wordOrNull(LINK_TARGET_TYPES), target_ref: text, rationale: text },
  /** `applicable` null: the control is not decided yet. */
  soa: { control_ref: text, applicable: flagOrNull, reasons: texts, implementation_status: textOrNull },
  evidence: { ...titled, ...retirable, valid_until: day },
  obligations: { ...titled, ...retirable, applicable: flag(true), owner_id: textOrNull, last_verified_at: day },
  sources: { ...titled, ...retirable, type: wordOrNull(SOURCE_DOCUMENT_TYPES), counterparty_party_id: textOrNull, effective_to: day },
  conflicts: {
    id,
    ref: text,
    requirement_ids: texts,
    status: text,
    opened_at: day,
    impact_assessment: text,
    resolution: text,
    rationale: text,
    method: textOrNull,
    prevailing_requirement_id: textOrNull,
    decided_by: textOrNull,
    decided_at: day,
    communicated_at: day,
  },
  comms: {
    id,
    ref: text,
    ...retirable,
    party_id: text,
    what: text,
    when: text,
    frequency_days: number,
    with_whom: text,
    how: text,
    owner_id: textOrNull,
    last_done_at: day,
  },
  engagements: { id, ref: text, party_id: text, date: day, type: text, response: text },
  kpis: {
    id,
    ref: text,
    ...retirable,
    requirement_id: text,
    metric: text,
    target: number,
    direction: text,
    frequency_days: number,
    last_value: number,
    last_measured_at: day,
    action_id: textOrNull,
  },
  reviews: { id, ref: text, type: text, trigger_id: textOrNull, completed_at: day, participants: texts },
  triggers: { id, ref: text, ...retirable, occurred_at: day, due_days: number },
  changes: { id, at: textOrNull, actor_id: textOrNull, entity_ref: text, reason: text },
  versions: {
    number: text,
    status: text,
    author_id: textOrNull,
    approved_at: day,
    approved_by: texts,
    management_review_id: textOrNull,
    content_hash: text,
    approved_hash: text,
    open_comments: number,
    doc_owner_id: textOrNull,
  },
  mreviews: {
    id,
    ref: text,
    held_at: day,
    attendee_ids: texts,
    minutes_ref: text,
    changes_in_parties_text: text,
    feedback_text: text,
    decisions: text,
  },
  documents: { ...titled, ...retirable, quoted_register_version: text, current: flag(true) },
  actions: { id, ...retirable, requirement_id: textOrNull },
  findings: { id, ref: text, ...retirable, due_at: day, closed_at: day, repeat_of: textOrNull },
} as const;

type RecordOf<Spec> = { -readonly [Key in keyof Spec]: Spec[Key] extends Field<infer T> ? T : never };
type Collections = typeof COLLECTIONS;
type FactsOf<Name extends keyof Collections> = RecordOf<Collections[Name]>;

export type OrgFacts = RecordOf<typeof ORG>;
export type PartyFacts = FactsOf<"parties">;
export type RequirementFacts = FactsOf<"requirements">;
export type LinkFacts = FactsOf<"links">;
export type ConflictFacts = FactsOf<"conflicts">;
export type VersionFacts = FactsOf<"versions">;
export type ManagementReviewFacts = FactsOf<"mreviews">;

export type AuditFacts = { org: OrgFacts } & { [Name in keyof Collections]: FactsOf<Name>[] };

/** `today` is the day the file gives for itself; null where it gives none. */
export type FactsReading = { ok: true; facts: AuditFacts; today: string | null } | { ok: false; problems: RegisterProblem[] };

const MOST_PROBLEMS = 100;

/**
 * Reads parsed JSON: a register file of this product, the oracle's form, or a version's content. Absent collections are empty, absent fields take the
 * value that says nothing, keys nobody knows do not matter. Gives the facts, or at most 100 problems, each with its path ("parties[3].power").
 */
export function readFacts(json: unknown): FactsReading {
  const problems: RegisterProblem[] = [];
  const refuse: Refuse = (path, code, values) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ path, code, ...(values ? { values } : {}) });
  };
  if (!isObject(json)) return { ok: false, problems: [{ path: "register", code: "not_an_object" }] };
  const org = readRecord(ORG, own(json, "org") ?? {}, "org", refuse);
  const collections = Object.entries(COLLECTIONS).map(([name, spec]) => [name, readCollection(spec, own(json, name), name, refuse)]);
  const today = day(own(json, "today"), "today", refuse);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, facts: { org, ...Object.fromEntries(collections) } as AuditFacts, today };
}

function readCollection<Spec extends Record<string, Field<unknown>>>(
  spec: Spec,
  value: unknown,
  name: string,
  refuse: Refuse,
): RecordOf<Spec>[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value.map((entry, index) => readRecord(spec, entry, `${name}[${index}]`, refuse));
  refuse(name, "not_a_list");
  return [];
}

function readRecord<Spec extends Record<string, Field<unknown>>>(spec: Spec, value: unknown, path: string, refuse: Refuse): RecordOf<Spec> {
  if (!isObject(value)) {
    refuse(path, "not_an_object");
    return {} as RecordOf<Spec>;
  }
  const record: Record<string, unknown> = { ...blankOf(spec) };
  for (const key in spec) record[key] = spec[key]!(own(value, key), `${path}.${key}`, refuse);
  return record as RecordOf<Spec>;
}

// Records that are filled key by key become hash tables in the engine and are slow to read; copies of one that was parsed stay plain structures.
const blanks = new WeakMap<object, Record<string, null>>();

function blankOf(spec: Record<string, unknown>): Record<string, null> {
  const known = blanks.get(spec) ?? (JSON.parse(JSON.stringify(spec, (key, value) => (key === "" ? value : null))) as Record<string, null>);
  if (!blanks.has(spec)) blanks.set(spec, known);
  return known;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
