/**
 * The words of the register, one list for each choice a user makes. The database checks the same lists (a test holds both against each other),
 * forms offer them, imports map to them. Source: the field vocabulary that the audit checks read, and the seventeen rules.
 */
export const PARTY_CATEGORIES = ["internal", "external"] as const;
export const PARTY_KINDS = ["group", "organisation", "role", "person"] as const;
/** Clause 3 of the definition: can affect, be affected by, or perceive itself affected. */
export const PARTY_RELATIONS = ["affects", "affected", "perceives"] as const;
export const PARTY_STATUSES = ["candidate", "active", "retired"] as const;
export const PARTY_RELEVANCES = ["undecided", "relevant", "not_relevant"] as const;
export const PESTLE_FACTORS = ["political", "economic", "social", "technological", "legal", "environmental"] as const;
/** Our own five vectors: no source names them (names editable by the organisation later). */
export const INFLUENCE_VECTORS = ["legal_oversight", "customers_market", "owners_capital", "workforce", "supply_surroundings"] as const;
export const ATTITUDES = ["positive", "negative", "mixed"] as const;
export const ENGAGEMENT_LEVELS = ["unaware", "resistant", "neutral", "supportive", "leading"] as const;
export const IDENTIFICATION_METHODS = [
  "brainstorm",
  "pestle",
  "contract_review",
  "legal_register",
  "insurance_review",
  "template",
  "interview",
  "import",
  "other",
] as const;

export const REQUIREMENT_STATUSES = ["draft", "active", "retired"] as const;
export const REQUIREMENT_KINDS = ["legal", "regulatory", "contractual", "business", "social"] as const;
export const STRENGTHS = ["need", "expectation"] as const;
export const BINDINGS = ["requirement", "wish", "undecided"] as const;
export const SOURCE_TYPES = [
  "law",
  "contract",
  "policy",
  "interview",
  "survey",
  "workshop",
  "document",
  "feedback",
  "template",
  "import",
] as const;
export const ELICITATION_METHODS = [
  "interview",
  "survey",
  "workshop",
  "focus_group",
  "document_analysis",
  "feedback",
  "market_research",
  "observation",
] as const;
export const CIA = ["confidentiality", "integrity", "availability"] as const;
export const REQUIREMENT_RELEVANCES = ["undecided", "relevant", "discarded"] as const;
export const ISMS_DECISIONS = ["undecided", "addressed", "not_addressed"] as const;
export const PRIORITIES = ["high", "medium", "low"] as const;
/** What meeting a requirement is worth, and what ignoring it costs. */
export const IMPACT_CATEGORIES = ["commercial", "legal", "reputational", "operational"] as const;
export const FULFILMENT_STATUSES = ["not_assessed", "met", "partly", "not_met"] as const;
export const LINK_TARGET_TYPES = ["clause", "control", "risk", "policy", "procedure", "objective", "evidence", "scope"] as const;

/** Kinds of source documents (contracts, policies of insurance, leases ...): controlled documents of external origin, clause 7.5.3. */
export const SOURCE_DOCUMENT_TYPES = ["contract", "insurance_policy", "lease", "law", "policy", "other"] as const;
export const OBLIGATION_KINDS = ["statute", "regulation", "regulatory_guideline", "contractual", "standard", "other"] as const;
export const ISSUE_CATEGORIES = ["internal", "external"] as const;
export const CLIMATE_DECISIONS = ["undetermined", "relevant", "not_relevant"] as const;

/** How far a link answers its requirement, where that is stated. */
export const LINK_COVERAGES = ["partly", "fully"] as const;
export const SCOPE_UNIT_KINDS = ["site", "organisation_unit", "service", "system", "other"] as const;
export const CONTROL_THEMES = ["organizational", "people", "physical", "technological"] as const;
export const SOA_REASONS = ["risk", "legal", "contractual", "business"] as const;
export const IMPLEMENTATION_STATUSES = ["planned", "partial", "implemented"] as const;
export const RISK_KINDS = ["threat", "opportunity"] as const;
export const RISK_TREATMENTS = ["modify", "retain", "avoid", "share"] as const;
/** Documents of the ISMS (7.5). A policy is linked as "policy", all others as "procedure". */
export const ISMS_DOCUMENT_TYPES = ["policy", "procedure", "work_instruction", "plan", "other"] as const;
export const EVIDENCE_TYPES = [
  "policy",
  "procedure",
  "work_instruction",
  "test_result",
  "audit_report",
  "walkthrough",
  "record",
  "minutes",
] as const;
export const FINDING_SEVERITIES = ["major", "minor", "ofi"] as const;
export const FINDING_ORIGINS = [
  "internal_audit",
  "certification_audit",
  "customer_audit",
  "authority",
  "self_assessment",
  "incident",
  "other",
] as const;
export const FINDING_STATUSES = ["open", "closed", "retired"] as const;
export const ACTION_KINDS = ["corrective", "improvement", "evidence_request", "task", "audit"] as const;
/** Whose audit it is that the programme plans (9.2.2). */
export const AUDIT_KINDS = ["internal", "customer", "certification", "surveillance"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];
export const ACTION_STATUSES = ["open", "done", "retired"] as const;

