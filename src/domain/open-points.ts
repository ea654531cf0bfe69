import { isActionOverdue } from "@/domain/action";
import { daysBetween, isOverdue } from "@/domain/dates";
import { validityOf } from "@/domain/evidence";
import { isRelevantParty, partyConfirmationNeed } from "@/domain/interested-party";
import { confirmationNeed, isRelevantRequirement, unfilledPlaceholders } from "@/domain/requirement";
import { isBlank } from "@/domain/ruling";
import type {
  IsmsDecision,
  PartyRelevance,
  PartyStatus,
  RequirementKind,
  RequirementRelevance,
  RequirementStatus,
  SourceType,
} from "@/domain/vocabulary";

/**
 * What is open in a register, for the overview: facts in, points out. No score and no severity; a point says what is undecided, missing or overdue, by
 * which clause, and on which records. The points stand in the order in which one would work: each decision before what depends on it (who before
 * what before whether it is addressed), then what a decision rests on (source, owner, confirmation), then upkeep. The next best step is the first.
 */
export const OPEN_POINTS = {
  register_empty: { clause: "Clause 4.2", item: "a", entity: "organization" },
  climate_undetermined: { clause: "Clause 4.1", item: null, entity: "organization" },
  candidate_waiting: { clause: "Clause 4.2", item: "a", entity: "interested-party" },
  party_relevance_undecided: { clause: "Clause 4.2", item: "a", entity: "interested-party" },
  relevant_candidate_not_active: { clause: "Clause 4.2", item: "a", entity: "interested-party" },
  party_without_requirement: { clause: "Clause 4.2", item: "b", entity: "interested-party" },
  requirement_of_other_party: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  requirement_relevance_undecided: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  placeholder_open: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  isms_decision_undecided: { clause: "Clause 4.2", item: "c", entity: "requirement" },
  addressed_without_how: { clause: "Clause 4.2", item: "c", entity: "requirement" },
  requirement_without_source: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  locator_missing: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  obligation_without_requirement: { clause: "A.5.31", item: null, entity: "obligation" },
  party_without_owner: { clause: "Clause 5.3", item: null, entity: "interested-party" },
  requirement_without_owner: { clause: "Clause 5.3", item: null, entity: "requirement" },
  obligation_without_owner: { clause: "A.5.31", item: null, entity: "obligation" },
  party_unconfirmed: { clause: "Clause 4.2", item: "a", entity: "interested-party" },
  requirement_unconfirmed: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  source_ended: { clause: "Clause 7.5.3", item: null, entity: "source" },
  evidence_expired: { clause: "Clause 7.5.3", item: null, entity: "evidence" },
  evidence_ending: { clause: "Clause 7.5.3", item: null, entity: "evidence" },
  finding_overdue: { clause: "Clause 10.2", item: null, entity: "finding" },
  action_overdue: { clause: "Clause 10.2", item: null, entity: "action" },
  requirement_ended: { clause: "Clause 4.2", item: "b", entity: "requirement" },
  obligation_not_verified: { clause: "A.5.31", item: null, entity: "obligation" },
  party_review_overdue: { clause: "Clause 9.3.2", item: "c", entity: "interested-party" },
  requirement_review_overdue: { clause: "Clause 9.3.2", item: "c", entity: "requirement" },
  template_scores_untouched: { clause: "Clause 4.2", item: null, entity: "interested-party" },
  comment_unresolved: { clause: "Clause 7.5.3", item: null, entity: "comment" },
} as const;

export type OpenPointCode = keyof typeof OPEN_POINTS;
export type OpenPointEntity = (typeof OPEN_POINTS)[OpenPointCode]["entity"];

/** The codes in the order of working. */
export const OPEN_POINT_CODES = Object.keys(OPEN_POINTS) as OpenPointCode[];

export interface PartyFacts {
  id: string;
  ref: string;
  status: PartyStatus;
  relevance: PartyRelevance;
  adverse: boolean;
  ownerId: string | null;
  confirmedAt: string | null;
  /** The day on which the record was made. */
  createdAt: string;
  lastReviewedAt: string | null;
  scoresAreTemplateDefaults: boolean;
}

export interface RequirementFacts {
  id: string;
  ref: string;
  partyId: string;
  statement: string;
  status: RequirementStatus;
  relevance: RequirementRelevance;
  kind: RequirementKind;
  sourceType: SourceType | null;
  sourceRef: string;
  sourceLocator: string;
  sourceIds: readonly string[];
  obligationIds: readonly string[];
  ismsDecision: IsmsDecision;
  howAddressed: string;
  linkCount: number;
  ownerId: string | null;
  confirmedAt: string | null;
  createdAt: string;
  lastReviewedAt: string | null;
  effectiveTo: string | null;
}

