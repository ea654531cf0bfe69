import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import type { PartyFacts, RequirementFacts } from "@/domain/audit-checks/facts";
import { holdsSeveral, isTooVague } from "@/domain/audit-checks/statement";
import { hasObligation, hasSource, isBlank, isHard, isLegal, type Register, type Relevant } from "@/domain/audit-checks/terms";

/** Audit point 2: their requirements are determined (4.2 b). */
export const REQUIREMENTS_DETERMINED: Readonly<Record<string, Check>> = {
  "AC-13": ({ relevantParties, relevant }) => {
    const heard = new Set<PartyFacts>();
    for (const { party } of relevant) heard.add(party);
    return examine(relevantParties, {
      fails: (party) => !heard.has(party),
      subject: (party) => asSubject("interested-party", party),
      escalates: (failed, sampled) => failed * 4 > sampled,
    });
  },

  "AC-14": ({ relevant }) =>
    examine(relevant, {
      among: isBinding,
      fails: ({ requirement }) =>
        // Goldthread's own list of documents can be pointed to, even where nobody wrote the reference out.
        (isBlank(requirement.source_ref) && requirement.source_ids.length === 0) ||
        requirement.source_type === null ||
        requirement.source_type === "template" ||
        (isHard(requirement) && isBlank(requirement.source_locator)),
      subject: ofRelevant,
    }),

  "AC-15": ({ relevant }) => examine(relevant, { fails: ({ requirement }) => requirement.binding === "undecided", subject: ofRelevant }),

  "AC-16": ({ relevant }) =>
    examine(relevant, { among: isBinding, fails: ({ requirement }) => isTooVague(requirement.statement), subject: ofRelevant }),

  "AC-17": ({ relevant }) => examine(relevant, { fails: ({ requirement }) => holdsSeveral(requirement.statement), subject: ofRelevant }),

  "AC-18": ({ relevant }) =>
    examine(relevant, {
      fails: ({ requirement }) =>
        (isLegal(requirement) && (requirement.strength === "expectation" || requirement.binding === "wish")) ||
        (requirement.kind === "contractual" && requirement.binding === "wish"),
      subject: ofRelevant,
    }),

  "AC-19": ({ relevant }) =>
    examine(relevant, {
      fails: ({ requirement }) => requirement.cia.length === 0 && isBlank(requirement.cia_rationale),
      subject: ofRelevant,
    }),

  "AC-20": ({ requirements }) =>
    examine(requirements, {
      among: ({ relevance }) => relevance === "discarded",
      fails: ({ discard_reason, cia }) => isBlank(discard_reason) || cia.length > 0,
      subject: ofRequirement,
    }),

  "AC-21": ({ relevant }) =>
    examine(relevant, { fails: ({ requirement }) => requirement.elicitation_method === null, subject: ofRelevant }),

  "AC-22": ({ relevant, org, isOlderThan }) =>
    examine(relevant, {
      among: ({ requirement, party }) => !party.adverse && requirement.source_type !== "law" && requirement.source_type !== "contract",
      fails: ({ requirement }) => requirement.confirmed_at === null && isOlderThan(requirement.created_at, org.confirm_max_days),
      subject: ofRelevant,
    }),

  "AC-23": ({ relevant, applicableObligations }) => {
    const applicable = new Set(applicableObligations.map(({ id }) => id));
    const applies = (id: string) => applicable.has(id);
    return examine(relevant, {
      among: ({ requirement }) => isLegal(requirement),
      fails: ({ requirement }) => !hasObligation(requirement, applies),
      subject: ofRelevant,
    });
  },

  "AC-24": ({ applicableObligations, relevant }) => {
    const unmet = new Set(applicableObligations.map(({ id }) => id));
    for (const { requirement } of relevant) {
      if (requirement.obligation_id !== null) unmet.delete(requirement.obligation_id);
      for (const id of requirement.obligation_ids) unmet.delete(id);
    }
    return examine(applicableObligations, { fails: ({ id }) => unmet.has(id), subject: ofObligation });
  },

  "AC-25": ({ applicableObligations, isOlderThanInterval, isActiveUser }) =>
    examine(applicableObligations, {
      fails: ({ last_verified_at, owner_id }) => isOlderThanInterval(last_verified_at) || !isActiveUser(owner_id),
      subject: ofObligation,
    }),

  "AC-26": ({ relevant, facts, today }) => {
    const ended = new Set(facts.sources.filter(({ effective_to }) => effective_to !== null && effective_to < today).map(({ id }) => id));
    const hasEnded = (id: string) => ended.has(id);
    return examine(relevant, {
      among: ({ requirement }) => requirement.status === "active",
      fails: ({ requirement }) =>
        (requirement.effective_to !== null && requirement.effective_to < today) || hasSource(requirement, hasEnded),
      subject: ofRelevant,
    });
  },

  "AC-27": ({ requirements, homeless }) =>
    examine(requirements, {
      among: ({ status, relevance }) => status === "active" && relevance === "relevant",
      fails: (requirement) => homeless.has(requirement),
      subject: ofRequirement,
    }),

  "AC-28": ({ relevant, isActiveUser }) =>
    examine(relevant, { fails: ({ requirement }) => !isActiveUser(requirement.owner_id), subject: ofRelevant }),
};

const isBinding = ({ requirement }: Relevant) => requirement.binding === "requirement";
const ofRequirement = (requirement: RequirementFacts) => asSubject("requirement", requirement);
const ofRelevant = ({ requirement }: Relevant) => asSubject("requirement", requirement);
const ofObligation = (obligation: Register["applicableObligations"][number]) => asSubject("obligation", obligation);
