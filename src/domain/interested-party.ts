import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { PartyKind, PartyRelevance, PartyStatus } from "@/domain/vocabulary";

/** What is longer is no name any more; it goes on in the note. */
export const LONGEST_PARTY_NAME = 500;

/**
 * Rules of an interested party (clause 4.2 a). Status says where the record stands in its life, relevance is a decision with reason, person and
 * date; neither follows from the other. Each function takes the party as it is and returns the fields that change, or why not.
 */

export interface StatusFields {
  status: PartyStatus;
  retiredAt: string | null;
  retiredReason: string;
}

/** candidate -> active: the party belongs in the register. */
export function activate(party: { status: PartyStatus }): Ruling<StatusFields, "already_active" | "retired"> {
  if (party.status === "active") return refuse("already_active", "status");
  if (party.status === "retired") return refuse("retired", "status");
  return accept({ status: "active", retiredAt: null, retiredReason: "" });
}

/** candidate or active -> retired, on a day and for a reason. Records are retired, never deleted (rule 13). */
export function retire(
  party: { status: PartyStatus },
  { on, reason }: { on: string; reason: string },
): Ruling<StatusFields, "already_retired" | "reason_needed"> {
  if (party.status === "retired") return refuse("already_retired", "status");
  if (isBlank(reason)) return refuse("reason_needed", "retiredReason");
  return accept({ status: "retired", retiredAt: on, retiredReason: reason.trim() });
}

/** retired -> active where the relevance had been decided, else candidate, so that nobody skips the decision by way of retiring. */
export function bringBack(party: { status: PartyStatus; relevance: PartyRelevance }): Ruling<StatusFields, "not_retired"> {
  if (party.status !== "retired") return refuse("not_retired", "status");
  return accept({ status: party.relevance === "undecided" ? "candidate" : "active", retiredAt: null, retiredReason: "" });
}

export interface RelevanceDecision {
  relevance: PartyRelevance;
  relevanceRationale: string;
  relevanceDecidedAt: string | null;
  relevanceDecidedById: string | null;
}

/**
 * The first of the three decisions (rule 2): is the party relevant to the ISMS. Both answers need a reason; going back to undecided clears person
 * and date, and keeps the reason as a note of what was thought.
 */
export function decideRelevance(
  party: { status: PartyStatus; relevanceRationale: string },
  { relevance, rationale, on, byId }: { relevance: PartyRelevance; rationale: string; on: string; byId: string },
): Ruling<RelevanceDecision, "retired" | "reason_needed"> {
  if (party.status === "retired") return refuse("retired", "relevance");
  if (relevance === "undecided") {
    return accept({
      relevance,
      relevanceRationale: isBlank(rationale) ? party.relevanceRationale : rationale.trim(),
      relevanceDecidedAt: null,
      relevanceDecidedById: null,
    });
  }
  if (isBlank(rationale)) return refuse("reason_needed", "relevanceRationale");
  return accept({ relevance, relevanceRationale: rationale.trim(), relevanceDecidedAt: on, relevanceDecidedById: byId });
}

/** Whether the party counts in every check that speaks of relevant parties: active and relevant. */
export function isRelevantParty(party: { status: PartyStatus; relevance: PartyRelevance }): boolean {
  return party.status === "active" && party.relevance === "relevant";
}

/** Whether a reason must be given when this party is changed: once it is decided or confirmed, silence would hide why. */
export function changeNeedsReason(party: { relevance: PartyRelevance; confirmedAt: string | null }): boolean {
  return party.relevance !== "undecided" || party.confirmedAt !== null;
}

export interface Confirmation {
  confirmedAt: string | null;
  confirmedBy: string;
  confirmationMethod: string;
}

/**
 * Records that the party confirmed its place and what is written about it: when, by whom, how. Attackers and competitors are never asked to
 * confirm (rule 7). A confirmation cannot lie in the future.
 */
export function confirmParty(
  party: { status: PartyStatus; adverse: boolean },
  { on, by, method, today }: { on: string; by: string; method: string; today: string },
): Ruling<Confirmation, "adverse_never_confirms" | "retired" | "who_confirmed" | "in_the_future"> {
  if (party.adverse) return refuse("adverse_never_confirms", "confirmedAt");
  if (party.status === "retired") return refuse("retired", "confirmedAt");
  if (isBlank(by)) return refuse("who_confirmed", "confirmedBy");
  if (on > today) return refuse("in_the_future", "confirmedAt");
  return accept({ confirmedAt: on, confirmedBy: by.trim(), confirmationMethod: method.trim() });
}

