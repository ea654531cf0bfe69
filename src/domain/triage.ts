import { legalForce, unfilledPlaceholders } from "@/domain/requirement";
import { isBlank } from "@/domain/ruling";
import type {
  Binding,
  Cia,
  IsmsDecision,
  PartyRelevance,
  PartyStatus,
  RequirementKind,
  RequirementRelevance,
  RequirementStatus,
  SourceType,
  Strength,
} from "@/domain/vocabulary";

/**
 * Triage: one requirement, four questions in the order in which they are asked.
 * What it touches (relevance, clause 4.2 b), who says so and where (source), whether it binds, and whether the ISMS addresses it (clause 4.2 c).
 */
export const TRIAGE_QUESTIONS = ["touches", "source", "binding", "isms"] as const;
export type TriageQuestion = (typeof TRIAGE_QUESTIONS)[number];

/** What the first question can be answered with. "itself": it affects the ISMS itself, for a reason in words (decision D8). */
export const TOUCHES = ["cia", "itself", "nothing"] as const;
export type Touch = (typeof TOUCHES)[number];

export interface TriageAnswer {
  touch: Touch | null;
  cia: Cia[];
  /** Why it is relevant (needed for "itself"), or why it is discarded. */
  why: string;
  sourceType: SourceType | null;
  sourceRef: string;
  sourceLocator: string;
  binding: Binding;
  /** "undecided": later. */
  isms: IsmsDecision;
  /** How the ISMS addresses it; for what it does not address: where it is dealt with instead. */
  how: string;
  whyNot: string;
  /** Clauses or controls that address it, as typed: "A.8.24, Clause 7.4". */
  references: string;
  /** Decides its party as relevant as well, because one of its requirements is. */
  partyToo: boolean;
}

export interface TriageSubject {
  status: RequirementStatus;
  statement: string;
  kind: RequirementKind;
  strength: Strength | null;
  binding: Binding;
  sourceType: SourceType | null;
  sourceRef: string;
  sourceLocator: string;
  cia: readonly Cia[];
  ciaRationale: string;
  relevance: RequirementRelevance;
  relevanceRationale: string;
  discardReason: string;
  ismsDecision: IsmsDecision;
  ismsDecisionRationale: string;
  howAddressed: string;
  linkCount: number;
  obligationCount: number;
  contractCount: number;
  party: { status: PartyStatus; relevance: PartyRelevance };
}

/** The answers that the record already holds, so that nobody is asked twice. */
export function answersSoFar(subject: TriageSubject): TriageAnswer {
  return {
    touch:
      subject.relevance === "discarded" ? "nothing" : subject.cia.length > 0 ? "cia" : subject.relevance === "relevant" ? "itself" : null,
    cia: [...subject.cia],
    why: subject.relevance === "discarded" ? subject.discardReason : subject.relevanceRationale || subject.ciaRationale,
    sourceType: subject.sourceType,
    sourceRef: subject.sourceRef,
    sourceLocator: subject.sourceLocator,
    binding: subject.binding,
    isms: subject.ismsDecision,
    how: subject.howAddressed,
    whyNot: subject.ismsDecisionRationale,
    references: "",
    partyToo: subject.party.status !== "retired" && subject.party.relevance === "undecided",
  };
}

/** Which force stands behind it once the answer is given: a law or a contract named as its source counts. */
export function forceOf(subject: TriageSubject, answer: TriageAnswer): ReturnType<typeof legalForce> {
  return legalForce({ ...subject, sourceType: answer.sourceType });
}

/** What is asked of this requirement at all: whoever touches nothing is asked nothing more, and what law or contract forces is not asked. */
export function questionsFor(subject: TriageSubject, answer: TriageAnswer): TriageQuestion[] {
  if (answer.touch === "nothing") return ["touches"];
  return TRIAGE_QUESTIONS.filter((question) => question !== "binding" || forceOf(subject, answer).force === null);
}

export type TriageProblem =
  | { question: "touches"; code: "unanswered" | "goal_needed" | "why_needed" | "discard_reason_needed" }
  | { question: "isms"; code: "how_needed" | "why_not_needed" | "where_instead_needed" };

/**
 * What is missing before the answer can be saved, at its question. Source and binding may stay open (they remain open points), and the fourth question
 * may be left for later; a discarded requirement always has its reason (audit check AC-20), a legal, regulatory or contractual need that the ISMS does
 * not address always has a place where it is dealt with instead (audit check AC-33).
 */