export interface ObligationFacts {
  id: string;
  ref: string;
  status: string;
  applicable: boolean;
  ownerId: string | null;
  lastVerifiedAt: string | null;
}

export interface SourceFacts {
  id: string;
  ref: string;
  status: string;
  effectiveTo: string | null;
}

export interface EvidenceFacts {
  id: string;
  ref: string;
  status: string;
  validUntil: string | null;
}

/** A finding of an audit, or an action: something that is due on a day. */
export interface DueFacts {
  id: string;
  ref: string;
  status: string;
  dueAt: string | null;
}

export interface CommentFacts {
  id: string;
  /** Ref of the record it is about. */
  ref: string;
  resolved: boolean;
}

export interface RegisterFacts {
  today: string;
  organization: {
    id: string;
    climateDecision: string;
    climateRationale: string;
    climateDecidedAt: string | null;
    /** The organisation's own rules; a point that rests on one is overdue by that rule only. */
    reviewIntervalMonths: number;
    triageMaxDays: number;
    confirmMaxDays: number;
    evidenceWarnDays: number;
  };
  /** Members who are active: an owner who left is no owner. */
  activeUserIds: ReadonlySet<string>;
  parties: readonly PartyFacts[];
  requirements: readonly RequirementFacts[];
  obligations: readonly ObligationFacts[];
  sources: readonly SourceFacts[];
  evidence: readonly EvidenceFacts[];
  /** Empty for readers who may not see them. */
  findings: readonly DueFacts[];
  actions: readonly DueFacts[];
  comments: readonly CommentFacts[];
}

export interface Subject {
  id: string;
  ref: string;
}

export interface OpenPoint {
  code: OpenPointCode;
  /** "Clause 4.2" or "A.5.31". */
  clause: string;
  /** The letter of the clause, where there is one. */
  item: string | null;
  entity: OpenPointEntity;
  subjects: Subject[];
}

