import { asSubject, type Check, examine } from "@/domain/audit-checks/check";
import { isHard, notRetired, type Register, type Relevant } from "@/domain/audit-checks/terms";

/** Audit point 6: the requirements lead into the ISMS (4.2 c, 6.1) and are monitored (9.1). */
export const INTEGRATED_MONITORED: Readonly<Record<string, Check>> = {
  "AC-49": ({ addressed }) =>
    examine(addressed, {
      among: isNeed,
      fails: ({ leadsIntoIsms }) => !leadsIntoIsms,
      subject: ofRelevant,
      escalates: (failed, sampled) => failed * 10 <= sampled,
    }),

  "AC-50": ({ controlLinks }) => ({
    sampled: controlLinks.count,
    failed: controlLinks.outside.map(({ link, from }) => {
      const { subject, record } = ofRelevant(from);
      return { subject: link.id || `${subject}:${link.target_ref}`, name: `${subject} to ${link.target_ref}`, record };
    }),
  }),

  "AC-51": ({ addressed }) =>
    examine(addressed, {
      among: (entry) => isBinding(entry) && isHard(entry.requirement),
      fails: ({ leadsToApplicableControl, leadsToReasonedProcess }) => !leadsToApplicableControl && !leadsToReasonedProcess,
      subject: ofRelevant,
    }),

  "AC-52": ({ facts, controlLinks }) => {
    const cited = facts.soa
      .filter(({ applicable }) => applicable === true)
      .flatMap(({ control_ref, reasons }) =>
        (["legal", "contractual"] as const).filter((reason) => reasons.includes(reason)).map((reason) => ({ control_ref, reason })),
      );
    return examine(cited, {
      fails: ({ control_ref, reason }) => !controlLinks.askedBy[reason].has(control_ref),
      subject: ({ control_ref, reason }) => ({
        subject: `${control_ref}:${reason}`,
        name: `${control_ref}: ${reason}`,
        record: { entity: "soa-entry", id: control_ref, ref: control_ref },
      }),
    });
  },

  "AC-53": ({ addressed }) => examine(addressed, { among: isImportant, fails: ({ leadsToRisk }) => !leadsToRisk, subject: ofRelevant }),

  "AC-54": ({ addressed }) =>
    examine(addressed, { among: isNeed, fails: ({ leadsToCurrentEvidence }) => !leadsToCurrentEvidence, subject: ofRelevant }),

  "AC-55": ({ relevant }) =>
    examine(relevant, {
      among: ({ requirement }) => requirement.fulfilment_status === "met",
      fails: ({ requirement, leadsToPlannedControl }) => requirement.isms_decision !== "addressed" || leadsToPlannedControl,
      subject: ofRelevant,
    }),

  "AC-56": ({ addressed, facts }) => {
    const actedUpon = new Set(notRetired(facts.actions).map(({ requirement_id }) => requirement_id));
    return examine(addressed, {
      among: (entry) => isBinding(entry) && entry.requirement.fulfilment_status === "not_met",
      fails: ({ requirement }) => !actedUpon.has(requirement.id),
      subject: ofRelevant,
    });
  },

  "AC-57": ({ addressed, facts }) => {
    const measured = new Set(notRetired(facts.kpis).map(({ requirement_id }) => requirement_id));
    return examine(addressed, { among: isImportant, fails: ({ requirement }) => !measured.has(requirement.id), subject: ofRelevant });
  },

  "AC-58": ({ facts, isOlderThan }) => {
    const actions = new Set<string | null>(notRetired(facts.actions).map(({ id }) => id));
    return examine(notRetired(facts.kpis), {
      fails: (kpi) => isMeasuredLate(kpi, isOlderThan) || (missesTarget(kpi) && !actions.has(kpi.action_id)),
      subject: (kpi) => asSubject("indicator", { ...kpi, title: kpi.metric }),
    });
  },
};

type Kpi = Register["facts"]["kpis"][number];

const ofRelevant = ({ requirement }: Relevant) => asSubject("requirement", requirement);
const isNeed = ({ requirement }: Relevant) => requirement.strength === "need";
const isBinding = ({ requirement }: Relevant) => requirement.binding === "requirement";
const isImportant = ({ requirement }: Relevant) => requirement.binding === "requirement" && requirement.priority === "high";

function isMeasuredLate({ last_measured_at, frequency_days }: Kpi, isOlderThan: Register["isOlderThan"]): boolean {
  return last_measured_at === null || (frequency_days !== null && isOlderThan(last_measured_at, frequency_days * 1.5));
}

function missesTarget({ last_value, target, direction }: Kpi): boolean {
  if (last_value === null || target === null) return false;
  return direction === "at_most" ? last_value > target : last_value < target;
}
