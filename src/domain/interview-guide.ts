import bank from "@/domain/reference/interview-questions.json" with { type: "json" };
import {
  ATTITUDES,
  CIA,
  type ElicitationMethod,
  FULFILMENT_STATUSES,
  type InfluenceVector,
  PARTY_RELATIONS,
  type PartyCategory,
  PESTLE_FACTORS,
  type SourceType,
  STRENGTHS,
} from "@/domain/vocabulary";

/**
 * The question bank as guides by party, and where the answer to each question goes. Clause 4.2: requirements are determined, and an interview is the
 * record of how.
 */
export interface Question {
  key: string;
  group: string;
  question: string;
  /** Fields that an answer can fill, e.g. "requirement.benefit", "party.power", "party.candidate". */
  fills: readonly string[];
}

export interface QuestionGroup {
  key: string;
  title: string;
  questions: readonly Question[];
}

export const QUESTION_GROUPS: readonly QuestionGroup[] = bank.groups.map((group) => ({
  key: group.key,
  title: group.title,
  questions: group.questions.map(({ key, question, fills }) => ({ key, group: group.key, question, fills })),
}));

export const QUESTION_GROUP_KEYS: readonly string[] = QUESTION_GROUPS.map(({ key }) => key);

const QUESTIONS = new Map(QUESTION_GROUPS.flatMap((group) => group.questions).map((question) => [question.key, question]));

/** The question of that key; null where there is none. */
export function questionOf(key: string): Question | null {
  return QUESTIONS.get(key) ?? null;
}

/** The question groups of those keys, in the order of the bank. */
export function groupsOf(keys: readonly string[]): QuestionGroup[] {
  return QUESTION_GROUPS.filter((group) => keys.includes(group.key));
}

// Which questions for whom -----------------------------------------------------------------------------------------------------------------------

const BY_TEMPLATE: Readonly<Record<string, string>> = {
  "senior-leadership": "leadership",
  board: "leadership",
  shareholders: "leadership",
  "parent-company": "leadership",
  "legal-compliance": "legal",
  dpo: "legal",
  sales: "sales",
  hr: "hr",
  staff: "hr",
  "works-council": "hr",
  contractors: "hr",
  "job-applicants": "hr",
  "former-employees": "hr",
  suppliers: "suppliers",
  "it-suppliers": "suppliers",
  "cloud-providers": "suppliers",
  subprocessors: "suppliers",
  "software-vendors": "suppliers",
  "utilities-telecom": "suppliers",
  landlord: "suppliers",
  "facility-services": "suppliers",
  partners: "suppliers",
  regulators: "regulator",
  dpa: "regulator",
  "cyber-authority": "regulator",
  legislator: "regulator",
  "law-enforcement": "regulator",
  "certification-body": "regulator",
  "financial-auditors": "regulator",
  "internal-audit": "regulator",
  "card-brands": "regulator",
};

const BY_VECTOR: Readonly<Record<InfluenceVector, Readonly<Record<PartyCategory, string>>>> = {
  legal_oversight: { internal: "legal", external: "regulator" },
  customers_market: { internal: "sales", external: "feedback" },
  owners_capital: { internal: "leadership", external: "leadership" },
  workforce: { internal: "hr", external: "hr" },
  supply_surroundings: { internal: "workshop", external: "suppliers" },
};

export interface GuidedParty {
  category: PartyCategory;
  templateKey: string | null;
  influenceVector: InfluenceVector | null;
  adverse: boolean;
}

/**
 * The keys of the question groups for a party: the general ones, then those for its kind (from the catalogue where it came from there, else from its
 * vector), then the follow-up. Empty for adverse parties: nobody interviews an attacker (rules 7 and 29).
 */
export function guideFor(party: GuidedParty): string[] {
  if (party.adverse) return [];
  const own =
    (party.templateKey && BY_TEMPLATE[party.templateKey]) || (party.influenceVector && BY_VECTOR[party.influenceVector][party.category]);
  const keys = ["general", ...(own ? [own] : [])];
  // Top management also sets priorities.
  if (own === "leadership" && party.category === "internal") keys.push("prioritise");
  return [...new Set([...keys, "feedback"])];
}

/** The special group among a guide's keys: what the interview record names as its guide. */
export function guideKeyFor(party: GuidedParty): string {
  return guideFor(party).find((key) => key !== "general" && key !== "feedback") ?? "general";
}

// Where an answer goes ---------------------------------------------------------------------------------------------------------------------------

/** How the value of a field is given: as the answer's own words, or asked on a scale or from a list. */
export type FillInput =
  | { kind: "text"; long: boolean }
  | { kind: "scale"; minimum: number; maximum: number }
  | { kind: "choice"; values: readonly string[] }
  | { kind: "choices"; values: readonly string[] }
  | { kind: "day" }
  | { kind: "yes" };

/** `group`: the vocabulary in which a choice is worded. */
export interface FillField {
  record: "party" | "requirement";
  field: string;
  input: FillInput;
  vocabulary?: string;
}

const text = (long = true): FillInput => ({ kind: "text", long });

