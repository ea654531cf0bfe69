import type { NATIVE } from "@/domain/register-file-records";
import { ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";

/** The collections of the register file and the records they hold. People and links have no record of their own. */
export const ENTITY_OF = {
  parties: "interested-party",
  requirements: "requirement",
  sources: "source",
  obligations: "obligation",
  issues: "context-issue",
  objectives: "objective",
  soa: "soa-entry",
  risks: "risk",
  documents: "document",
  evidence: "evidence",
  scope_units: "scope-unit",
  own_controls: "own-control",
  budget_lines: "budget-line",
  workshops: "workshop",
  interviews: "interview",
  soa_versions: "soa-version",
  versions: "register-version",
  self_assessments: "self-assessment",
  acceptances: "acceptance",
  audit_samples: "audit-sample",
  findings: "finding",
  actions: "action",
  mreviews: "management-review",
  mreview_items: "management-review-item",
  reviews: "review",
  review_items: "review-item",
  review_answers: "review-answer",
  triggers: "trigger-event",
  engagements: "engagement",
  comms: "communication-item",
  notices: "notice",
  trigger_rules: "trigger-rule",
  kpis: "criterion",
  measurements: "measurement",
  conflicts: "conflict",
  conflict_steps: "conflict-step",
  conflict_dismissals: "conflict-dismissal",
  comments: "comment",
  workshop_entries: "workshop-entry",
  workshop_votes: "workshop-vote",
  interview_answers: "interview-answer",
} as const satisfies Partial<Record<keyof typeof NATIVE, EntityName>>;

export type RecordCollection = keyof typeof ENTITY_OF;

export const RECORD_COLLECTIONS = Object.keys(ENTITY_OF) as RecordCollection[];

export function specOf(collection: RecordCollection): EntitySpec {
  return ENTITIES[ENTITY_OF[collection]];
}

/** What people count when they ask what a register holds; what was said in workshops and interviews belongs to those. */
export const COUNTED = [
  "parties",
  "requirements",
  "sources",
  "obligations",
  "issues",
  "objectives",
  "soa",
  "risks",
  "documents",
  "evidence",
  "scope_units",
  "own_controls",
  "budget_lines",
  "workshops",
  "interviews",
  "soa_versions",
  "versions",
  "self_assessments",
  "acceptances",
  "audit_samples",
  "findings",
  "actions",
  "reviews",
  "mreviews",
  "triggers",
  "engagements",
  "comms",
  "notices",
  "kpis",
  "measurements",
  "conflicts",
  "comments",
] as const satisfies readonly RecordCollection[];

export type Counted = (typeof COUNTED)[number];

/** Notes that an import keeps for the next export; they are no records. */
export const NOTES_OF_IMPORT = ["org", "users", "owners", "risk_notes", "chairs"] as const;
