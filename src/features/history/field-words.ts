import { ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";

/** Which words of the vocabulary stand for the values of a field, by record and field; a field that is not named here holds text, numbers or days. */
const VOCABULARY: Readonly<Record<string, string>> = {
  "interested-party.category": "partyCategory",
  "interested-party.kind": "partyKind",
  "interested-party.relation": "partyRelation",
  "interested-party.status": "partyStatus",
  "interested-party.relevance": "partyRelevance",
  "interested-party.pestle": "pestle",
  "interested-party.influenceVector": "influenceVector",
  "interested-party.attitude": "attitude",
  "interested-party.engagementCurrent": "engagementLevel",
  "interested-party.engagementTarget": "engagementLevel",
  "interested-party.identificationMethod": "identificationMethod",
  "requirement.status": "requirementStatus",
  "requirement.kind": "requirementKind",
  "requirement.strength": "strength",
  "requirement.binding": "binding",
  "requirement.sourceType": "sourceType",
  "requirement.elicitationMethod": "elicitationMethod",
  "requirement.cia": "cia",
  "requirement.relevance": "requirementRelevance",
  "requirement.ismsDecision": "ismsDecision",
  "requirement.priority": "priority",
  "requirement.impactCategories": "impactCategory",
  "requirement.fulfilmentStatus": "fulfilmentStatus",
  "source.type": "sourceDocumentType",
  "obligation.kind": "obligationKind",
  "context-issue.category": "issueCategory",
  "context-issue.pestle": "pestle",
  "workshop-entry.pestle": "pestle",
  "interview.method": "elicitationMethod",
  "risk.kind": "riskKind",
  "risk.treatment": "riskTreatment",
  "document.type": "ismsDocumentType",
  "scope-unit.kind": "scopeUnitKind",
  "evidence.type": "evidenceType",
  "evidence.status": "recordStatus",
  "risk.status": "recordStatus",
  "document.status": "recordStatus",
  "scope-unit.status": "recordStatus",
  "budget-line.status": "recordStatus",
  "finding.severity": "findingSeverity",
  "finding.origin": "findingOrigin",
  "finding.status": "findingStatus",
  "action.kind": "actionKind",
  "action.status": "actionStatus",
  "action.origin": "actionOrigin",
  "action.auditKind": "auditKind",
  "trigger-event.status": "triggerStatus",
  "own-control.theme": "controlTheme",
  "own-control.controlTypes": "controlType",
  "own-control.cia": "cia",
  "own-control.concepts": "controlConcept",
  "own-control.status": "recordStatus",
  "soa-entry.reasons": "soaReason",
  "soa-entry.implementationStatus": "implementationStatus",
  "source.status": "recordStatus",
  "obligation.status": "recordStatus",
  "context-issue.status": "recordStatus",
  "objective.status": "recordStatus",
  "workshop.kind": "workshopKind",
  "workshop.status": "workshopStatus",
  "workshop-entry.status": "workshopEntryStatus",
  "interview.status": "interviewStatus",
  "register-version.status": "versionStatus",
  "register-version.origin": "versionOrigin",
  "version-decision.decision": "versionDecision",
  "review.type": "reviewType",
  "review.status": "reviewStatus",
  "review.result": "reviewResult",
  "review-item.verdict": "reviewVerdict",
  "review-answer.verdict": "reviewAnswerVerdict",
  "management-review.status": "managementReviewStatus",
  "management-review-item.input": "managementReviewInput",
  "organization.climateDecision": "climateDecision",
  "guest-access.areas": "guestArea",
  "party-link.kind": "partyLinkKind",
  "ask-batch.status": "askBatchStatus",
  "ask.status": "askStatus",
  "ask-item.answer": "askAnswer",
  "ask-item.howMetAnswer": "howMetAnswer",
  "ask-item.verdict": "askVerdict",
  "survey.status": "surveyStatus",
  "survey-question.kind": "surveyQuestionKind",
  "survey-invitation.status": "invitationStatus",
  "engagement.type": "engagementType",
  "engagement.channel": "engagementChannel",
  "engagement.status": "engagementStatus",
  "engagement.origin": "engagementOrigin",
  "engagement.feedbackKind": "feedbackKind",
  "engagement.engagementSeen": "engagementLevel",
  "communication-item.status": "recordStatus",
  "notice.status": "noticeStatus",
  "criterion.direction": "direction",
  "criterion.status": "recordStatus",
  "measurement.origin": "measurementOrigin",
  "horizon-note.source": "horizonSource",
  "horizon-note.status": "horizonStatus",
  "conflict.status": "conflictStatus",
  "conflict.method": "conflictMethod",
  "party-contact.language": "outsideLanguage",
  "party-link.language": "outsideLanguage",
  "ask.language": "outsideLanguage",
  "survey.language": "outsideLanguage",
  "survey-invitation.language": "outsideLanguage",
  "membership.role": "role",
  "invitation.role": "role",
};

export function vocabularyOf(entity: string, field: string): string | null {
  return VOCABULARY[`${entity}.${field}`] ?? null;
}

/** Personal where the party is a person, hence not for everybody (rule 35). */
export const SUPPORT_FIELDS: ReadonlySet<string> = new Set([
  "support",
  "attitude",
  "engagementCurrent",
  "engagementTarget",
  "engagementSeen",
]);

/** Whole documents frozen in a record: their hash and their own page tell them, a list of changes does not. */
export const FROZEN_CONTENT: ReadonlySet<string> = new Set([
  "soa-version.content",
  "self-assessment.content",
  "audit-sample.content",
  "management-review-item.facts",
  "register-version.lastReturn",
  "version-decision.receipt",
  "assurance-sheet.content",
]);

export function specOfEntity(entity: string): EntitySpec | null {
  return Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity as EntityName] : null;
}

