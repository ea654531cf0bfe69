import { matchTemplate } from "@/domain/import/party-names";
import { nameKey } from "@/domain/normalise";
import starter from "@/domain/reference/starter-parties.json" with { type: "json" };
import { applyLegalForce, unfilledPlaceholders } from "@/domain/requirement";
import type {
  Attitude,
  Binding,
  Cia,
  InfluenceVector,
  PartyCategory,
  PartyKind,
  PartyRelation,
  PartyStatus,
  PestleFactor,
  RequirementKind,
  SourceType,
  Strength,
} from "@/domain/vocabulary";

/**
 * The starter catalogue: parties that many organisations have, with what they typically require. Only a beginning: what comes from it is a candidate
 * or a draft, its scores count as not assessed until somebody touches them (rule 28), and its placeholders are for the organisation to fill.
 */
export interface CatalogueRequirement {
  key: string;
  /** May hold placeholders: "within {24} hours". */
  statement: string;
  kind: RequirementKind;
  strength: Strength;
  /** An aim of an adverse party, not a right. */
  adverse: boolean;
  cia: readonly Cia[];
  typicalSource: string;
  clauses: readonly string[];
  controls: readonly string[];
  measure: string;
  /** Every placeholder of statement, measure and source, without braces, each once; the text in it is the usual value or a name for it. */
  placeholders: readonly string[];
  climateRelated: boolean;
}

export interface CatalogueParty {
  key: string;
  name: string;
  category: PartyCategory;
  kind: PartyKind;
  relation: PartyRelation;
  pestle: readonly PestleFactor[];
  vector: InfluenceVector;
  power: number;
  interest: number;
  support: number;
  attitude: Attitude;
  why: string;
  /** Attackers and competitors: aims instead of rights (rules 7 and 26). */
  adverse: boolean;
  requirements: readonly CatalogueRequirement[];
}

/** Where the reference file explains a party by the documents it was made from, which nobody here knows. */
const WHY: Readonly<Record<string, string>> = {
  shareholders: "Capital at risk: they expect compliance and a return on it",
  "internal-audit": "Independent assurance from inside the house",
  landlord: "Physical rules of the building",
  "certification-body": "Independent assurance from outside: grants and withdraws the certificate",
};

export const CATALOGUE: readonly CatalogueParty[] = starter.parties.map((party) => ({
  key: party.key,
  name: party.name,
  category: party.category as PartyCategory,
  kind: party.kind as PartyKind,
  relation: party.relation as PartyRelation,
  pestle: party.pestle as PestleFactor[],
  vector: party.influence_vector as InfluenceVector,
  power: party.power,
  interest: party.interest,
  support: party.support,
  attitude: party.attitude as Attitude,
  why: party.why_relevant.includes("seed") ? (WHY[party.key] ?? "") : party.why_relevant,
  // The catalogue marks what attackers and competitors want, not the party itself.
  adverse: party.requirements.some((requirement) => requirement.adverse),
  requirements: party.requirements.map((requirement) => {
    const measure = requirement.suggested_measure ?? "";
    return {
      key: requirement.key,
      statement: requirement.statement,
      kind: requirement.kind as RequirementKind,
      strength: requirement.strength as Strength,
      adverse: requirement.adverse,
      cia: requirement.cia as Cia[],
      typicalSource: requirement.typical_source,
      clauses: requirement.suggested_clauses,
      controls: requirement.suggested_controls,
      measure,
      placeholders: placeholdersOf(requirement.statement, measure, requirement.typical_source),
      climateRelated: requirement.climate_related,
    };
  }),
}));

const BY_KEY = new Map(CATALOGUE.map((party) => [party.key, party]));
const PARTY_OF_REQUIREMENT = new Map(CATALOGUE.flatMap((party) => party.requirements.map((requirement) => [requirement.key, party.key])));

/** The catalogue's entry of that key; null where there is none. */
export function catalogueParty(key: string): CatalogueParty | null {
  return BY_KEY.get(key) ?? null;
}

/** The key of the catalogue party that a requirement's key belongs to ("clients-2" -> "clients"); null where there is none. */
export function partyKeyOfRequirement(key: string): string | null {
  return PARTY_OF_REQUIREMENT.get(key) ?? null;
}

// Browsing ---------------------------------------------------------------------------------------------------------------------------------------