/** What opened an action by itself; an action that somebody entered has none. */
export const ACTION_ORIGINS = [
  "changed_need",
  "review",
  "trigger",
  "management_review",
  "ask",
  "feedback",
  "measurement",
  "horizon",
  "conflict",
  "audit",
] as const;

/** The life of a version of the register (7.5.2, 7.5.3). */
export const VERSION_STATUSES = ["draft", "in_review", "approved", "superseded"] as const;
export const VERSION_ORIGINS = ["here", "file"] as const;
export const VERSION_DECISIONS = ["approve", "decline", "request_changes"] as const;
export const REVIEW_TYPES = ["periodic", "trigger"] as const;
export const REVIEW_STATUSES = ["planned", "open", "completed", "cancelled"] as const;
/** A review that is not completed has none. */
export const REVIEW_RESULTS = ["changes", "no_change"] as const;
/** What a review says about one record. */
export const REVIEW_VERDICTS = ["open", "still_valid", "changed", "retire", "question"] as const;
export const REVIEW_ANSWER_VERDICTS = ["open", "no_change", "change"] as const;
export const TRIGGER_STATUSES = ["open", "closed", "dismissed"] as const;
export const MANAGEMENT_REVIEW_STATUSES = ["planned", "held", "signed"] as const;
/** The inputs of clause 9.3.2 in its order; d has four parts. */
export const MANAGEMENT_REVIEW_INPUTS = [
  "a",
  "b",
  "c",
  "d_nonconformities",
  "d_monitoring",
  "d_audits",
  "d_objectives",
  "e",
  "f",
  "g",
] as const;
export const CHECKPOINT_REASONS = ["approval", "export", "daily", "manual"] as const;
export const COPY_FORMATS = ["pdf", "docx", "xlsx", "csv", "json", "zip", "svg", "png"] as const;
export const COPY_STATUSES = ["making", "ready", "failed"] as const;
/** What a guest may be shown, chosen one by one. */
export const GUEST_AREAS = ["register", "context", "obligations", "controls", "risks", "documents", "evidence", "history"] as const;

// Engagement, monitoring, conflicts.
export const PARTY_LINK_KINDS = ["ask", "survey", "feedback", "assurance"] as const;
export const ASK_BATCH_STATUSES = ["open", "closed"] as const;
export const ASK_STATUSES = ["waiting", "sent", "opened", "answered", "refused", "revoked"] as const;
/** What a party says about a recorded need; empty: nothing yet. */
export const ASK_ANSWERS = ["right", "change", "no_longer"] as const;
export const HOW_MET_ANSWERS = ["fine", "unclear", "not_met"] as const;
/** What the organisation made of the answer; empty: it waits. */
export const ASK_VERDICTS = ["confirmed", "accepted", "declined"] as const;
export const SURVEY_STATUSES = ["draft", "open", "closed"] as const;
export const SURVEY_QUESTION_KINDS = ["text", "choice", "scale", "yes_no"] as const;
export const INVITATION_STATUSES = ["waiting", "sent", "answered", "refused", "revoked"] as const;
export const ENGAGEMENT_TYPES = ["interview", "survey", "meeting", "notice", "feedback", "training"] as const;
export const ENGAGEMENT_CHANNELS = ["in_person", "video", "phone", "mail", "link", "letter", "portal", "other"] as const;
export const ENGAGEMENT_STATUSES = ["recorded", "new", "in_work", "answered", "closed"] as const;
export const ENGAGEMENT_ORIGINS = ["hand", "link", "mail", "ask", "survey", "interview", "plan", "file"] as const;
export const FEEDBACK_KINDS = ["complaint", "suggestion", "praise", "question"] as const;
export const NOTICE_STATUSES = ["running", "done", "not_needed"] as const;
export const CALENDAR_SCOPES = ["mine", "all"] as const;
export const DIRECTIONS = ["at_least", "at_most"] as const;
export const MEASUREMENT_ORIGINS = ["hand", "csv", "api", "file"] as const;
export const HORIZON_SOURCES = ["law", "industry", "feedback", "technology", "threat", "other"] as const;
export const HORIZON_STATUSES = ["open", "no_effect", "effect"] as const;
export const CONFLICT_STATUSES = ["open", "negotiating", "resolved", "accepted"] as const;
export const CONFLICT_METHODS = ["negotiated", "prioritised", "balanced", "legal_precedence", "escalated"] as const;
export const MAIL_STATUSES = ["waiting", "sending", "sent", "refused", "bounced", "given_up", "withdrawn"] as const;
export const DIGEST_FREQUENCIES = ["daily", "weekly", "never"] as const;
/** Languages in which people outside are written to. */
export const OUTSIDE_LANGUAGES = ["en", "de", "fr"] as const;
export const PLAIN_STATUSES = ["active", "retired"] as const;

