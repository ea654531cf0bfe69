import type { IsmsDocumentType } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface DocumentFields extends Record<string, unknown> {
  title: string;
  type: IsmsDocumentType;
  edition: string;
  approvedOn: string | null;
  reviewDueAt: string | null;
  quotedRegisterVersion: string;
  current: boolean;
  location: string;
  audience: string;
  ownerId: string | null;
  note: string;
}

export const EMPTY_DOCUMENT: DocumentFields = {
  title: "",
  type: "policy",
  edition: "",
  approvedOn: null,
  reviewDueAt: null,
  quotedRegisterVersion: "",
  current: true,
  location: "",
  audience: "",
  ownerId: null,
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): DocumentFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_DOCUMENT).map((name) => [name, all[name]])) as DocumentFields;
}