export interface CatalogueFilter {
  vector?: readonly string[];
  category?: readonly string[];
  pestle?: readonly string[];
  /** Words that stand in the party's name, its reason or its requirements. */
  q?: string;
}

/** The parties that fit; values of one filter are alternatives, filters narrow each other. */
export function browseCatalogue(filter: CatalogueFilter): CatalogueParty[] {
  const fits = (chosen: readonly string[] | undefined, values: readonly string[]) =>
    !chosen || chosen.length === 0 || values.some((value) => chosen.includes(value));
  const words = nameKey(filter.q ?? "")
    .split(" ")
    .filter((word) => word !== "");
  return CATALOGUE.filter((party) => {
    if (!fits(filter.vector, [party.vector]) || !fits(filter.category, [party.category]) || !fits(filter.pestle, party.pestle))
      return false;
    const text = nameKey([party.name, party.why, ...party.requirements.map(({ statement }) => statement)].join(" "));
    return words.every((word) => text.includes(word));
  });
}

// Placeholders -----------------------------------------------------------------------------------------------------------------------------------

function placeholdersOf(...texts: string[]): string[] {
  return unfilledPlaceholders(texts.join("\n")).map((placeholder) => placeholder.slice(1, -1));
}

/** The text with its placeholders filled. A blank or missing value leaves the placeholder standing, so that nobody overlooks it. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]*)\}/g, (standing, name: string) => {
    // Braces in a value would pass for another placeholder.
    const value = Object.hasOwn(values, name) ? values[name]!.replace(/[{}]/g, "").trim() : "";
    return value === "" ? standing : value;
  });
}

// Into the register ------------------------------------------------------------------------------------------------------------------------------

/** Stands in `sourceRef` of what came from the catalogue; the requirement's key stands in `sourceLocator`. */
export const CATALOGUE_SOURCE = "Starter catalogue";

/** A party of the catalogue in the fields of the register: a candidate, its scores template defaults, adverse where it is. */
export function partyFromCatalogue(party: CatalogueParty) {
  return {
    name: party.name,
    templateKey: party.key,
    category: party.category,
    kind: party.kind,
    relation: [party.relation],
    pestle: [...party.pestle],
    influenceVector: party.vector,
    power: party.power,
    interest: party.interest,
    support: party.support,
    attitude: party.attitude,
    scoresAreTemplateDefaults: true,
    adverse: party.adverse,
    identificationMethod: "template" as const,
    identificationNote: party.why,
  };
}

export interface SuggestedLink {
  targetType: "clause" | "control";
  targetRef: string;
}

/** The controls and clauses that the catalogue suggests: an idea, linked only when a person asks for it. */
export function suggestedLinks(requirement: CatalogueRequirement): SuggestedLink[] {
  return [
    ...requirement.clauses.map((targetRef) => ({ targetType: "clause" as const, targetRef })),
    ...requirement.controls.map((targetRef) => ({ targetType: "control" as const, targetRef })),
  ];
}

export interface RequirementFromCatalogue {
  statement: string;
  kind: RequirementKind;
  strength: Strength | null;
  binding: Binding;
  sourceType: SourceType;
  sourceRef: string;
  sourceLocator: string;
  elicitationNote: string;
  measurableTarget: string;
  cia: Cia[];
  climateRelated: boolean;
}

/**
 * A requirement of the catalogue in the fields of the register: a draft with `values` filled in; legal force is applied (rule 3). `open` names the
 * placeholders that still stand in what was made.
 */
export function requirementFromCatalogue(
  requirement: CatalogueRequirement,
  values: Readonly<Record<string, string>>,
): { fields: RequirementFromCatalogue; open: string[] } {
  const statement = fillPlaceholders(requirement.statement, values);
  const measurableTarget = fillPlaceholders(requirement.measure, values);
  const elicitationNote = fillPlaceholders(requirement.typicalSource, values);
  const { kind, strength } = requirement;
  const axes = applyLegalForce({ kind, strength, binding: "undecided", sourceType: "template", obligationCount: 0 });
  return {
    fields: {
      statement,
      kind,
      strength: axes.strength,
      binding: axes.binding,
      sourceType: "template",
      sourceRef: CATALOGUE_SOURCE,
      sourceLocator: requirement.key,
      elicitationNote,
      measurableTarget,
      cia: [...requirement.cia],
      climateRelated: requirement.climateRelated,
    },
    open: placeholdersOf(statement, measurableTarget, elicitationNote),
  };
}

