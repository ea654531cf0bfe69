import type { RequirementKind } from "@/domain/vocabulary";

/** The fields of the form under the names of the record, so that a conflict shows both texts. */
export interface RequirementFields extends Record<string, unknown> {
  partyId: string;
  statement: string;
  partyWording: string;
  translation: string;
  kind: RequirementKind;
  strength: string | null;
  binding: string;
  sourceType: string | null;
  sourceRef: string;
  sourceLocator: string;
  sourceIds: string[];
  obligationIds: string[];
  elicitationMethod: string | null;
  elicitedAt: string | null;
  elicitationNote: string;
  cia: string[];
  ciaRationale: string;
  howAddressed: string;
  links: { targetType: string; targetRef: string; rationale: string }[];
  impactIfUnmet: number | null;
  impactCategories: string[];
  orgImpact: string;
  ismsImpact: string;
  benefit: string;
  measurableTarget: string;
  concern: string;
  dataHandling: string[];
  managementSystems: string[];
  ownerId: string | null;
  ownerLabel: string;
  communicatedAt: string | null;
  climateRelated: boolean;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  lastReviewedAt: string | null;
  note: string;
}

export const EMPTY_REQUIREMENT: RequirementFields = {
  partyId: "",
  statement: "",
  partyWording: "",
  translation: "",
  kind: "business",
  strength: null,
  binding: "undecided",
  sourceType: null,
  sourceRef: "",
  sourceLocator: "",
  sourceIds: [],
  obligationIds: [],
  elicitationMethod: null,
  elicitedAt: null,
  elicitationNote: "",
  cia: [],
  ciaRationale: "",
  howAddressed: "",
  links: [],
  impactIfUnmet: null,
  impactCategories: [],
  orgImpact: "",
  ismsImpact: "",
  benefit: "",
  measurableTarget: "",
  concern: "",
  dataHandling: [],
  managementSystems: [],
  ownerId: null,
  ownerLabel: "",
  communicatedAt: null,
  climateRelated: false,
  effectiveFrom: null,
  effectiveTo: null,
  lastReviewedAt: null,
  note: "",
};

/** What the form starts from: the fields of the record that it edits, and nothing else of it. */
export function formFieldsOf(values: object): RequirementFields {
  const all = values as Record<string, unknown>;
  return Object.fromEntries(Object.keys(EMPTY_REQUIREMENT).map((name) => [name, all[name]])) as RequirementFields;
}