export const ROLES = ["owner", "isms-manager", "contributor", "leadership", "auditor", "viewer"] as const;

export type PartyCategory = (typeof PARTY_CATEGORIES)[number];
export type PartyKind = (typeof PARTY_KINDS)[number];
export type PartyRelation = (typeof PARTY_RELATIONS)[number];
export type PartyStatus = (typeof PARTY_STATUSES)[number];
export type PartyRelevance = (typeof PARTY_RELEVANCES)[number];
export type PestleFactor = (typeof PESTLE_FACTORS)[number];
export type InfluenceVector = (typeof INFLUENCE_VECTORS)[number];
export type Attitude = (typeof ATTITUDES)[number];
export type IdentificationMethod = (typeof IDENTIFICATION_METHODS)[number];
export type RequirementStatus = (typeof REQUIREMENT_STATUSES)[number];
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];
export type Strength = (typeof STRENGTHS)[number];
export type Binding = (typeof BINDINGS)[number];
export type SourceType = (typeof SOURCE_TYPES)[number];
export type ElicitationMethod = (typeof ELICITATION_METHODS)[number];
export type Cia = (typeof CIA)[number];
export type RequirementRelevance = (typeof REQUIREMENT_RELEVANCES)[number];
export type IsmsDecision = (typeof ISMS_DECISIONS)[number];
export type Priority = (typeof PRIORITIES)[number];
export type ImpactCategory = (typeof IMPACT_CATEGORIES)[number];
export type FulfilmentStatus = (typeof FULFILMENT_STATUSES)[number];
export type LinkTargetType = (typeof LINK_TARGET_TYPES)[number];
export type LinkCoverage = (typeof LINK_COVERAGES)[number];
export type SoaReason = (typeof SOA_REASONS)[number];
export type ImplementationStatus = (typeof IMPLEMENTATION_STATUSES)[number];
export type RiskTreatment = (typeof RISK_TREATMENTS)[number];
export type IsmsDocumentType = (typeof ISMS_DOCUMENT_TYPES)[number];
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];
export type SourceDocumentType = (typeof SOURCE_DOCUMENT_TYPES)[number];
export type VersionStatus = (typeof VERSION_STATUSES)[number];
export type VersionDecision = (typeof VERSION_DECISIONS)[number];
export type ReviewType = (typeof REVIEW_TYPES)[number];
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];
export type ReviewAnswerVerdict = (typeof REVIEW_ANSWER_VERDICTS)[number];
export type TriggerStatus = (typeof TRIGGER_STATUSES)[number];
export type ManagementReviewStatus = (typeof MANAGEMENT_REVIEW_STATUSES)[number];
export type ManagementReviewInput = (typeof MANAGEMENT_REVIEW_INPUTS)[number];
export type CheckpointReason = (typeof CHECKPOINT_REASONS)[number];
export type CopyFormat = (typeof COPY_FORMATS)[number];
export type GuestArea = (typeof GUEST_AREAS)[number];
export type Role = (typeof ROLES)[number];

/** Which source documents bind as a contract does. */
export const CONTRACT_TYPES: readonly SourceDocumentType[] = ["contract", "insurance_policy", "lease"];
export type PartyLinkKind = (typeof PARTY_LINK_KINDS)[number];
export type AskStatus = (typeof ASK_STATUSES)[number];
export type AskAnswer = (typeof ASK_ANSWERS)[number];
export type HowMetAnswer = (typeof HOW_MET_ANSWERS)[number];
export type SurveyStatus = (typeof SURVEY_STATUSES)[number];
export type SurveyQuestionKind = (typeof SURVEY_QUESTION_KINDS)[number];
export type EngagementType = (typeof ENGAGEMENT_TYPES)[number];
export type EngagementStatus = (typeof ENGAGEMENT_STATUSES)[number];
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];
export type NoticeStatus = (typeof NOTICE_STATUSES)[number];
export type CalendarScope = (typeof CALENDAR_SCOPES)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type HorizonSource = (typeof HORIZON_SOURCES)[number];
export type HorizonStatus = (typeof HORIZON_STATUSES)[number];
export type ConflictStatus = (typeof CONFLICT_STATUSES)[number];
export type ConflictMethod = (typeof CONFLICT_METHODS)[number];
export type MailStatus = (typeof MAIL_STATUSES)[number];
