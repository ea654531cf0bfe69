/** The fields of the form under the names of the record. */
export interface ConflictFields extends Record<string, unknown> {
  title: string;
  description: string;
  requirementIds: string[];
  openedOn: string | null;
  ownerId: string | null;
  impactAssessment: string;
  /** One to a line. */
  options: string;
  note: string;
}

export interface DecisionFields extends Record<string, unknown> {
  status: "resolved" | "accepted";
  method: string;
  prevailingRequirementId: string;
  impactAssessment: string;
  resolution: string;
  rationale: string;
}
