import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import { holdsSeveral, isTooVague } from "@/domain/audit-checks/statement";
import { isBlank, isHard, isLegal, obligationIds, type Relevant, sourceIds } from "@/domain/audit-checks/terms";

/** Audit point 2: their requirements are determined (4.2 b). */
export const REQUIREMENTS_DETERMINED: Readonly<Record<string, Check>> = {
  "AC-13": ({ relevantParties, relevant }) => {
    const heard = new Set(relevant.map(({ party }) => party));
    const outcome = examine(
      relevantParties,
      (party) => !heard.has(party),
      (party) => asSubject("interested-party", party),
    );
    return { ...outcome, escalates: outcome.failed.length * 4 > outcome.sampled };
  },

  "AC-14": ({ relevant }) =>
    examine(
      relevant.filter(isBinding),
      ({ requirement }) =>
        // Goldthread's own list of documents can be pointed to, even where nobody wrote the reference out.
        (isBlank(requirement.source_ref) && requirement.source_ids.length === 0) ||
        requirement.source_type === null ||
        requirement.source_type === "template" ||
        (isHard(requirement) && isBlank(requirement.source_locator)),
      ofRequirement,
    ),

  "AC-15": ({ relevant }) => examine(relevant, ({ requirement }) => requirement.binding === "undecided", ofRequirement),

  "AC-16": ({ relevant }) => examine(relevant.filter(isBinding), ({ requirement }) => isTooVague(requirement.statement), ofRequirement),

  "AC-17": ({ relevant }) => examine(relevant, ({ requirement }) => holdsSeveral(requirement.statement), ofRequirement),

  "AC-18": ({ relevant }) =>
    examine(
      relevant,
      ({ requirement }) =>
        (isLegal(requirement) && (requirement.strength === "expectation" || requirement.binding === "wish")) ||
        (requirement.kind === "contractual" && requirement.binding === "wish"),
      ofRequirement,
    ),

  "AC-19": ({ relevant }) =>
    examine(relevant, ({ requirement }) => requirement.cia.length === 0 && isBlank(requirement.cia_rationale), ofRequirement),

  "AC-20": ({ requirements }) =>
    examine(
      requirements.filter(({ relevance }) => relevance === "discarded"),
      ({ discard_reason, cia }) => isBlank(discard_reason) || cia.length > 0,
      (requirement) => asSubject("requirement", requirement),
    ),

  "AC-21": ({ relevant }) => examine(relevant, ({ requirement }) => requirement.elicitation_method === null, ofRequirement),

  "AC-22": ({ relevant, org, isOlderThan }) =>
    examine(
      relevant.filter(({ requirement, party }) => !party.adverse && !CONFIRMS_ITSELF.has(requirement.source_type)),
      ({ requirement }) => requirement.confirmed_at === null && isOlderThan(requirement.created_at, org.confirm_max_days),
      ofRequirement,
    ),

  "AC-23": ({ relevant, applicableObligations }) => {
    const applicable = new Set(applicableObligations.map(({ id }) => id));
    return examine(
      relevant.filter(({ requirement }) => isLegal(requirement)),
      ({ requirement }) => !obligationIds(requirement).some((id) => applicable.has(id)),
      ofRequirement,
    );
  },

  "AC-24": ({ applicableObligations, relevant }) => {
    const required = new Set<string>();
    for (const { requirement } of relevant) for (const id of obligationIds(requirement)) required.add(id);
    return examine(
      applicableObligations,
      ({ id }) => !required.has(id),
      (obligation) => asSubject("obligation", obligation),
    );
  },

  "AC-25": ({ applicableObligations, isOlderThanInterval, isActiveUser }) =>
    examine(
      applicableObligations,
      ({ last_verified_at, owner_id }) => isOlderThanInterval(last_verified_at) || !isActiveUser(owner_id),
      (obligation) => asSubject("obligation", obligation),
    ),

  "AC-26": ({ relevant, sourcesById, today }) => {
    const isOver = (day: string | null | undefined) => day !== null && day !== undefined && day < today;
    return examine(
      relevant.filter(({ requirement }) => requirement.status === "active"),
      ({ requirement }) =>
        isOver(requirement.effective_to) || sourceIds(requirement).some((id) => isOver(sourcesById.get(id)?.effective_to)),
      ofRequirement,
    );
  },

  "AC-27": ({ requirements, isRelevantParty }) =>
    examine(
      requirements.filter(({ status, relevance }) => status === "active" && relevance === "relevant"),
      ({ party_id }) => !isRelevantParty(party_id),
      (requirement) => asSubject("requirement", requirement),
    ),

  "AC-28": ({ relevant, isActiveUser }) => examine(relevant, ({ requirement }) => !isActiveUser(requirement.owner_id), ofRequirement),
};

/** Rule 9: a law and a signed contract confirm themselves. */
const CONFIRMS_ITSELF = new Set<string | null>(["law", "contract"]);

const isBinding = ({ requirement }: Relevant) => requirement.binding === "requirement";
const ofRequirement = ({ requirement }: Relevant) => asSubject("requirement", requirement);
