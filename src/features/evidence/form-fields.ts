import type { EvidenceType } from "@/domain/vocabulary";

/** The fields of the form under the names of the record. */
export interface EvidenceFields extends Record<string, unknown> {
  title: string;
  type: EvidenceType;
  dated: string | null;
  validUntil: string | null;
  origin: string;
  location: string;
  ownerId: string | null;
  note: string;
}

export const EMPTY_EVIDENCE: EvidenceFields = {
  title: "",
  type: "record",
  dated: null,
  validUntil: null,
  origin: "",
  location: "",
  ownerId: null,
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): EvidenceFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_EVIDENCE).map((name) => [name, all[name]])) as EvidenceFields;
}

/** "2.4 MB", "812 kB", "37 bytes". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