/**
 * "From the catalogue, review me": a candidate nobody has looked at since it came. As soon as somebody edits it or decides anything about it, it has
 * another version and is the organisation's own.
 */
export function awaitsReview(party: {
  status: string;
  version: number;
  identificationMethod: string | null;
  templateKey: string | null;
}): boolean {
  return (
    party.status === "candidate" &&
    party.version === 1 &&
    (party.identificationMethod === "template" || (party.identificationMethod === null && party.templateKey !== null))
  );
}

// What is there already --------------------------------------------------------------------------------------------------------------------------

export interface RegisteredParty {
  id: string;
  ref: string;
  name: string;
  status: PartyStatus;
  templateKey: string | null;
}

/** Why a party of the register is taken for one of the catalogue: it came from there, it is called the same, or its name is a known other name. */
export type MatchReason = "template" | "name" | "meaning";

/** Whether a party of the register stands for a party of the catalogue, and why. A "maybe" of the name matcher does not count. */
export function matchOf(template: CatalogueParty, party: { name: string; templateKey: string | null }): MatchReason | null {
  if (party.templateKey === template.key) return "template";
  if (nameKey(party.name) === nameKey(template.name)) return "name";
  if (party.templateKey !== null) return null;
  const match = matchTemplate(party.name);
  return match?.certain && match.key === template.key ? "meaning" : null;
}

/** The parties of the register by the catalogue party they stand for, those that came from the catalogue first. One pass over the register. */
export function matchesByTemplate<P extends { name: string; templateKey: string | null }>(
  parties: readonly P[],
): Map<string, { party: P; because: MatchReason }[]> {
  const byName = new Map(CATALOGUE.map((template) => [nameKey(template.name), template.key]));
  const found = new Map<string, { party: P; because: MatchReason }[]>();
  const put = (key: string, party: P, because: MatchReason) => {
    if (!BY_KEY.has(key)) return;
    const list = found.get(key) ?? [];
    if (!list.some((other) => other.party === party)) list.push({ party, because });
    found.set(key, list);
  };
  for (const party of parties) {
    if (party.templateKey !== null) put(party.templateKey, party, "template");
    const called = byName.get(nameKey(party.name));
    if (called) put(called, party, "name");
    else if (party.templateKey === null) {
      const match = matchTemplate(party.name);
      if (match?.certain) put(match.key, party, "meaning");
    }
  }
  const rank: Record<MatchReason, number> = { template: 0, name: 1, meaning: 2 };
  for (const list of found.values()) list.sort((a, b) => rank[a.because] - rank[b.because]);
  return found;
}

/** listed: in the register; retired: was, and was retired for a reason; ruled_out: not here, for a reason; open: nobody has said anything. */
export type CatalogueStanding = "listed" | "retired" | "ruled_out" | "open";

export function standingOf(matches: readonly { party: { status: PartyStatus } }[], ruledOut: boolean): CatalogueStanding {
  if (matches.some(({ party }) => party.status !== "retired")) return "listed";
  if (ruledOut) return "ruled_out";
  return matches.length > 0 ? "retired" : "open";
}

/**
 * Whether a requirement of the register says what the catalogue's says: it came from it, or its words are the same whatever fills the placeholders.
 * So merging never doubles a statement, also where "{24}" became 48 in the meantime.
 */
export function saysTheSame(
  template: CatalogueRequirement,
  requirement: { statement: string; sourceType: string | null; sourceLocator: string },
): boolean {
  if (requirement.sourceType === "template" && requirement.sourceLocator === template.key) return true;
  return skeletonOf(template).test(nameKey(requirement.statement));
}

const skeletons = new Map<string, RegExp>();

function skeletonOf(template: CatalogueRequirement): RegExp {
  let skeleton = skeletons.get(template.key);
  if (!skeleton) {
    const parts = template.statement.split(/\{[^{}]*\}/).map((part) => nameKey(part).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    // What fills a placeholder is short: a number, a name.
    skeleton = new RegExp(`^${parts.join(" ?.{0,80}? ?")}$`);
    skeletons.set(template.key, skeleton);
  }
  return skeleton;
}
