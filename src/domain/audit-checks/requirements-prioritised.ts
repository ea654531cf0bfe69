import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import { isBlank, type Relevant } from "@/domain/audit-checks/terms";

/** Audit point 3: the requirements are prioritised (6.1.1). */
export const REQUIREMENTS_PRIORITISED: Readonly<Record<string, Check>> = {
  "AC-29": ({ relevant }) =>
    examine(relevant, {
      fails: ({ requirement: { priority, priority_justification } }) =>
        priority === null || (priority !== "medium" && isBlank(priority_justification)),
      subject: ofRelevant,
    }),

  "AC-30": ({ relevant }) =>
    examine(relevant, {
      among: ({ requirement }) => requirement.binding === "requirement",
      fails: ({ requirement }) => requirement.impact_if_unmet === null || isBlank(requirement.isms_impact),
      subject: ofRelevant,
    }),

  "AC-31": ({ relevant }) =>
    examine(relevant, {
      among: ({ requirement }) => requirement.priority === "low",
      fails: ({ requirement, party }) =>
        requirement.priority_decided_by === null &&
        ((requirement.impact_if_unmet ?? 0) >= 4 || (requirement.strength === "need" && (party.power ?? 0) >= 4)),
      subject: ofRelevant,
    }),
};

const ofRelevant = ({ requirement }: Relevant) => asSubject("requirement", requirement);