/** A confirmation withdrawn, because what was confirmed has changed. */
export const NO_CONFIRMATION: Confirmation = { confirmedAt: null, confirmedBy: "", confirmationMethod: "" };

export interface ConfirmationNeed {
  needed: boolean;
  because: "adverse" | "confirmed" | "retired" | "not_relevant" | "unconfirmed";
}

/** Whether somebody still has to ask the party to confirm, and why or why not (audit check AC-10; the waiting time is the organisation's rule). */
export function partyConfirmationNeed(party: {
  status: PartyStatus;
  relevance: PartyRelevance;
  adverse: boolean;
  confirmedAt: string | null;
}): ConfirmationNeed {
  if (party.adverse) return { needed: false, because: "adverse" };
  if (party.status === "retired") return { needed: false, because: "retired" };
  if (party.relevance === "not_relevant") return { needed: false, because: "not_relevant" };
  if (party.confirmedAt !== null) return { needed: false, because: "confirmed" };
  return { needed: true, because: "unconfirmed" };
}

/**
 * What else changes when a party is marked adverse: aims instead of rights, so no engagement levels and no confirmation (rules 7 and 26). The
 * history keeps what was there. Marking it no longer adverse changes nothing else.
 */
export function markAdverse(
  adverse: boolean,
): { adverse: boolean } & Partial<Confirmation & { engagementCurrent: null; engagementTarget: null }> {
  return adverse ? { adverse, ...NO_CONFIRMATION, engagementCurrent: null, engagementTarget: null } : { adverse };
}

export interface Scores {
  power: number | null;
  interest: number | null;
  support: number | null;
}

export interface AssessedFields {
  power: number | null;
  interest: number | null;
  scoresAreTemplateDefaults: boolean;
}

/**
 * Whether power and interest are an assessment: both given, and by somebody, for scores that came with a template count as not assessed until
 * touched (rule 28). Support is left out on purpose: viewers do not see it and must get the same answer.
 */
export function areScoresAssessed(party: AssessedFields): boolean {
  return party.power !== null && party.interest !== null && !party.scoresAreTemplateDefaults;
}

export interface ScoreProblem {
  field: keyof Scores;
  code: "out_of_range" | "not_whole";
  min: number;
  max: number;
}

/** What is wrong with scores: power and interest are whole numbers from 1 to 5, support from -2 to 2; none is an answer everywhere. */
export function scoreProblems(scores: Partial<Scores>): ScoreProblem[] {
  const ranges: [field: keyof Scores, min: number, max: number][] = [
    ["power", 1, 5],
    ["interest", 1, 5],
    ["support", -2, 2],
  ];
  return ranges.flatMap(([field, min, max]): ScoreProblem[] => {
    const value = scores[field];
    if (value === null || value === undefined) return [];
    if (!Number.isInteger(value)) return [{ field, code: "not_whole", min, max }];
    return value < min || value > max ? [{ field, code: "out_of_range", min, max }] : [];
  });
}

/**
 * Scores after somebody touched them: as given, and no longer template defaults. Confirming a template's score unchanged is touching it as well,
 * so call this only when a person set or confirmed a score.
 */
export function touchScores(scores: Partial<Scores>): Partial<Scores> & { scoresAreTemplateDefaults: false } {
  return { ...scores, scoresAreTemplateDefaults: false };
}

export interface PersonalDataHint {
  field: "name" | "support" | "representative";
  code: "person_named" | "support_about_person" | "contact_is_personal_data";
}

/**
 * Notices about personal data, never blocking: role level is the default, scores about named people are personal data that may have to be disclosed
 * (rules 15 and 35).
 */
export function personalDataHints(party: {
  kind: PartyKind;
  support: number | null;
  attitude: string | null;
  representative: string;
}): PersonalDataHint[] {
  const hints: PersonalDataHint[] = [];
  if (party.kind === "person") hints.push({ field: "name", code: "person_named" });
  if (party.kind === "person" && (party.support !== null || party.attitude !== null)) {
    hints.push({ field: "support", code: "support_about_person" });
  }
  if (!isBlank(party.representative)) hints.push({ field: "representative", code: "contact_is_personal_data" });
  return hints;
}
