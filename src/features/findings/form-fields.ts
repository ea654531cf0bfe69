import type { FINDING_ORIGINS, FindingSeverity } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface FindingFields extends Record<string, unknown> {
  title: string;
  statement: string;
  clause: string;
  severity: FindingSeverity;
  origin: (typeof FINDING_ORIGINS)[number];
  auditName: string;
  raisedAt: string | null;
  dueAt: string | null;
  ownerId: string | null;
  correction: string;
  cause: string;
  correctiveAction: string;
  effectivenessCheckedAt: string | null;
  effectivenessNote: string;
  repeatOfId: string | null;
  recordRefs: string[];
  note: string;
}

export const EMPTY_FINDING: FindingFields = {
  title: "",
  statement: "",
  clause: "",
  severity: "minor",
  origin: "internal_audit",
  auditName: "",
  raisedAt: null,
  dueAt: null,
  ownerId: null,
  correction: "",
  cause: "",
  correctiveAction: "",
  effectivenessCheckedAt: null,
  effectivenessNote: "",
  repeatOfId: null,
  recordRefs: [],
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): FindingFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_FINDING).map((name) => [name, all[name]])) as FindingFields;
}
