/** The fields of the form under the names of the record. */
export interface ObligationFields extends Record<string, unknown> {
  title: string;
  citation: string;
  kind: string;
  jurisdiction: string;
  applicable: boolean;
  applicability: string;
  authorityPartyId: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  howComplied: string;
  ownerId: string | null;
  note: string;
}

export const EMPTY_OBLIGATION: ObligationFields = {
  title: "",
  citation: "",
  kind: "statute",
  jurisdiction: "",
  applicable: true,
  applicability: "",
  authorityPartyId: null,
  effectiveFrom: null,
  effectiveTo: null,
  howComplied: "",
  ownerId: null,
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): ObligationFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_OBLIGATION).map((name) => [name, all[name]])) as ObligationFields;
}
