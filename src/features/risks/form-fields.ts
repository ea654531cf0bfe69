import type { RiskTreatment } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface RiskFields extends Record<string, unknown> {
  title: string;
  kind: "threat" | "opportunity";
  description: string;
  adversePartyId: string | null;
  likelihood: number | null;
  impact: number | null;
  treatment: RiskTreatment | null;
  treatmentNote: string;
  residualLikelihood: number | null;
  residualImpact: number | null;
  assessedAt: string | null;
  reviewDueAt: string | null;
  ownerId: string | null;
  note: string;
}

export const EMPTY_RISK: RiskFields = {
  title: "",
  kind: "threat",
  description: "",
  adversePartyId: null,
  likelihood: null,
  impact: null,
  treatment: null,
  treatmentNote: "",
  residualLikelihood: null,
  residualImpact: null,
  assessedAt: null,
  reviewDueAt: null,
  ownerId: null,
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): RiskFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_RISK).map((name) => [name, all[name]])) as RiskFields;
}