/** What the question bank calls a field, and which field of the register that is. */
const FIELDS: Readonly<Record<string, FillField>> = {
  "party.representative": { record: "party", field: "representative", input: text(false) },
  "party.relation": {
    record: "party",
    field: "relation",
    input: { kind: "choices", values: PARTY_RELATIONS },
    vocabulary: "partyRelation",
  },
  "party.attitude": { record: "party", field: "attitude", input: { kind: "choice", values: ATTITUDES }, vocabulary: "attitude" },
  "party.pestle": { record: "party", field: "pestle", input: { kind: "choices", values: PESTLE_FACTORS }, vocabulary: "pestle" },
  "party.power": { record: "party", field: "power", input: { kind: "scale", minimum: 1, maximum: 5 } },
  "party.support": { record: "party", field: "support", input: { kind: "scale", minimum: -2, maximum: 2 } },
  "requirement.benefit": { record: "requirement", field: "benefit", input: text() },
  "requirement.target": { record: "requirement", field: "measurableTarget", input: text(false) },
  "criterion.metric": { record: "requirement", field: "measurableTarget", input: text(false) },
  "requirement.concern": { record: "requirement", field: "concern", input: text() },
  "requirement.strength": {
    record: "requirement",
    field: "strength",
    input: { kind: "choice", values: STRENGTHS },
    vocabulary: "strength",
  },
  "requirement.source_ref": { record: "requirement", field: "sourceRef", input: text(false) },
  "requirement.source_locator": { record: "requirement", field: "sourceLocator", input: text(false) },
  "requirement.impact_if_unmet": { record: "requirement", field: "impactIfUnmet", input: { kind: "scale", minimum: 1, maximum: 5 } },
  "requirement.cia": { record: "requirement", field: "cia", input: { kind: "choices", values: CIA }, vocabulary: "cia" },
  "requirement.effective_from": { record: "requirement", field: "effectiveFrom", input: { kind: "day" } },
  "requirement.climate_related": { record: "requirement", field: "climateRelated", input: { kind: "yes" } },
  "requirement.confirmed_at": { record: "requirement", field: "confirmedAt", input: { kind: "day" } },
  "requirement.fulfilment_status": {
    record: "requirement",
    field: "fulfilmentStatus",
    input: { kind: "choice", values: FULFILMENT_STATUSES },
    vocabulary: "fulfilmentStatus",
  },
};

/**
 * What can be done with the answer to a question, in one click each. A new requirement and a note on the party are always possible: people answer
 * more than they are asked. What the bank names and the register has no single field for (a conflict, a trigger, a risk) goes to the note.
 */
export interface AnswerUses {
  newRequirement: boolean;
  newParty: boolean;
  fields: readonly FillField[];
  /** Decisions that the question prepares; they are taken on the record itself, by somebody who may decide. */
  decisions: readonly ("party.relevance" | "requirement.isms_decision" | "requirement.priority")[];
}

export function usesOf(question: Question | null): AnswerUses {
  const fills = question?.fills ?? [];
  const fields = new Map(
    fills.flatMap((name) => (FIELDS[name] ? [[`${FIELDS[name].record}.${FIELDS[name].field}`, FIELDS[name]] as const] : [])),
  );
  const decisions: AnswerUses["decisions"][number][] = [];
  if (fills.some((name) => name === "party.relevance" || name === "party.status")) decisions.push("party.relevance");
  if (fills.some((name) => name.startsWith("requirement.isms_decision"))) decisions.push("requirement.isms_decision");
  if (fills.some((name) => name === "requirement.priority_justification" || name === "requirement.objective"))
    decisions.push("requirement.priority");
  return { newRequirement: true, newParty: fills.includes("party.candidate"), fields: [...fields.values()], decisions };
}

/** The field of the register under "party.power" or "requirement.benefit" as {@link usesOf} names it; null where an answer fills no such field. */
export function fillField(record: "party" | "requirement", field: string): FillField | null {
  return Object.values(FIELDS).find((candidate) => candidate.record === record && candidate.field === field) ?? null;
}

/** Whether a value is one the field takes. */
export function fitsField({ input }: FillField, value: unknown): boolean {
  switch (input.kind) {
    case "text":
      return typeof value === "string" && value.trim() !== "" && value.length <= (input.long ? 10_000 : 300);
    case "scale":
      return typeof value === "number" && Number.isInteger(value) && value >= input.minimum && value <= input.maximum;
    case "choice":
      return typeof value === "string" && input.values.includes(value);
    case "choices":
      return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string" && input.values.includes(item));
    case "day":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
    case "yes":
      return value === true;
  }
}

// The interview as a source ----------------------------------------------------------------------------------------------------------------------

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How a requirement names the interview it came from: "INT-001, 12 Nov 2026". Stored with the record, so it is written in one language. */
export function interviewReference(ref: string, heldOn: string): string {
  const [year, month, day] = heldOn.split("-").map(Number);
  return `${ref}, ${day} ${MONTHS[month! - 1]} ${year}`;
}

const SOURCE_OF_METHOD: Readonly<Record<ElicitationMethod, SourceType>> = {
  interview: "interview",
  survey: "survey",
  workshop: "workshop",
  focus_group: "workshop",
  document_analysis: "document",
  feedback: "feedback",
  market_research: "document",
  observation: "interview",
};

/** The kind of source that a requirement from such a conversation has. */
export function sourceTypeOf(method: ElicitationMethod): SourceType {
  return SOURCE_OF_METHOD[method];
}