export function triageProblems(subject: TriageSubject, answer: TriageAnswer): TriageProblem[] {
  if (answer.touch === null) return [{ question: "touches", code: "unanswered" }];
  if (answer.touch === "nothing") return isBlank(answer.why) ? [{ question: "touches", code: "discard_reason_needed" }] : [];
  const problems: TriageProblem[] = [];
  if (answer.touch === "cia" && answer.cia.length === 0) problems.push({ question: "touches", code: "goal_needed" });
  if (answer.touch === "itself" && isBlank(answer.why)) problems.push({ question: "touches", code: "why_needed" });
  if (answer.isms === "addressed" && isBlank(answer.how) && isBlank(answer.references) && subject.linkCount === 0)
    problems.push({ question: "isms", code: "how_needed" });
  if (answer.isms === "not_addressed") {
    if (isBlank(answer.whyNot)) problems.push({ question: "isms", code: "why_not_needed" });
    else if (isBlank(answer.how) && isForcedNeed(subject, answer)) problems.push({ question: "isms", code: "where_instead_needed" });
  }
  return problems;
}

/** As the rule of 4.2 c sees it after law has made a need of it. */
function isForcedNeed(subject: TriageSubject, answer: TriageAnswer): boolean {
  const need = subject.strength === "need" || forceOf(subject, answer).force === "law";
  return need && ["legal", "regulatory", "contractual"].includes(subject.kind);
}

export interface TriagePlan {
  /** Changes of what is written; null: none. */
  amend: { sourceType: SourceType | null; sourceRef: string; sourceLocator: string; binding: Binding } | null;
  relevance: { relevance: "relevant" | "discarded"; cia: Cia[]; ciaRationale: string; reason: string } | null;
  isms: { decision: IsmsDecision; rationale: string; howAddressed: string } | null;
  /** A draft that was found relevant belongs in the register. */
  activate: boolean;
  decideParty: boolean;
}

/**
 * The deeds that an answer asks for, in their order, and only those that change something. Expects an answer without problems.
 * A discarded requirement keeps its source and its binding as they are: nobody was asked.
 */
export function planTriage(subject: TriageSubject, answer: TriageAnswer): TriagePlan {
  if (answer.touch === "nothing") {
    const same = subject.relevance === "discarded" && subject.discardReason === answer.why.trim() && subject.cia.length === 0;
    return {
      amend: null,
      relevance: same ? null : { relevance: "discarded", cia: [], ciaRationale: subject.ciaRationale, reason: answer.why.trim() },
      isms: null,
      activate: false,
      decideParty: false,
    };
  }
  const { sourceType, sourceRef, sourceLocator } = answer;
  const binding = forceOf(subject, answer).force === null ? answer.binding : subject.binding;
  const written = { sourceType, sourceRef: sourceRef.trim(), sourceLocator: sourceLocator.trim(), binding };
  const amended = (Object.keys(written) as (keyof typeof written)[]).some((field) => written[field] !== subject[field]);
  const cia = answer.touch === "cia" ? answer.cia : [];
  const decided =
    subject.relevance === "relevant" &&
    cia.join() === subject.cia.join() &&
    (isBlank(answer.why) || answer.why.trim() === (subject.relevanceRationale || subject.ciaRationale));
  const isms = { decision: answer.isms, rationale: answer.whyNot.trim(), howAddressed: answer.how.trim() };
  const settled =
    isms.decision === subject.ismsDecision &&
    isms.rationale === subject.ismsDecisionRationale &&
    isms.howAddressed === subject.howAddressed &&
    isBlank(answer.references);
  return {
    amend: amended ? written : null,
    relevance: decided
      ? null
      : {
          relevance: "relevant",
          cia,
          ciaRationale: answer.touch === "itself" ? answer.why.trim() : subject.ciaRationale,
          reason: answer.why.trim(),
        },
    isms: settled ? null : isms,
    activate: subject.status === "draft" && unfilledPlaceholders(subject.statement).length === 0 && subject.party.status !== "retired",
    decideParty: answer.partyToo && subject.party.relevance === "undecided" && subject.party.status !== "retired",
  };
}

/** Whether this requirement still waits for triage: a decision is open (as the list's filter "undecided" finds it). */
export function waitsForTriage(subject: {
  status: RequirementStatus;
  relevance: RequirementRelevance;
  ismsDecision: IsmsDecision;
}): boolean {
  return (
    subject.status !== "retired" &&
    subject.relevance !== "discarded" &&
    (subject.relevance === "undecided" || subject.ismsDecision === "undecided")
  );
}

/** Whether nothing is left to decide once this answer is saved. */
export function settles(answer: TriageAnswer): boolean {
  return answer.touch === "nothing" || (answer.touch !== null && answer.isms !== "undecided");
}
