import { asSubject, type Check, examine, whole } from "@/domain/audit-checks/check";
import type { PartyFacts } from "@/domain/audit-checks/facts";
import { isBlank } from "@/domain/audit-checks/terms";

/** Audit point 1: the interested parties are identified (4.2 a). */
export const PARTIES_IDENTIFIED: Readonly<Record<string, Check>> = {
  "AC-01": ({ relevantParties, relevant }) =>
    whole(relevantParties.length === 0 || relevant.length === 0, {
      values: { parties: relevantParties.length, requirements: relevant.length },
    }),

  "AC-02": ({ parties, org, isOlderThan }) =>
    examine(parties, {
      fails: (party) => party.relevance === "undecided" && isOlderThan(party.created_at, org.triage_max_days),
      subject: ofParty,
    }),

  "AC-03": ({ parties }) =>
    examine(parties, {
      among: ({ relevance }) => relevance === "not_relevant",
      fails: ({ relevance_rationale }) => isBlank(relevance_rationale),
      subject: ofParty,
    }),

  "AC-04": ({ relevantParties }) => ({
    sampled: relevantParties.length,
    failed: (["internal", "external"] as const)
      .filter((category) => !relevantParties.some((party) => party.category === category))
      .map((category) => ({ subject: category, name: category, record: null })),
  }),

  "AC-05": ({ parties, org }) => {
    const listed = new Set(parties.map(({ template_key }) => template_key));
    return examine(IMPLIED_PARTIES, {
      fails: ([key]) => !listed.has(key) && isBlank(org.implied_exclusions.get(key)),
      subject: ([key, name]) => ({ subject: key, name, record: null }),
    });
  },

  "AC-06": ({ sources, today, isRelevantParty }) =>
    examine(sources, {
      among: ({ type, effective_to }) => WITH_COUNTERPARTY.has(type) && (effective_to === null || effective_to >= today),
      fails: ({ counterparty_party_id }) => !isRelevantParty(counterparty_party_id),
      subject: (source) => asSubject("source", source),
    }),

  "AC-07": ({ relevantParties }) => whole(!relevantParties.some(({ imposes_law }) => imposes_law), { sampled: relevantParties.length }),

  "AC-08": ({ relevantParties }) =>
    examine(relevantParties, { fails: ({ identification_method }) => identification_method === null, subject: ofParty }),

  "AC-09": ({ parties }) => {
    const seen = new Set<string>();
    return examine(parties, {
      fails: ({ name }) => {
        const key = nameAsCompared(name);
        // Two parties without a name are not shown to be one.
        if (key === "") return false;
        const before = seen.size;
        return seen.add(key).size === before;
      },
      subject: ofParty,
    });
  },

  "AC-10": ({ relevantParties, org, isOlderThan }) =>
    examine(relevantParties, {
      among: ({ adverse }) => !adverse,
      fails: ({ confirmed_at, created_at }) => confirmed_at === null && isOlderThan(created_at, org.confirm_max_days),
      subject: ofParty,
    }),

  "AC-11": ({ relevantParties, isActiveUser }) =>
    examine(relevantParties, { fails: ({ owner_id }) => !isActiveUser(owner_id), subject: ofParty }),

  "AC-12": ({ relevantParties }) =>
    examine(relevantParties, {
      fails: ({ power, interest, support, scores_are_template_defaults }) =>
        power === null || interest === null || support === null || scores_are_template_defaults,
      subject: ofParty,
    }),
};

/** Parties that nearly everybody has: key in the starter catalogue, and what they are called in a sentence. */
export const IMPLIED_PARTIES = [
  ["insurers", "insurers"],
  ["landlord", "landlord"],
  ["dpa", "data protection authority"],
  ["certification-body", "certification body"],
  ["cloud-providers", "cloud providers"],
  ["data-subjects", "data subjects"],
] as const;

const WITH_COUNTERPARTY = new Set<string | null>(["insurance_policy", "lease", "contract"]);

const ofParty = (party: PartyFacts) => asSubject("interested-party", party);

// Not the search key: "Müller" and "Muller" may be two people, and "A.C.M.E." is "ACME".
function nameAsCompared(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}