/** Whether a field holds ids of other records or people: one, or a set of them. */
export function holdsIds(entity: string, field: string): boolean {
  const spec = specOfEntity(entity);
  return spec !== null && (spec.fields[field] === "id" || field in spec.links || (spec.fields[field] === "list" && field.endsWith("Ids")));
}

/** Where the page of a record begins; null for records without one. */
export function pathOf(entity: string, ref: string): string | null {
  switch (entity) {
    case "interested-party":
      return `/interested-parties/${ref}`;
    case "requirement":
      return `/requirements/${ref}`;
    case "source":
      return `/sources/${ref}`;
    case "obligation":
      return `/obligations/${ref}`;
    case "context-issue":
      return `/context/${ref}`;
    case "risk":
      return `/risks/${ref}`;
    case "document":
      return `/documents/${ref}`;
    case "evidence":
      return `/evidence/${ref}`;
    case "scope-unit":
      return `/scope/${ref}`;
    case "own-control":
    case "soa-entry":
      return `/controls/${ref}`;
    case "soa-version":
      return `/statement-of-applicability/issued/${ref}`;
    case "guest-access":
      return `/guests/${ref}`;
    case "register-version":
      return `/versions/${ref}`;
    case "finding":
      return `/findings/${ref}`;
    case "action":
      return `/actions/${ref}`;
    case "trigger-event":
      return `/trigger-events/${ref}`;
    case "trigger-rule":
      // A rule has no ref: the list shows all of them.
      return "/trigger-events/rules";
    case "self-assessment":
      return `/self-assessment/runs/${ref}`;
    case "budget-line":
      return `/budget/${ref}`;
    case "workshop":
      return `/workshops/${ref}`;
    case "objective":
      return `/objectives/${ref}`;
    case "interview":
      return `/interviews/${ref}`;
    case "audit-sample":
      return `/audit-room/samples/${ref}`;
    case "review":
      return `/reviews/${ref}`;
    case "management-review":
      return `/management-reviews/${ref}`;
    case "ask-batch":
      return `/asks/${ref}`;
    case "survey":
      return `/surveys/${ref}`;
    case "engagement":
      return `/engagement/${ref}`;
    case "communication-item":
      return `/communication/${ref}`;
    case "notice":
      return `/notices/${ref}`;
    case "assurance-sheet":
      return `/assurance/${ref}`;
    case "criterion":
      return `/monitoring/${ref}`;
    case "horizon-note":
      return `/horizon/${ref}`;
    case "conflict":
      return `/conflicts/${ref}`;
    case "api-token":
      return "/settings/tokens";
    // What an auditor opened; the note has its whole address.
    case "page":
      return ref.startsWith("/") ? ref : null;
    case "acceptance":
      // Called "AC-14 REQ-002".
      return `/self-assessment/${ref.split(" ")[0]}`;
    case "membership":
    case "invitation":
      return "/members";
    case "organization":
      return "/settings";
    default:
      return null;
  }
}
