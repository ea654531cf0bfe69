import type { AuditKind } from "@/domain/vocabulary";

/** The fields of the form under the names of the record; the interval as the list of choices holds it. */
export interface AuditFields extends Record<string, unknown> {
  title: string;
  auditKind: AuditKind;
  description: string;
  recordRefs: string[];
  auditor: string;
  dueAt: string | null;
  intervalMonths: string | null;
  ownerId: string | null;
  note: string;
}

export const EMPTY_AUDIT: AuditFields = {
  title: "",
  auditKind: "internal",
  description: "",
  recordRefs: [],
  auditor: "",
  dueAt: null,
  intervalMonths: "12",
  ownerId: null,
  note: "",
};
