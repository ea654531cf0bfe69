import type { CatalogueParty, CatalogueStanding } from "@/domain/catalogue";
import { suggestedLinks } from "@/domain/catalogue";
import { translator } from "@/lib/translate";
import type { CatalogueEntryState, CatalogueMatch, CatalogueRuling } from "./queries";

/** One party of the catalogue as the browser shows it, in words. */
export interface CatalogueEntry {
  key: string;
  name: string;
  why: string;
  adverse: boolean;
  /** "External · Group · Suppliers and surroundings · Environmental" */
  facts: string;
  standing: CatalogueStanding;
  standingWord: string;
  matches: CatalogueMatch[];
  ruling: CatalogueRuling | null;
  requirements: {
    key: string;
    statement: string;
    /** "Legal · Need · C I A" */
    facts: string;
    source: string;
    measure: string;
    suggests: string[];
    placeholders: string[];
    taken: { ref: string; partyId: string } | null;
  }[];
}

export function entryOf(party: CatalogueParty, state: CatalogueEntryState, vectorNames: Readonly<Record<string, string>>): CatalogueEntry {
  const word = translator("vocabulary");
  return {
    key: party.key,
    name: party.name,
    why: party.why,
    adverse: party.adverse,
    facts: [
      word(`partyCategory.${party.category}`),
      word(`partyKind.${party.kind}`),
      vectorNames[party.vector] ?? "",
      ...party.pestle.map((factor) => word(`pestle.${factor}`)),
    ].join(" · "),
    standing: state.standing,
    standingWord: translator("catalogue")(`standing.${state.standing}`),
    matches: state.matches,
    ruling: state.ruling,
    requirements: party.requirements.map((requirement) => ({
      key: requirement.key,
      statement: requirement.statement,
      facts: [
        word(`requirementKind.${requirement.kind}`),
        word(`strength.${requirement.strength}`),
        requirement.cia.map((goal) => word(`cia.${goal}`)).join(", "),
      ].join(" · "),
      source: requirement.typicalSource,
      measure: requirement.measure,
      suggests: suggestedLinks(requirement).map(({ targetRef }) => targetRef),
      placeholders: [...requirement.placeholders],
      taken: state.taken[requirement.key] ?? null,
    })),
  };
}
