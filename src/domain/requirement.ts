import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type {
  Binding,
  Cia,
  FulfilmentStatus,
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
 * Rules of a requirement (clause 4.2 b and c). Each function takes the requirement as it is and returns the fields that change, or why not; or it
 * takes the facts and returns what follows from them with the reasons.
 */

// Three axes -----------------------------------------------------------------------------------------------------------------------------------

export interface ForceFacts {
  kind: RequirementKind;
  sourceType: SourceType | null;
  /** How many obligations of the legal register it rests on. */
  obligationCount: number;
  /** How many of its source documents are contracts, policies of insurance or leases. */
  contractCount?: number;
}

export type LegalForce = "law" | "contract" | null;
export type ForceReason =
  | "kind_legal"
  | "kind_regulatory"
  | "source_is_law"
  | "obligation_linked"
  | "kind_contractual"
  | "source_is_contract"
  | "contract_linked";

/** Which force stands behind a requirement, law before contract, with every fact that says so. */
export function legalForce(facts: ForceFacts): { force: LegalForce; because: ForceReason[] } {
  const law: ForceReason[] = [];
  if (facts.kind === "legal") law.push("kind_legal");
  if (facts.kind === "regulatory") law.push("kind_regulatory");
  if (facts.sourceType === "law") law.push("source_is_law");
  if (facts.obligationCount > 0) law.push("obligation_linked");
  if (law.length > 0) return { force: "law", because: law };
  const contract: ForceReason[] = [];
  if (facts.kind === "contractual") contract.push("kind_contractual");
  if (facts.sourceType === "contract") contract.push("source_is_contract");
  if ((facts.contractCount ?? 0) > 0) contract.push("contract_linked");
  return contract.length > 0 ? { force: "contract", because: contract } : { force: null, because: [] };
}

export interface ForcedAxes {
  strength: Strength | null;
  binding: Binding;
  force: LegalForce;
  /** Which axis is not free, so that a form shows it fixed and says why. */
  fixed: { strength: boolean; binding: boolean };
  /** Which axis changed from what was chosen. */
  changed: { strength: boolean; binding: boolean };
  because: ForceReason[];
}

/**
 * Strength and binding after legal force: law makes a need and a requirement of it, a contract at least a requirement (rule 3, audit check AC-18).
 * Without either, the three axes are independent and stay as chosen.
 */
export function applyLegalForce(requirement: ForceFacts & { strength: Strength | null; binding: Binding }): ForcedAxes {
  const { force, because } = legalForce(requirement);
  const strength = force === "law" ? "need" : requirement.strength;
  const binding = force === null ? requirement.binding : "requirement";
  return {
    strength,
    binding,
    force,
    fixed: { strength: force === "law", binding: force !== null },
    changed: { strength: strength !== requirement.strength, binding: binding !== requirement.binding },
    because,
  };
}

// Status ---------------------------------------------------------------------------------------------------------------------------------------

export interface RequirementStatusFields {
  status: RequirementStatus;
  retiredAt: string | null;
  retiredReason: string;
}

/** The {placeholders} of a template that nobody has filled yet, each once, in order. */
export function unfilledPlaceholders(statement: string): string[] {
  return [...new Set(statement.match(/\{[^{}]*\}/g) ?? [])];
}

/** draft -> active: it has a statement without open placeholders, and its party is not retired. */
export function activateRequirement(requirement: {
  status: RequirementStatus;
  statement: string;
  party: { status: PartyStatus };
}): Ruling<RequirementStatusFields, "already_active" | "retired" | "statement_missing" | "placeholder_open" | "party_retired"> {
  if (requirement.status === "active") return refuse("already_active", "status");
  if (requirement.status === "retired") return refuse("retired", "status");
  if (isBlank(requirement.statement)) return refuse("statement_missing", "statement");
  if (unfilledPlaceholders(requirement.statement).length > 0) return refuse("placeholder_open", "statement");
  if (requirement.party.status === "retired") return refuse("party_retired", "partyId");
  return accept({ status: "active", retiredAt: null, retiredReason: "" });
}

/** draft or active -> retired, on a day and for a reason (rule 13). */
export function retireRequirement(
  requirement: { status: RequirementStatus },
  { on, reason }: { on: string; reason: string },
): Ruling<RequirementStatusFields, "already_retired" | "reason_needed"> {
  if (requirement.status === "retired") return refuse("already_retired", "status");
  if (isBlank(reason)) return refuse("reason_needed", "retiredReason");
  return accept({ status: "retired", retiredAt: on, retiredReason: reason.trim() });
}

/** retired -> active where its relevance had been decided, else draft. */
export function bringBackRequirement(requirement: {
  status: RequirementStatus;
  relevance: RequirementRelevance;
}): Ruling<RequirementStatusFields, "not_retired"> {
  if (requirement.status !== "retired") return refuse("not_retired", "status");
  return accept({ status: requirement.relevance === "undecided" ? "draft" : "active", retiredAt: null, retiredReason: "" });
}

// The relevance decision (4.2 b) ---------------------------------------------------------------------------------------------------------------

export interface RequirementRelevanceFields {
  relevance: RequirementRelevance;
  relevanceRationale: string;
  discardReason: string;
  relevanceDecidedAt: string | null;
  relevanceDecidedById: string | null;
}

export interface IsmsDecisionFields {
  ismsDecision: IsmsDecision;
  ismsDecisionRationale: string;
  howAddressed: string;
  ismsDecidedAt: string | null;
  ismsDecidedById: string | null;
}

type RelevanceRefusal = "retired" | "reason_needed" | "cia_or_rationale_needed" | "discard_contradicts_cia";

/**
 * The second of the three decisions (rule 2): does the requirement bear on information security.
 * Relevant needs a link to confidentiality, integrity or availability, or a reason in words why it "affects the ISMS itself" (decision D8).
 * Discarded needs a reason and no such link (audit check AC-20); it is kept and listed. Whoever is not relevant has nothing to address, so leaving
 * "relevant" also takes back the 4.2 c decision; the history keeps it.
 */
export function decideRequirementRelevance(
  requirement: { status: RequirementStatus; relevance: RequirementRelevance; cia: readonly Cia[]; ciaRationale: string },
  { relevance, reason, on, byId }: { relevance: RequirementRelevance; reason: string; on: string; byId: string },
): Ruling<RequirementRelevanceFields & Partial<IsmsDecisionFields>, RelevanceRefusal> {
  if (requirement.status === "retired") return refuse("retired", "relevance");
  const noIsmsDecision =
    requirement.relevance === "relevant" && relevance !== "relevant"
      ? { ismsDecision: "undecided" as const, ismsDecisionRationale: "", ismsDecidedAt: null, ismsDecidedById: null }
      : {};
  switch (relevance) {
    case "undecided":
      return accept({
        relevance,
        relevanceRationale: "",
        discardReason: "",
        relevanceDecidedAt: null,
        relevanceDecidedById: null,
        ...noIsmsDecision,
      });
    case "discarded":
      if (isBlank(reason)) return refuse("reason_needed", "discardReason");
      if (requirement.cia.length > 0) return refuse("discard_contradicts_cia", "cia");
      return accept({
        relevance,
        relevanceRationale: "",
        discardReason: reason.trim(),
        relevanceDecidedAt: on,
        relevanceDecidedById: byId,
        ...noIsmsDecision,
      });
    case "relevant":
      if (requirement.cia.length === 0 && isBlank(requirement.ciaRationale) && isBlank(reason))
        return refuse("cia_or_rationale_needed", "cia");
      return accept({
        relevance,
        relevanceRationale: reason.trim(),
        discardReason: "",
        relevanceDecidedAt: on,
        relevanceDecidedById: byId,
      });
  }
}

// The decision of 4.2 c ------------------------------------------------------------------------------------------------------------------------

type IsmsRefusal = "retired" | "relevance_first" | "how_needed" | "reason_needed" | "where_instead_needed";

/**
 * The third decision (clause 4.2 c): is it addressed through the ISMS. Only for relevant requirements: "relevant, but not addressed through the
 * ISMS" is legitimate and is not "discarded" (rule 2). Addressed needs how, in words or by a link; not addressed needs a reason, and a legal,
 * regulatory or contractual need also where it is dealt with instead (audit check AC-33).
 */
export function decideIsms(
  requirement: {
    status: RequirementStatus;
    relevance: RequirementRelevance;
    kind: RequirementKind;
    strength: Strength | null;
    linkCount: number;
  },
  {
    decision,
    rationale,
    howAddressed,
    on,
    byId,
  }: { decision: IsmsDecision; rationale: string; howAddressed: string; on: string; byId: string },
): Ruling<IsmsDecisionFields, IsmsRefusal> {
  if (requirement.status === "retired") return refuse("retired", "ismsDecision");
  if (decision === "undecided") {
    return accept({
      ismsDecision: decision,
      ismsDecisionRationale: rationale.trim(),
      howAddressed: howAddressed.trim(),
      ismsDecidedAt: null,
      ismsDecidedById: null,
    });
  }
  if (requirement.relevance !== "relevant") return refuse("relevance_first", "ismsDecision");
  if (decision === "addressed" && isBlank(howAddressed) && requirement.linkCount === 0) return refuse("how_needed", "howAddressed");
  if (decision === "not_addressed" && isBlank(rationale)) return refuse("reason_needed", "ismsDecisionRationale");
  if (decision === "not_addressed" && isHardNeed(requirement) && isBlank(howAddressed))
    return refuse("where_instead_needed", "howAddressed");
  return accept({
    ismsDecision: decision,
    ismsDecisionRationale: rationale.trim(),
    howAddressed: howAddressed.trim(),
    ismsDecidedAt: on,
    ismsDecidedById: byId,
  });
}

function isHardNeed({ kind, strength }: { kind: RequirementKind; strength: Strength | null }): boolean {
  return strength === "need" && ["legal", "regulatory", "contractual"].includes(kind);
}

// Confirmation ---------------------------------------------------------------------------------------------------------------------------------

export interface RequirementConfirmationNeed {
  needed: boolean;
  because:
    | "adverse"
    | "retired"
    | "discarded"
    | "law_confirms_itself"
    | "contract_confirms_itself"
    | "confirmed"
    | "elicited"
    | "no_source"
    | "not_from_the_party";
}

/**
 * Who confirms (rules 9 and 29): laws and signed contracts confirm themselves, adverse parties never confirm; what came from interviews and surveys
 * needs confirming by the party, and so does what rests on no source, a template or an import.
 */
export function confirmationNeed(requirement: {
  status: RequirementStatus;
  relevance: RequirementRelevance;
  sourceType: SourceType | null;
  obligationCount: number;
  confirmedAt: string | null;
  party: { adverse: boolean };
}): RequirementConfirmationNeed {
  if (requirement.party.adverse) return { needed: false, because: "adverse" };
  if (requirement.status === "retired") return { needed: false, because: "retired" };
  if (requirement.relevance === "discarded") return { needed: false, because: "discarded" };
  if (requirement.sourceType === "law" || requirement.obligationCount > 0) return { needed: false, because: "law_confirms_itself" };
  if (requirement.sourceType === "contract") return { needed: false, because: "contract_confirms_itself" };
  if (requirement.confirmedAt !== null) return { needed: false, because: "confirmed" };
  if (requirement.sourceType === null) return { needed: true, because: "no_source" };
  const fromParty: readonly SourceType[] = ["interview", "survey", "workshop", "feedback"];
  return { needed: true, because: fromParty.includes(requirement.sourceType) ? "elicited" : "not_from_the_party" };
}

export interface RequirementConfirmation {
  confirmedAt: string | null;
  confirmedBy: string;
  confirmationMethod: string;
}

/** Records that the party confirmed the requirement: when, by whom, how. Also allowed where the document would do. */
export function confirmRequirement(
  requirement: { status: RequirementStatus; statement: string; party: { adverse: boolean } },
  { on, by, method, today }: { on: string; by: string; method: string; today: string },
): Ruling<RequirementConfirmation, "adverse_never_confirms" | "retired" | "placeholder_open" | "who_confirmed" | "in_the_future"> {
  if (requirement.party.adverse) return refuse("adverse_never_confirms", "confirmedAt");
  if (requirement.status === "retired") return refuse("retired", "confirmedAt");
  if (unfilledPlaceholders(requirement.statement).length > 0) return refuse("placeholder_open", "statement");
  if (isBlank(by)) return refuse("who_confirmed", "confirmedBy");
  if (on > today) return refuse("in_the_future", "confirmedAt");
  return accept({ confirmedAt: on, confirmedBy: by.trim(), confirmationMethod: method.trim() });
}

/** Whether a reason must be given when this requirement is changed: once anything about it is decided or confirmed. */
export function requirementChangeNeedsReason(requirement: {
  relevance: RequirementRelevance;
  ismsDecision: IsmsDecision;
  confirmedAt: string | null;
}): boolean {
  return requirement.relevance !== "undecided" || requirement.ismsDecision !== "undecided" || requirement.confirmedAt !== null;
}

// Fulfilment -----------------------------------------------------------------------------------------------------------------------------------

export interface Fulfilment {
  fulfilmentStatus: FulfilmentStatus;
  fulfilmentAssessedAt: string | null;
  fulfilmentNote: string;
}

/**
 * Records how far the requirement is met, on a day. "Met" is refused for what the ISMS was not decided to address (audit check AC-55), "partly" and
 * "not met" ask what is missing. Back to "not assessed" clears the date.
 */
export function assessFulfilment(
  requirement: { status: RequirementStatus; ismsDecision: IsmsDecision },
  { status, on, note, today }: { status: FulfilmentStatus; on: string; note: string; today: string },
): Ruling<Fulfilment, "retired" | "address_first" | "what_is_missing" | "in_the_future"> {
  if (requirement.status === "retired") return refuse("retired", "fulfilmentStatus");
  if (status === "not_assessed") return accept({ fulfilmentStatus: status, fulfilmentAssessedAt: null, fulfilmentNote: note.trim() });
  if (status === "met" && requirement.ismsDecision !== "addressed") return refuse("address_first", "fulfilmentStatus");
  if ((status === "partly" || status === "not_met") && isBlank(note)) return refuse("what_is_missing", "fulfilmentNote");
  if (on > today) return refuse("in_the_future", "fulfilmentAssessedAt");
  return accept({ fulfilmentStatus: status, fulfilmentAssessedAt: on, fulfilmentNote: note.trim() });
}

// What counts ----------------------------------------------------------------------------------------------------------------------------------

/** Whether it counts in every check that speaks of relevant requirements: not retired, relevant, and its party active and relevant. */
export function isRelevantRequirement(requirement: {
  status: RequirementStatus;
  relevance: RequirementRelevance;
  party: { status: PartyStatus; relevance: PartyRelevance };
}): boolean {
  const { status, relevance, party } = requirement;
  return status !== "retired" && relevance === "relevant" && party.status === "active" && party.relevance === "relevant";
}

/** Whether a decision is still open on it: its relevance, or, where relevant, whether the ISMS addresses it. Retired and discarded ones are closed. */
export function isOpen(requirement: { status: RequirementStatus; relevance: RequirementRelevance; ismsDecision: IsmsDecision }): boolean {
  const { status, relevance, ismsDecision } = requirement;
  if (status === "retired" || relevance === "discarded") return false;
  return relevance === "undecided" || ismsDecision === "undecided";
}
