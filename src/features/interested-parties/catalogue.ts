import starter from "@/domain/reference/starter-parties.json";
import type { Values } from "@/server/record";

export interface CatalogueParty {
  key: string;
  name: string;
  category: string;
  kind: string;
  why: string;
  adverse: boolean;
  /** As the register stores it: a candidate whose scores nobody has assessed. */
  values: Values;
}

/** Parties that many organisations have. Only a beginning: relevance stays undecided and scores count as not assessed (rule 28). */
export const CATALOGUE: readonly CatalogueParty[] = starter.parties.map((party) => {
  // The catalogue marks what attackers and competitors want, not the party itself.
  const adverse = party.requirements.some((requirement) => requirement.adverse);
  return {
    key: party.key,
    name: party.name,
    category: party.category,
    kind: party.kind,
    why: party.why_relevant,
    adverse,
    values: {
      name: party.name,
      templateKey: party.key,
      category: party.category,
      kind: party.kind,
      relation: [party.relation],
      pestle: party.pestle,
      influenceVector: party.influence_vector,
      power: party.power,
      interest: party.interest,
      support: party.support,
      attitude: party.attitude,
      scoresAreTemplateDefaults: true,
      adverse,
      identificationMethod: "template",
      identificationNote: party.why_relevant,
    },
  };
});