/** The open points of a register, those without subjects left out, in the order of working. */
export function openPoints(facts: RegisterFacts): OpenPoint[] {
  const { today, organization, activeUserIds } = facts;
  const found = new Map<OpenPointCode, Subject[]>(OPEN_POINT_CODES.map((code) => [code, []]));
  const report = (code: OpenPointCode, { id, ref }: Subject) => found.get(code)!.push({ id, ref });
  const ownerless = ({ ownerId }: { ownerId: string | null }) => ownerId === null || !activeUserIds.has(ownerId);
  const waitedLongerThan = (days: number, { createdAt }: { createdAt: string }) => daysBetween(createdAt, today) > days;
  const reviewOverdue = ({ lastReviewedAt, createdAt }: { lastReviewedAt: string | null; createdAt: string }) =>
    isOverdue(lastReviewedAt ?? createdAt, organization.reviewIntervalMonths, today);

  const parties = new Map(facts.parties.map((party) => [party.id, party]));
  const relevantRequirements = facts.requirements.flatMap((requirement) => {
    const party = parties.get(requirement.partyId);
    return party && isRelevantRequirement({ ...requirement, party }) ? [{ ...requirement, party }] : [];
  });

  const self = { id: organization.id, ref: "" };
  if (!facts.parties.some(isRelevantParty)) report("register_empty", self);
  if (!climateDetermined(organization)) report("climate_undetermined", self);

  const partiesWithRequirement = new Set(relevantRequirements.map(({ partyId }) => partyId));
  for (const party of facts.parties) {
    if (party.status === "retired") continue;
    if (party.relevance === "undecided") {
      if (party.status === "active") report("party_relevance_undecided", party);
      else if (waitedLongerThan(organization.triageMaxDays, party)) report("candidate_waiting", party);
    }
    if (party.status === "candidate" && party.relevance === "relevant") report("relevant_candidate_not_active", party);
    if (!isRelevantParty(party)) continue;
    if (!partiesWithRequirement.has(party.id)) report("party_without_requirement", party);
    if (ownerless(party)) report("party_without_owner", party);
    if (partyConfirmationNeed(party).needed && waitedLongerThan(organization.confirmMaxDays, party)) report("party_unconfirmed", party);
    if (reviewOverdue(party)) report("party_review_overdue", party);
    if (party.scoresAreTemplateDefaults) report("template_scores_untouched", party);
  }

  for (const requirement of facts.requirements) {
    const party = parties.get(requirement.partyId);
    if (requirement.status === "retired") continue;
    if (requirement.relevance === "undecided") report("requirement_relevance_undecided", requirement);
    if (requirement.relevance !== "discarded" && unfilledPlaceholders(requirement.statement).length > 0) {
      report("placeholder_open", requirement);
    }
    const live = requirement.status === "active" && requirement.relevance === "relevant";
    if (live && !(party && isRelevantParty(party))) report("requirement_of_other_party", requirement);
  }

  for (const requirement of relevantRequirements) {
    const { sourceType, ismsDecision } = requirement;
    const pointsNowhere = isBlank(requirement.sourceRef) && requirement.sourceIds.length + requirement.obligationIds.length === 0;
    if (ismsDecision === "undecided") report("isms_decision_undecided", requirement);
    if (ismsDecision === "addressed" && isBlank(requirement.howAddressed) && requirement.linkCount === 0) {
      report("addressed_without_how", requirement);
    }
    if (sourceType === null || sourceType === "template" || pointsNowhere) report("requirement_without_source", requirement);
    else if (needsLocator(requirement.kind) && isBlank(requirement.sourceLocator)) report("locator_missing", requirement);
    if (ownerless(requirement)) report("requirement_without_owner", requirement);
    const confirmation = confirmationNeed({ ...requirement, obligationCount: requirement.obligationIds.length });
    if (confirmation.needed && waitedLongerThan(organization.confirmMaxDays, requirement)) report("requirement_unconfirmed", requirement);
    if (requirement.effectiveTo !== null && requirement.effectiveTo < today) report("requirement_ended", requirement);
    if (reviewOverdue(requirement)) report("requirement_review_overdue", requirement);
  }

  const restedUpon = new Set(relevantRequirements.flatMap(({ sourceIds, obligationIds }) => [...sourceIds, ...obligationIds]));
  for (const obligation of facts.obligations) {
    if (obligation.status === "retired" || !obligation.applicable) continue;
    if (!restedUpon.has(obligation.id)) report("obligation_without_requirement", obligation);
    if (ownerless(obligation)) report("obligation_without_owner", obligation);
    if (isOverdue(obligation.lastVerifiedAt, organization.reviewIntervalMonths, today)) report("obligation_not_verified", obligation);
  }
  for (const source of facts.sources) {
    const ended = source.effectiveTo !== null && source.effectiveTo < today;
    if (source.status !== "retired" && ended && restedUpon.has(source.id)) report("source_ended", source);
  }
  for (const evidence of facts.evidence) {
    if (evidence.status === "retired") continue;
    const validity = validityOf(evidence.validUntil, today, organization.evidenceWarnDays);
    if (validity === "expired") report("evidence_expired", evidence);
    if (validity === "soon") report("evidence_ending", evidence);
  }
  for (const finding of facts.findings) if (isActionOverdue(finding, today)) report("finding_overdue", finding);
  for (const action of facts.actions) if (isActionOverdue(action, today)) report("action_overdue", action);
  for (const comment of facts.comments) if (!comment.resolved) report("comment_unresolved", comment);

  return [...found].flatMap(([code, subjects]) => (subjects.length > 0 ? [{ code, ...OPEN_POINTS[code], subjects }] : []));
}

export interface NextStep {
  code: OpenPointCode;
  entity: OpenPointEntity;
  /** The first record to work on: the oldest ref. */
  subject: Subject;
  /** How many records wait for the same step, this one included. */
  waiting: number;
}

/** The step that the others wait for: the first point in the order of working, on its first record; null when nothing is open. */
export function nextBestStep(points: readonly OpenPoint[]): NextStep | null {
  const ranked = [...points].sort((a, b) => OPEN_POINT_CODES.indexOf(a.code) - OPEN_POINT_CODES.indexOf(b.code));
  const point = ranked.find(({ subjects }) => subjects.length > 0);
  if (!point) return null;
  return { code: point.code, entity: point.entity, subject: point.subjects[0]!, waiting: point.subjects.length };
}

/** Clause 4.1 with Amendment 1:2024: "not relevant, because ..." is a full answer, blank is none (rule 11). */
export function climateDetermined(organization: {
  climateDecision: string;
  climateRationale: string;
  climateDecidedAt: string | null;
}): boolean {
  const { climateDecision, climateRationale, climateDecidedAt } = organization;
  return climateDecision !== "undetermined" && !isBlank(climateRationale) && climateDecidedAt !== null;
}

function needsLocator(kind: RequirementKind): boolean {
  return kind === "legal" || kind === "regulatory" || kind === "contractual";
}
