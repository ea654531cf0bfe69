import type { SourceDocumentType } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface SourceFields extends Record<string, unknown> {
  title: string;
  type: SourceDocumentType;
  edition: string;
  counterpartyPartyId: string | null;
  documentDate: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  location: string;
  ownerId: string | null;
  note: string;
}

export const EMPTY_SOURCE: SourceFields = {
  title: "",
  type: "contract",
  edition: "",
  counterpartyPartyId: null,
  documentDate: null,
  effectiveFrom: null,
  effectiveTo: null,
  location: "",
  ownerId: null,
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): SourceFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_SOURCE).map((name) => [name, all[name]])) as SourceFields;
}
